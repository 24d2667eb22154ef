// Under the plot: show derivatives, the slope of leaky ReLU.
import { html, type TemplateResult } from "lit";
import { parameter } from "./species";
import { table } from "./state";
import { StateElement } from "./state-element";
import { page, type Change } from "./store";

export class ChartControls extends StateElement {
  protected override readonly watches: readonly Change[] = ["derivatives", "negative_slope", "show"];

  protected override render(): TemplateResult {
    const s = page.state;
    const { low, high, step } = table.negative_slope;
    const off = !s.show.includes("leaky_relu");
    return html`
      <label class="switch">
        <input type="checkbox" role="switch" .checked=${s.derivatives}
          @change=${(e: Event) => page.set({ derivatives: (e.target as HTMLInputElement).checked }, { settled: true })}>
        <span>Show derivatives</span>
      </label>
      <label class="slider" data-slug="leaky_relu" title=${parameter("negative_slope").meaning}>
        <span>Leaky ReLU’s negative slope</span>
        <input type="range" min=${low} max=${high} step=${step} .value=${String(s.negative_slope)} ?disabled=${off}
          @input=${(e: Event) => page.set({ negative_slope: Number((e.target as HTMLInputElement).value) })}>
        <output>${s.negative_slope.toFixed(2)}</output>
      </label>
      <p class="key" aria-hidden="true"><span class="solid"></span> value <span class="dots"></span> slope</p>`;
  }
}
customElements.define("chart-controls", ChartControls);
