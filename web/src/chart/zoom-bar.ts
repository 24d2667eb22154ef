// Pan and zoom by buttons: what a drag and a wheel do, for keys and touch.
import { html, type TemplateResult } from "lit";
import { defaults } from "../state/settings";
import { StateElement } from "../state/state-element";
import { page, type Change } from "../state/page-state";
import { pan, sameWindow, zoomAbout, type PlotWindow } from "../drawing/plot-window";

const moves: readonly (readonly [string, string, (view: PlotWindow) => PlotWindow])[] = [
  ["Pan left", "←", (v) => pan(v, -0.2, 0)],
  ["Pan right", "→", (v) => pan(v, 0.2, 0)],
  ["Pan up", "↑", (v) => pan(v, 0, 0.2)],
  ["Pan down", "↓", (v) => pan(v, 0, -0.2)],
  ["Zoom out", "\u2212", (v) => zoomAbout(v, 2, page.state.x)],
  ["Zoom in", "+", (v) => zoomAbout(v, 0.5, page.state.x)],
];

export class ZoomBar extends StateElement {
  protected override readonly watches: readonly Change[] = ["view"];

  protected override render(): TemplateResult {
    return html`<div class="zoom-bar" role="group" aria-label="Move and zoom the chart">
      ${moves.map(
        ([name, sign, to]) =>
          html`<button
            type="button"
            aria-label=${name}
            title=${name}
            @click=${() => page.set({ view: to(page.state.view) }, { settled: true })}
          >
            ${sign}
          </button>`,
      )}
      <button
        type="button"
        class="word"
        ?disabled=${sameWindow(page.state.view, defaults.view)}
        @click=${() => page.set({ view: defaults.view }, { settled: true })}
      >
        reset
      </button>
    </div>`;
  }
}
customElements.define("zoom-bar", ZoomBar);
