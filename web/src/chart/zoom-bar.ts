// Pan and zoom by buttons: what a drag and a wheel do, for keys and touch.
import { html, type TemplateResult } from "lit";
import { pan, sameWindow, zoomAbout, type PlotWindow } from "../drawing/plot-window";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";

const moves: readonly (readonly [string, string, (view: PlotWindow, x: number) => PlotWindow])[] = [
  ["Pan left", "←", (v) => pan(v, -0.2, 0)],
  ["Pan right", "→", (v) => pan(v, 0.2, 0)],
  ["Pan up", "↑", (v) => pan(v, 0, 0.2)],
  ["Pan down", "↓", (v) => pan(v, 0, -0.2)],
  ["Zoom out", "\u2212", (v, x) => zoomAbout(v, 2, x)],
  ["Zoom in", "+", (v, x) => zoomAbout(v, 0.5, x)],
];

export class ZoomBar extends StateElement {
  protected override readonly watches: readonly Change[] = ["view"];

  protected override render(): TemplateResult {
    const { view } = this.state;
    const home = this.context.settings.defaults.view;
    return html`<div class="zoom-bar" role="group" aria-label="Move and zoom the chart">
      ${moves.map(
        ([name, sign, to]) =>
          html`<button
            type="button"
            aria-label=${name}
            title=${name}
            @click=${() => this.#move(to)}
          >
            ${sign}
          </button>`,
      )}
      <button
        type="button"
        class="word"
        ?disabled=${sameWindow(view, home)}
        @click=${() => this.#move(() => home)}
      >
        reset
      </button>
    </div>`;
  }

  /** From the window as it is now: a click may come before the next frame is drawn. */
  #move(to: (view: PlotWindow, x: number) => PlotWindow): void {
    const { view, x } = this.state;
    this.set({ view: to(view, x) }, { settled: true });
  }
}
customElements.define("zoom-bar", ZoomBar);
