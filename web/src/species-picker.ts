// Each species on or off: a chip with its silhouette.
import { html, svg, type TemplateResult } from "lit";
import { curve, frame } from "./plot";
import { catalogue, type Species } from "./species";
import { StateElement } from "./state-element";
import { page, type Change } from "./store";

const silhouette = frame(34, 22, { top: 2, right: 1, bottom: 2, left: 1 }, { x0: -3.2, x1: 3.2, y0: -1.15, y1: 2 });

export class SpeciesPicker extends StateElement {
  protected override readonly watches: readonly Change[] = ["show", "negative_slope"];

  protected override render(): TemplateResult {
    const { show } = page.state;
    return html`<div class="picker" role="group" aria-label="Species shown">
      ${catalogue.map((one) => html`
        <button type="button" class="chip" data-slug=${one.slug}
          aria-pressed=${show.includes(one.slug) ? "true" : "false"} @click=${() => this.#toggle(one)}>
          <svg width="34" height="22" viewBox="0 0 34 22" aria-hidden="true">
            ${svg`<path d=${curve(silhouette, (x) => one.value(x, page.state), one.kinks)}></path>`}
          </svg>
          <span>${one.name}</span>
        </button>`)}
    </div>`;
  }

  #toggle({ slug }: Species): void {
    const { show } = page.state;
    const on = show.includes(slug);
    const next = catalogue.map((s) => s.slug).filter((s) => (s === slug ? !on : show.includes(s)));
    page.set({ show: next }, { settled: true });
  }
}
customElements.define("species-picker", SpeciesPicker);
