// The chart's numbers as a table, for those who prefer one.
import { html, nothing, type TemplateResult } from "lit";
import { scaleLinear } from "d3-scale";
import { plain, significant } from "../ui/number-format";
import { bind, keyOf } from "../state/curve-at-parameters";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";

export class ValueTable extends StateElement {
  protected override readonly watches: readonly Change[] = [
    "show",
    "parameters",
    "view",
    "formula",
  ];

  protected override render(): TemplateResult {
    return html`<details class="as-table" @toggle=${() => this.requestUpdate()}>
      <summary>The same numbers as a table</summary>
      ${this.querySelector("details")?.open ? this.#table() : nothing}
    </details>`;
  }

  #table(): TemplateResult {
    const s = this.state;
    const shown = this.functions.inOrder(s.show);
    const curves = shown.map((species) => bind(species, s));
    const spaced = (name: string) => name.replaceAll("_", " ");
    const settings = shown.flatMap(({ slug, name, parameters }) =>
      parameters.map(
        (p) => `${name}’s ${spaced(p.name)} is ${plain(s[keyOf(slug, p.name)] as number)}`,
      ),
    );
    const xs = scaleLinear([s.view.x0, s.view.x1], [0, 1]).ticks(10);
    return html`<div
      class="scroll"
      role="region"
      tabindex="0"
      aria-label="Table of values and slopes"
    >
      <table>
        <caption>
          Value
          <i>f</i>
          and slope
          <i>f</i
          >′ of each species shown, over the window of the
          chart${settings.map((setting) => `; ${setting}`)}.
        </caption>
        <thead>
          <tr>
            <th scope="col" rowspan="2"><i>x</i></th>
            ${shown.map(
              (species) =>
                html`<th scope="colgroup" colspan="2" data-slug=${species.slug}>
                  ${species.name}
                </th>`,
            )}
          </tr>
          <tr>
            ${shown.map(
              (species) =>
                html`<th scope="col" aria-label="${species.name} value"><i>f</i></th>
                  <th scope="col" aria-label="${species.name} slope"><i>f</i>′</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${xs.map(
            (x) =>
              html`<tr>
                <th scope="row">${plain(x)}</th>
                ${curves.map(
                  (species) =>
                    html`<td>${significant(species.value(x))}</td>
                      <td>${significant(species.derivative(x))}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
customElements.define("value-table", ValueTable);
