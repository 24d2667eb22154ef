// The reading at the crosshair: an exact x to type, then a value and a slope a species.
import { html, type PropertyValues, type TemplateResult } from "lit";
import { coordinate, exact, readNumber, significant } from "../ui/number-format";
import { pan } from "../drawing/plot-window";
import { bind } from "../state/curve-at-parameters";
import type { Species } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { table } from "../state/settings";
import { StateElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";

export class CurveReadout extends StateElement {
  protected override readonly watches: readonly Change[] = [
    "show",
    "parameters",
    "formula",
    "focus",
  ];
  readonly #id = uniqueId("x-exact");
  readonly #problemId = uniqueId("x-problem");
  #problem = "";

  /** A movement of the crosshair rewrites the numbers and nothing else. */
  protected override stateChanged(changed: ReadonlySet<Change>): void {
    super.stateChanged(changed);
    if (changed.has("x") && this.#problem) {
      // The crosshair has gone elsewhere: what was mistyped no longer stands for it.
      this.#problem = "";
      this.#show();
      this.requestUpdate();
    }
    if ((changed.has("x") || changed.has("view")) && !this.isUpdatePending) this.#fill();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#fill();
  }

  protected override render(): TemplateResult {
    const { show, focus } = this.state;
    const shown = this.functions.inOrder(show);
    return html` <form class="x-field" novalidate @submit=${this.#submit}>
        <label for=${this.#id}>Reading at</label>
        <span class="x-line"
          ><i aria-hidden="true">x =</i>
          <input
            id=${this.#id}
            type="text"
            inputmode="text"
            autocomplete="off"
            spellcheck="false"
            aria-label="x, the input"
            aria-describedby=${this.#problemId}
            aria-invalid=${this.#problem ? "true" : "false"}
            @change=${this.#submit}
            @focus=${(e: Event) => (e.target as HTMLInputElement).select()}
          />
        </span>
        <p id=${this.#problemId} class="problem" role="status">${this.#problem}</p>
      </form>
      <table class="reading">
        <caption class="visually-hidden">
          Value and slope of each species shown, at the crosshair
        </caption>
        <thead ?hidden=${shown.length === 0}>
          <tr>
            <td></td>
            <th scope="col"><i>f</i>(<i>x</i>)</th>
            <th scope="col"><i>f</i>′(<i>x</i>)</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((species) => this.#row(species, species.slug === focus))}
        </tbody>
      </table>`;
  }

  #row({ slug, name }: Species, focused: boolean): TemplateResult {
    // A plate has one species, so there is none to put in focus.
    return html`<tr data-slug=${slug}>
      <th scope="row">
        ${
          this.context.settings.plate
            ? name
            : html`<button
                type="button"
                class="focus-name"
                aria-pressed=${focused ? "true" : "false"}
                title="Put ${name} in focus and shade where its slope is under 10% of its peak"
                @click=${() => this.set({ focus: focused ? "" : slug }, { settled: true })}
              >
                ${name}
              </button>`
        }
      </th>
      <td class="value"></td>
      <td class="slope"></td>
    </tr>`;
  }

  #fill(): void {
    const s = this.state;
    const typing = document.activeElement === this.#field;
    if (!typing && !this.#problem) this.#show();
    for (const row of this.querySelectorAll<HTMLElement>("tbody tr")) {
      const species = this.functions.get(row.dataset["slug"]!);
      const curve = bind(species, s);
      const [value, slope] = row.querySelectorAll("td");
      value!.textContent = significant(curve.value(s.x));
      slope!.textContent = significant(curve.derivative(s.x));
      // At a kink there are two slopes: the guide's convention is the left one.
      slope!.title = curve.kinks.includes(s.x) ? "At this kink the left slope is given" : "";
    }
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  #show(): void {
    const { x, view } = this.state;
    const field = this.#field;
    if (field) field.value = coordinate(x, view.x1 - view.x0);
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const field = this.#field!;
    const read = table.x.read(field.value);
    if ("problem" in read) {
      // What was typed stays, so that it can be mended.
      this.#problem = `${read.problem}.`;
      this.requestUpdate();
      return;
    }
    this.#problem = "";
    this.requestUpdate();
    const { x0, x1 } = this.state.view;
    const x = read.value;
    const middle = (x0 + x1) / 2;
    const inside = x >= x0 && x <= x1;
    const view = inside ? this.state.view : pan(this.state.view, (x - middle) / (x1 - x0), 0);
    this.set({ x, view }, { settled: true });
    field.value = exact(readNumber(field.value));
    if (event.type === "submit") field.select();
  };
}
customElements.define("curve-readout", CurveReadout);
