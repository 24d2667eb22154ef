// The chart of losses through training: pointing at an epoch reads it beside the curves.
import { html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { significant } from "../ui/number-format";
import { pointAt } from "../drawing/pointer";
import { lineUp } from "../drawing/lines";
import type { Plane } from "../drawing/plane";
import {
  lossCurves,
  lossFrame,
  lossHeight,
  narrow,
  shortName,
  type Losses,
  type Series,
} from "./loss-curves";

export class LossChart extends LitElement {
  static override properties = {
    losses: { attribute: false },
    at: { attribute: false },
    width: { attribute: false },
    height: { attribute: false },
    over: { state: true },
  };
  declare losses: Losses;
  /** Which frame of the run is shown. */
  declare at: number;
  declare width: number;
  /** Where it is given, there are no readings beside the chart. */
  declare height: number | undefined;
  /** Which one the reader points at. */
  declare over: number | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { losses, width } = this;
    const beside = this.height === undefined && width >= 760;
    const small = width < narrow;
    const f = lossFrame(losses, beside ? width - 300 : width, this.height ?? (small ? 240 : 290));
    const { epochs } = losses;
    const [now, shown] = [f.x(epochs[this.#now]!), this.over ?? this.#now];
    return html`<div class="loss-board ${beside ? "beside" : ""}">
      <div
        class="loss-plane"
        role="slider"
        tabindex="0"
        aria-label="Epoch read on the loss chart"
        aria-valuemin="0"
        aria-valuemax=${losses.last}
        aria-valuenow=${epochs[shown]!}
        aria-valuetext=${this.#says(shown)}
        @keydown=${this.#key}
        @pointermove=${(e: PointerEvent) => this.#point(f, e)}
        @pointerdown=${(e: PointerEvent) => this.#point(f, e)}
        @pointerleave=${this.#leave}
        @click=${this.#seek}
        @blur=${this.#leave}
      >
        <svg
          class=${small ? "small" : ""}
          width=${f.width}
          height=${f.height}
          viewBox="0 0 ${f.width} ${f.height}"
          aria-hidden="true"
        >
          ${guard([losses, width], () => lossCurves(f, losses, small))}
          <rect
            class="ahead"
            x=${now}
            width=${Math.max(0, f.x(epochs.at(-1) ?? 0) - now)}
            y=${f.top}
            height=${f.bottom - f.top}
          ></rect>
          ${lineUp(f, now, "hair shown")}
          ${this.over === undefined ? nothing : lineUp(f, f.x(epochs[shown]!), "hair over")}
          ${losses.series.map(({ slug, train }) => {
            const loss = train[shown];
            // One that has left through the top has an arrow at its name.
            return loss === null || loss === undefined || lossHeight(f, loss) < f.top - 1
              ? nothing
              : svg`<circle class="at" data-slug=${slug} r="3.5" cx=${f.x(epochs[shown]!)}
                cy=${lossHeight(f, loss)}></circle>`;
          })}
        </svg>
      </div>
      ${this.height ? nothing : this.#reading(shown)}
    </div>`;
  }

  /** Which of the epochs the frame shows: the last one up to it. */
  get #now(): number {
    return Math.max(0, this.losses.frames.filter((frame) => frame <= this.at).length - 1);
  }

  #reading(shown: number): TemplateResult {
    const { series, epochs } = this.losses;
    const tested = series.some(({ test }) => test);
    return html`<table class="reading losses">
      <caption>
        Loss at epoch
        <b>${epochs[shown]}</b>
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col"><i class="key-train"></i>training</th>
          ${tested ? html`<th scope="col"><i class="key-test"></i>test</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${series.map(
          ({ slug, name, train, test }) =>
            html`<tr data-slug=${slug}>
              <th scope="row">${shortName(name)}</th>
              <td>${printed(train[shown])}</td>
              ${test ? html`<td>${printed(test[shown])}</td>` : nothing}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #says(shown: number): string {
    const { series, epochs } = this.losses;
    const one = ({ name, train, test }: Series) =>
      `${name} ${printed(train[shown])}${test ? `, test ${printed(test[shown])}` : ""}`;
    return `epoch ${epochs[shown]}: ${series.map(one).join("; ")}`;
  }

  #point(f: Plane, event: PointerEvent): void {
    const { x } = pointAt(f, event);
    const away = this.losses.epochs.map((epoch) => Math.abs(epoch - x));
    this.over = away.indexOf(Math.min(...away));
  }

  readonly #leave = (): void => {
    this.over = undefined;
  };

  readonly #seek = (): void => {
    if (this.over === undefined) return;
    const detail = this.losses.frames[this.over]!;
    this.dispatchEvent(new CustomEvent("lab-seek", { detail, bubbles: true }));
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [last, from] = [this.losses.epochs.length - 1, this.over ?? this.#now];
    const to: Record<string, number> = {
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      PageDown: from - 10,
      PageUp: from + 10,
      Home: 0,
      End: last,
    };
    const next = to[event.key];
    if (next !== undefined) this.over = Math.min(Math.max(next, 0), last);
    else if (event.key === "Enter" || event.key === " ") this.#seek();
    else if (event.key === "Escape") this.over = undefined;
    else return;
    event.preventDefault();
  };
}
customElements.define("loss-chart", LossChart);

const printed = (loss: number | null | undefined): string =>
  loss === null || loss === undefined ? "—" : significant(loss, 3);
