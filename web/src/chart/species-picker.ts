// Each species on or off: a chip with its silhouette, and a way to find the others.
import { html, nothing, type TemplateResult } from "lit";
import { silhouette } from "../drawing/silhouette";
import "./species-finder";
import { typedSlug } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";
import { bind } from "../state/curve-at-parameters";

export class SpeciesPicker extends StateElement {
  protected override readonly watches: readonly Change[] = ["show", "parameters", "formula"];
  /** Once shown, a species keeps its chip: what was pressed does not go away. */
  readonly #kept = new Set<string>();

  protected override render(): TemplateResult {
    const { show, formula } = this.state;
    const { all, offered } = this.functions;
    for (const slug of [...offered.map((species) => species.slug), ...show]) this.#kept.add(slug);
    if (formula) this.#kept.add(typedSlug);
    const chips = this.functions.inOrder([...this.#kept]);
    const more = all.filter((species) => !chips.includes(species)).length;
    return html`<div class="picker" role="group" aria-label="Species shown">
      ${chips.map(
        (species) =>
          html` <button
            type="button"
            class="chip"
            data-slug=${species.slug}
            aria-pressed=${show.includes(species.slug) ? "true" : "false"}
            @click=${() => this.#toggle(species.slug)}
          >
            ${silhouette(bind(species, this.state))}
            <span>${species.name}</span>
          </button>`,
      )}
      ${
        offered.length < all.length
          ? html`<species-finder .more=${more} .toggle=${this.#toggle}></species-finder>`
          : nothing
      }
    </div>`;
  }

  readonly #toggle = (slug: string): void => {
    const { show } = this.state;
    const next = show.includes(slug)
      ? show.filter((other) => other !== slug)
      : this.functions.ordered([...show, slug]);
    this.set({ show: next }, { settled: true });
  };
}
customElements.define("species-picker", SpeciesPicker);
