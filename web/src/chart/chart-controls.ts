// Under the plot: show derivatives, and a slider for each parameter of the species shown.
import { html, type TemplateResult } from "lit";
import { parameterSlider } from "./parameter-slider";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";

export class ChartControls extends StateElement {
  protected override readonly watches: readonly Change[] = [
    "derivatives",
    "parameters",
    "formula",
    "show",
  ];

  protected override render(): TemplateResult {
    const { derivatives, show } = this.state;
    const shown = this.functions.inOrder(show);
    // The sliders of those that the chart opens with stay when they are off.
    const lasting = this.functions
      .inOrder(this.context.settings.defaults.show)
      .filter((species) => species.parameters.length);
    const adjustable = [...lasting.filter((species) => !shown.includes(species)), ...shown];
    return html` <label class="switch">
        <input type="checkbox" role="switch" .checked=${derivatives} @change=${this.#toggle} />
        <span>Show derivatives</span>
      </label>
      <p class="key" aria-hidden="true">
        <span class="solid"></span> value <span class="dots"></span> slope
      </p>
      ${adjustable.map((species) =>
        species.parameters.map((p) =>
          parameterSlider(this.context.state, species, p, !shown.includes(species)),
        ),
      )}`;
  }

  readonly #toggle = (event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    this.set({ derivatives: checked }, { settled: true });
  };
}
customElements.define("chart-controls", ChartControls);
