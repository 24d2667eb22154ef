// Fig. 1 as a whole: picker, plot, reading, controls, table, and the note of a step.
import { html, nothing, type TemplateResult } from "lit";
import "./chart-controls";
import "../ui/copy-link";
import "./curve-plot";
import "./curve-readout";
import "../formula/formula-field";
import "./species-picker";
import "./value-table";
import "./zoom-bar";
import { significant } from "../ui/number-format";
import { problemNotice } from "../ui/problem-notice";
import { keyboardHints } from "./keyboard-hints";
import { inFocus, saturated, steepest } from "./saturation";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";
import { ChartContext, provideContext } from "../state/chart-context";

/**
 * With `settings`, a query such as "show=gelu&x=2", a chart has a state and functions of its own;
 * without it those that its page provides.
 */
export class ActivationChart extends StateElement {
  readonly #hints = uniqueId("plot-keys");
  protected override readonly watches: readonly Change[] = [
    "note",
    "problems",
    "focus",
    "show",
    "view",
    "parameters",
    "formula",
  ];

  override connectedCallback(): void {
    const settings = this.getAttribute("settings");
    if (settings !== null && !this.hasUpdated) {
      const show = new URLSearchParams(settings).get("show") ?? "";
      provideContext(this, new ChartContext(show.split(","), { defaults: settings }));
    }
    super.connectedCallback();
  }

  protected override render(): TemplateResult {
    const { note } = this.context.state;
    return html` ${problemNotice(this.context.state)}
      <species-picker></species-picker>
      <formula-field></formula-field>
      <div class="board">
        <curve-plot .hints=${this.#hints}></curve-plot>
        <aside aria-label="Reading at the crosshair">
          <curve-readout></curve-readout>
          <div class="note" role="status">
            ${
              note
                ? html` <div>${note.body}</div>
                    <button type="button" class="link" @click=${() => note.undo()}>Undo</button>`
                : nothing
            }
          </div>
          ${note ? nothing : html`<p class="hint">${this.#hint()}</p>`}
        </aside>
      </div>
      <div class="under">
        <chart-controls></chart-controls>
        <zoom-bar></zoom-bar>
        ${keyboardHints(this.#hints)}
        ${this.context.address ? html`<copy-link></copy-link>` : nothing}
      </div>
      <value-table></value-table>
      <formula-plate></formula-plate>`;
  }

  #hint(): string {
    const species = inFocus(this.functions, this.state);
    if (this.state.show.length === 0) return "Turn a species on to read its values.";
    if (!species) return "Choose a name to shade where its slope is under 10% of its peak.";
    const { name } = species;
    const peak = steepest(species, this.state);
    if (!Number.isFinite(peak))
      return `The slope of ${name} grows without bound: no tenth of its peak to shade.`;
    const where = saturated(species, this.state).length
      ? "Shaded: where"
      : "Nowhere in this window is";
    const verb = where.startsWith("Shaded") ? " is" : "";
    return `${where} the slope of ${name}${verb} under 10% of its peak, ${significant(peak)}.`;
  }
}
customElements.define("activation-chart", ActivationChart);
