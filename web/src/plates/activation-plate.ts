// The figure of a plate as a whole: the curve with its field marks, the reading, the parameters.
import { html, nothing, type TemplateResult } from "lit";
import { parameterSlider } from "../chart/parameter-slider";
import "../ui/copy-link";
import "../chart/curve-readout";
import "./plate-plot";
import "../chart/value-table";
import "../chart/zoom-bar";
import { short } from "../ui/number-format";
import { readStatistics, type Statistics } from "./statistics";
import { LiveSections } from "../ui/server-sections";
import { problemNotice } from "../ui/problem-notice";
import { keyboardHints } from "../chart/keyboard-hints";
import { importSpecies } from "../formula/formula-module";
import { keyOf } from "../state/curve-at-parameters";
import type { Species } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";

const pause = 150; // ms after the last movement before the server is asked

export class ActivationPlate extends StateElement {
  static override properties = {
    module: { type: String },
    statistics: { converter: (text: string | null) => (text ? readStatistics(text) : undefined) },
  };
  module: string | undefined;
  statistics: Statistics | undefined;
  readonly #hints = uniqueId("plot-keys");
  protected override readonly watches: readonly Change[] = ["problems", "parameters"];
  #failed = false;
  readonly #sections = new LiveSections(
    ["facts", "gains", "similar", "warnings"],
    (page) => this.#take(page),
    () => this.requestUpdate(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    // The sliders below do what the form does without script.
    document.getElementById("parameters")?.remove();
    if (this.module) {
      importSpecies(this.module)
        .then(
          (species) => {
            this.functions.typed = species;
            this.#follow();
          },
          () => {
            this.#failed = true;
          },
        )
        .finally(() => this.requestUpdate());
    }
    // An address can ask for more than the server has read.
    this.#follow();
  }

  protected override stateChanged(changed: ReadonlySet<Change>): void {
    super.stateChanged(changed);
    if (changed.has("parameters")) this.#follow();
  }

  protected override render(): TemplateResult | typeof nothing {
    const [species] = this.functions.inOrder(this.state.show);
    if (this.#failed) {
      return html`<p class="problem" role="alert">
        The formula’s own module did not arrive, so its curve cannot be drawn. Load the page again.
      </p>`;
    }
    if (!species) return nothing;
    const stale = !this.#holds(species);
    return html` ${problemNotice(this.context.state)}
      <plate-plot .statistics=${this.statistics} ?stale=${stale} .hints=${this.#hints}></plate-plot>
      <div class="reading-line">
        <curve-readout></curve-readout>
        ${
          species.parameters.length === 0
            ? nothing
            : html`<div class="parameters">
                ${species.parameters.map(
                  (p) =>
                    html`${parameterSlider(this.context.state, species, p)}
                      <p class="meaning">${p.meaning}</p>`,
                )}
              </div>`
        }
      </div>
      <p class="recomputing" role="status">${this.#says(species)}</p>
      <div class="under">
        <zoom-bar></zoom-bar>${keyboardHints(this.#hints)}<copy-link></copy-link>
      </div>
      <value-table></value-table>`;
  }

  #says(species: Species): TemplateResult | string {
    const { state } = this.#sections;
    if (state === "fresh") return "";
    if (state === "busy") return "Recomputing the numbers below …";
    const held = species.parameters.map(
      ({ name }) => `${name} = ${short(this.statistics?.parameters[name] ?? NaN)}`,
    );
    return html`<span class="problem"
        >The server does not answer: the numbers below are still those of ${held.join(", ")}.</span
      >
      <button type="button" class="link" @click=${() => this.#sections.refresh(this.#address, 0)}>
        Try again
      </button>`;
  }

  /** Takes the statistics of a fresh plate, as the server writes them. */
  #take(page: Document): void {
    const statistics = page.querySelector("activation-plate")?.getAttribute("statistics");
    if (!statistics) throw new Error("no plate in the answer");
    this.setAttribute("statistics", statistics);
  }

  /** Whether the statistics are those of the parameters as they stand. */
  #holds(species: Species): boolean {
    return species.parameters.every(
      (p) =>
        (this.state[keyOf(species.slug, p.name)] ?? p.default) ===
        (this.statistics?.parameters[p.name] ?? p.default),
    );
  }

  /** This plate at the parameters as they stand; where the reader looks changes no number. */
  readonly #address = (): string => {
    const url = new URL(this.context.address!.link());
    url.hash = "";
    for (const name of ["x", "view"]) url.searchParams.delete(name);
    return url.href;
  };

  #follow(): void {
    const [species] = this.functions.inOrder(this.state.show);
    if (!species) return;
    if (this.#holds(species)) this.#sections.settle();
    else this.#sections.refresh(this.#address, pause);
  }
}
customElements.define("activation-plate", ActivationPlate);
