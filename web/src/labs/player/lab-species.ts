// The choice of a lab's activations: from the catalogue, or a formula of the reader's.
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { silhouette } from "../../drawing/silhouette";
import { addressOf, check, labelOf, slugOf, split, type Lab, type Values } from "../lab-parameters";
import { catalogued, typedSlug, type FunctionSource } from "../../state/catalogue";
import { contextOf } from "../../state/chart-context";
import { uniqueId } from "../../ui/unique-id";

export class LabSpecies extends LitElement {
  static override properties = {
    lab: { attribute: false },
    name: { attribute: false },
    values: { attribute: false },
    change: { attribute: false },
  };
  declare lab: Lab;
  declare name: string;
  declare values: Values;
  declare change: (text: string) => void;
  readonly #id = uniqueId("race");
  #functions!: FunctionSource;
  #wrong = "";
  #probe = new AbortController();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    this.#functions = contextOf(this).functions;
    super.connectedCallback();
  }

  protected override render(): TemplateResult {
    const field = this.lab.schema.properties[this.name]!;
    const several = field.control === "activations";
    const chosen = this.#chosen;
    const full = several && chosen.length >= (field.most ?? Infinity);
    return html` ${
        several
          ? html`<ul class="chosen">
              ${chosen.map(
                (text) =>
                  html`<li data-slug=${slugOf(text)}>
                    ${silhouetteOf(text)}<span>${labelOf(text)}</span>
                    <button
                      type="button"
                      aria-label="Remove ${labelOf(text)}"
                      ?disabled=${chosen.length === 1}
                      @click=${() => this.#remove(text)}
                    >
                      ×
                    </button>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      <div class="more-species">
        <select
          aria-label=${several ? "Add an activation" : field.title}
          ?disabled=${full}
          @change=${this.#pick}
        >
          ${
            several
              ? html`<option value="" selected>
                  ${full ? `${chosen.length} at most` : "add…"}
                </option>`
              : chosen[0] && slugOf(chosen[0]) === chosen[0]
                ? nothing
                : html`<option value=${chosen[0] ?? ""} selected>
                    ${labelOf(chosen[0] ?? "")}
                  </option>`
          }
          ${[...this.#functions.families].map(
            ([family, members]) =>
              html`<optgroup label=${family}>
                ${members.map(
                  (species) =>
                    html`<option
                      value=${species.slug}
                      ?disabled=${several && chosen.includes(species.slug)}
                      ?selected=${!several && chosen[0] === species.slug}
                    >
                      ${species.name}
                    </option>`,
                )}
              </optgroup>`,
          )}
        </select>
        <form class="race" novalidate @submit=${this.#race}>
          <label for="${this.#id}">${several ? "also race" : "or"}</label>
          <input
            id="${this.#id}"
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            dir="ltr"
            ?disabled=${full}
            placeholder="x * tanh(exp(x))"
            aria-describedby="${this.#id}-problem"
            aria-invalid=${this.#wrong ? "true" : "false"}
          />
          <button type="submit" class="link" ?disabled=${full}>${several ? "Add" : "Use"}</button>
        </form>
      </div>
      <p class="problem" id="${this.#id}-problem" role="status">${this.#wrong}</p>`;
  }

  #remove(text: string): void {
    this.change(this.#chosen.filter((other) => other !== text).join(","));
  }

  get #chosen(): string[] {
    return split(this.values[this.name] ?? "");
  }

  /** The list with one more, or the one instead of the other. */
  #with(text: string): string {
    return this.lab.schema.properties[this.name]!.control === "activations"
      ? [...this.#chosen, text].join(",")
      : text;
  }

  readonly #pick = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    const slug = select.value;
    if (this.lab.schema.properties[this.name]!.control === "activations") select.value = "";
    if (slug) this.change(this.#with(slug));
  };

  /** Asks the server before anything on screen gives way to a formula that cannot be used. */
  readonly #race = async (event: Event): Promise<void> => {
    event.preventDefault();
    const entry = this.querySelector<HTMLInputElement>(".race input")!;
    const text = entry.value.trim();
    if (!text) return;
    this.#probe.abort();
    const { signal } = (this.#probe = new AbortController());
    const wanted = this.#with(text);
    const read = check(this.lab.schema.properties[this.name]!, wanted);
    this.#wrong =
      "problem" in read
        ? `${read.problem}.`
        : await refusal(addressOf(this.lab, { ...this.values, [this.name]: wanted }), signal);
    if (signal.aborted) return;
    this.#probe.abort();
    if (!this.#wrong) {
      entry.value = "";
      this.change(wanted);
    }
    this.requestUpdate();
  };
}
customElements.define("lab-species", LabSpecies);

/** Why the server does not run this; nothing where it does. */
async function refusal(address: string, signal: AbortSignal): Promise<string> {
  try {
    const answer = await fetch(address, { signal });
    return answer.status === 422
      ? (await answer.text()).trim()
      : answer.ok
        ? ""
        : `The server answers ${answer.status}.`;
  } catch {
    return "The guide’s server does not answer.";
  }
}

const silhouetteOf = (text: string): TemplateResult | typeof nothing =>
  slugOf(text) === typedSlug ? nothing : silhouette(catalogued(slugOf(text)));
