// Each species on or off: a chip with its silhouette, and a way to find the others.
import { html, nothing, type TemplateResult } from "lit";
import { catalogue, inOrder, offered, typedSlug } from "../state/catalogue";
import { silhouette, toggle } from "../drawing/silhouette";
import "./species-finder";
import { StateElement } from "../state/state-element";
import { page, type Change } from "../state/page-state";

export class SpeciesPicker extends StateElement {
  protected override readonly watches: readonly Change[] = ["show", "parameters", "formula"];
  /** Once shown, a species keeps its chip: what was pressed does not go away. */
  readonly #kept = new Set(offered.map((one) => one.slug));

  protected override render(): TemplateResult {
    const { show, formula } = page.state;
    for (const slug of show) this.#kept.add(slug);
    if (formula) this.#kept.add(typedSlug);
    const chips = inOrder([...this.#kept]);
    const more = catalogue.filter((one) => !chips.includes(one)).length;
    return html`<div class="picker" role="group" aria-label="Species shown">
      ${chips.map(
        (one) =>
          html` <button
            type="button"
            class="chip"
            data-slug=${one.slug}
            aria-pressed=${show.includes(one.slug) ? "true" : "false"}
            @click=${() => toggle(one.slug)}
          >
            ${silhouette(one)}
            <span>${one.name}</span>
          </button>`,
      )}
      ${
        offered.length < catalogue.length
          ? html`<species-finder .more=${more}></species-finder>`
          : nothing
      }
    </div>`;
  }
}
customElements.define("species-picker", SpeciesPicker);
