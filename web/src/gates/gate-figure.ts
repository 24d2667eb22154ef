// The figure of a gate as a whole: which surface, the map with its sections, and the reading.
import { html, type TemplateResult } from "lit";
import { surfacesOf, type GateSurfaces, type Part } from "./gate-surface";
import "../ui/copy-link";
import "./gate-map";
import "./gate-reading";
import { problemNotice } from "../ui/problem-notice";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";

const choices: Readonly<Record<Part, TemplateResult>> = {
  f: html`value <i>f</i>`,
  da: html`slope ∂<i>f</i>/∂<i>a</i>`,
  db: html`slope ∂<i>f</i>/∂<i>b</i>`,
};

export class GateFigure extends StateElement {
  protected override readonly watches: readonly Change[] = ["part", "problems"];
  readonly #hints = uniqueId("plane-keys");
  readonly #radios = uniqueId("part");
  #gate!: GateSurfaces;
  #table: HTMLElement | null = null;

  override connectedCallback(): void {
    // The server's table of values stays, folded away.
    this.#table ??= this.querySelector("table");
    super.connectedCallback();
    this.#gate = surfacesOf(this.context.settings.plate);
  }

  protected override render(): TemplateResult {
    return html` ${problemNotice(this.context.state)}
      <fieldset class="parts">
        <legend>On the map</legend>
        ${(Object.keys(choices) as Part[]).map(
          (part) =>
            html`<label>
              <input
                type="radio"
                name=${this.#radios}
                value=${part}
                .checked=${part === this.state.part}
                @change=${() => this.set({ part }, { settled: true })}
              /><span>${choices[part]}</span></label
            >`,
        )}
      </fieldset>
      <div class="gate-board">
        <gate-map .of=${this.#gate} .hints=${this.#hints}></gate-map>
        <aside aria-label="Reading at the crosshair">
          <gate-reading .of=${this.#gate}></gate-reading>
        </aside>
      </div>
      <div class="under">
        <p class="keys" id=${this.#hints}>
          <span class="for-keys"
            ><kbd>←</kbd> <kbd>→</kbd> move <i>a</i>, <kbd>↑</kbd> <kbd>↓</kbd> move <i>b</i>, with
            <kbd>shift</kbd> finer · <kbd>page</kbd> <i>b</i> coarser · <kbd>home</kbd>
            <kbd>end</kbd></span
          >
          <span class="for-touch">Drag on the map to read</span>
        </p>
        <copy-link></copy-link>
      </div>
      <details class="as-table">
        <summary>Some of the numbers as a table</summary>
        <div class="scroll" role="region" tabindex="0" aria-label="Table of values">
          ${this.#table}
        </div>
      </details>`;
  }
}
customElements.define("gate-figure", GateFigure);
