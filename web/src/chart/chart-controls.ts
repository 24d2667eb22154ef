// Under the plot: show derivatives, and a slider for each parameter of the species shown.
import { html, type TemplateResult } from "lit";
import { inOrder, keyOf, type Parameter, type Species } from "../state/catalogue";
import { defaults, stepOf } from "../state/settings";
import { StateElement } from "../state/state-element";
import { page, type Change } from "../state/page-state";
import { numberOf } from "../ui/field-values";

/** Their sliders stay when they are off: the page opens with them. */
const lasting = inOrder(defaults.show).filter((one) => one.parameters.length);

export class ChartControls extends StateElement {
  protected override readonly watches: readonly Change[] = [
    "derivatives",
    "parameters",
    "formula",
    "show",
  ];

  protected override render(): TemplateResult {
    const { derivatives, show } = page.state;
    const shown = inOrder(show);
    const adjustable = [...lasting.filter((one) => !shown.includes(one)), ...shown];
    return html` <label class="switch">
        <input type="checkbox" role="switch" .checked=${derivatives} @change=${this.#toggle} />
        <span>Show derivatives</span>
      </label>
      <p class="key" aria-hidden="true">
        <span class="solid"></span> value <span class="dots"></span> slope
      </p>
      ${adjustable.map((one) =>
        one.parameters.map((p) => parameterSlider(one, p, !shown.includes(one))),
      )}`;
  }

  readonly #toggle = (event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    page.set({ derivatives: checked }, { settled: true });
  };
}
customElements.define("chart-controls", ChartControls);

/** A slider for one parameter, kept in the page's state. */
export function parameterSlider(one: Species, parameter: Parameter, off = false): TemplateResult {
  const key = keyOf(one.slug, parameter.name);
  const { low, high } = parameter;
  const step = stepOf(parameter);
  const value = (page.state[key] as number | undefined) ?? parameter.default;
  return html`<label class="slider" data-slug=${one.slug} title=${parameter.meaning}>
    <span>${one.name}’s ${parameter.name.replaceAll("_", " ")}</span>
    <input
      type="range"
      min=${low}
      max=${high}
      step=${step}
      .value=${String(value)}
      ?disabled=${off}
      @input=${(e: Event) => page.set({ [key]: numberOf(e) })}
    />
    <output>${value.toFixed(Math.max(0, -Math.round(Math.log10(step))))}</output>
  </label>`;
}
