// A slider for one parameter of a species, kept in the chart's state.
import { html, type TemplateResult } from "lit";
import { keyOf } from "../state/curve-at-parameters";
import type { Parameter, Species } from "../state/catalogue";
import type { ObservableState } from "../state/observable-state";
import { stepOf } from "../state/settings";
import { numberOf } from "../ui/field-values";

export function parameterSlider(
  state: ObservableState,
  species: Species,
  parameter: Parameter,
  off = false,
): TemplateResult {
  const key = keyOf(species.slug, parameter.name);
  const { low, high } = parameter;
  const step = stepOf(parameter);
  const value = (state.values[key] as number | undefined) ?? parameter.default;
  return html`<label class="slider" data-slug=${species.slug} title=${parameter.meaning}>
    <span>${species.name}’s ${parameter.name.replaceAll("_", " ")}</span>
    <input
      type="range"
      min=${low}
      max=${high}
      step=${step}
      .value=${String(value)}
      ?disabled=${off}
      @input=${(e: Event) => state.set({ [key]: numberOf(e) })}
    />
    <output>${value.toFixed(Math.max(0, -Math.round(Math.log10(step))))}</output>
  </label>`;
}
