// The stories of a lab: buttons that play the runs worth seeing, its presets.
import { html, type TemplateResult } from "lit";
import { typeset } from "../typeset";
import { presetOf, type Lab, type Preset, type Values } from "../lab-parameters";

export function stories(lab: Lab, values: Values, play: (preset: Preset) => void): TemplateResult {
  const now = presetOf(lab, values);
  return html`<ul class="stories" aria-label="Runs worth seeing">
    ${lab.presets.map(
      (preset) =>
        html`<li>
          <button
            type="button"
            aria-pressed=${preset === now ? "true" : "false"}
            @click=${() => play(preset)}
          >
            <b>${typeset(preset.title)}</b> <span>${typeset(preset.story)}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}
