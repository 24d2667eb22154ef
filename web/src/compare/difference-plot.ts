// Fig. 2 of the comparison: every species shown minus one of them, over the window of the chart.
import {
  html,
  nothing,
  svg,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import { isMirrored, widest, type Gap } from "./largest-difference";
import { coordinate, plain, significant } from "../ui/number-format";
import { Gestures } from "../chart/pan-zoom-gestures";
import { axes, labelWidth } from "../drawing/axes";
import { curvePath } from "../drawing/curve-path";
import { endLabels, nameRoom } from "../drawing/end-labels";
import { makePlane, type Plane } from "../drawing/plane";
import { keyed, snapped } from "../chart/crosshair-steps";
import { numberOf, textOf } from "../ui/field-values";
import { bind } from "../state/curve-at-parameters";
import type { Species } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { SizedElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";

const narrow = 560; // px, as for Fig. 1: the two share their margins, and so their x axis
const ticks = 5;
const line = 13; // px, the least that a label at the end of a curve needs
const beside = 4; // sentences that fit beside the plot; more go below it

interface Difference {
  readonly one: Species;
  readonly kinks: readonly number[];
  readonly largest: Gap;
  /** Whether the difference is as large on the other side of 0. */
  readonly mirrored: boolean;
  at(x: number): number;
}

export class DifferencePlot extends SizedElement {
  protected override readonly watches: readonly Change[] = [
    "show",
    "parameters",
    "formula",
    "view",
    "against",
  ];
  readonly #clip = uniqueId("difference-clip");
  #frame: Plane | undefined;
  #differences: readonly Difference[] = [];
  readonly #gestures = new Gestures({
    frame: () => this.#frame,
    view: () => this.state.view,
    moveTo: (x) => this.#moveTo(x),
    // The height of this figure follows from its curves: only x is panned and zoomed.
    look: ({ x0, x1 }) => this.set({ view: { ...this.state.view, x0, x1 } }),
  });

  protected override stateChanged(changed: ReadonlySet<Change>): void {
    super.stateChanged(changed);
    if (changed.has("x") && !this.isUpdatePending) this.#drawCrosshair();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const f = this.#frame;
    if (f) {
      this.style.setProperty("--left", `${f.left}px`);
      this.style.setProperty("--right", `${f.width - f.right}px`);
      // The words beside the plot take their share of the width once they are there.
      if (this.#room() !== f.width) this.requestUpdate();
    }
    this.#drawCrosshair();
  }

  protected override render(): TemplateResult | typeof nothing {
    const shown = this.functions.inOrder(this.state.show);
    const { against } = this.state;
    const reference = shown.find((one) => one.slug === against) ?? shown[0];
    if (!reference || shown.length < 2) {
      this.#frame = undefined;
      this.#differences = [];
      return html`<p class="too-few">
        ${
          reference
            ? `Turn on another species above to draw its difference from ${reference.name} here.`
            : "Turn on two species or more above: then the differences between them are drawn here."
        }
      </p>`;
    }
    const { x0, x1 } = this.state.view;
    const base = bind(reference, this.state);
    this.#differences = shown
      .filter((one) => one !== reference)
      .map((one) => {
        const mine = bind(one, this.state);
        const at = (x: number): number => mine.value(x) - base.value(x);
        const kinks = [...new Set([...mine.kinks, ...base.kinks])].sort((a, b) => a - b);
        const largest = widest(at, kinks, x0, x1);
        return { one, kinks, at, largest, mirrored: isMirrored(at, largest, x0, x1) };
      });
    return html` <div class="against">
        <label
          >Each species minus
          <select @change=${(e: Event) => this.set({ against: textOf(e) }, { settled: true })}>
            ${shown.map(
              (one) =>
                html`<option value=${one.slug} .selected=${one === reference}>${one.name}</option>`,
            )}
          </select></label
        >
        ${
          against && against !== reference.slug
            ? html`<p role="status">
                “${against}” is not on the chart; the first species stands in for it.
              </p>`
            : nothing
        }
      </div>
      <div class="board ${this.#differences.length > beside ? "many" : ""}">
        <div class="sized">${this.width ? this.#plot(reference) : nothing}</div>
        <div class="said">${this.#differences.map((each) => this.#sentence(each, reference))}</div>
      </div>`;
  }

  #room(): number {
    return Math.round(this.querySelector(".sized")?.getBoundingClientRect().width ?? this.width);
  }

  #plot(reference: Species): TemplateResult {
    const { view } = this.state;
    const names = this.#differences.map(({ one }) => one.name);
    const width = this.#room();
    const small = width < narrow;
    const [low, high, power] = this.#heights(view.x0, view.x1);
    const unit = 10 ** power;
    const scaled = { x0: view.x0, x1: view.x1, y0: low / unit, y1: high / unit };
    const left = 14 + labelWidth(view.y0, view.y1, small ? 5 : 6);
    const own = 14 + labelWidth(scaled.y0, scaled.y1, ticks);
    // As beside the chart above, so that the axes of x agree.
    const right = nameRoom(
      this.functions.inOrder(this.state.show).map((one) => one.name),
      small,
    );
    const margin = small
      ? { top: 26, right, bottom: 30, left: Math.max(left, own) }
      : { top: 30, right, bottom: 34, left: Math.max(44, left) };
    const tall = Math.max(
      small ? 250 : 300,
      margin.top + margin.bottom + line * this.#differences.length,
    );
    const f = makePlane(width, tall, margin, scaled);
    this.#frame = f;
    const scale = power
      ? svg`, in 10<tspan class="raised" dy="-5">${plain(power)}</tspan>`
      : nothing;
    return html` <svg
        class="mini differences ${small ? "small" : ""}"
        width=${f.width}
        height=${f.height}
        viewBox="0 0 ${f.width} ${f.height}"
        role="img"
        aria-label="${names.join(", ")}, each minus ${reference.name}"
        @pointerdown=${this.#gestures.down}
        @pointermove=${this.#gestures.move}
        @pointerup=${this.#gestures.up}
        @pointercancel=${this.#gestures.up}
        @wheel=${this.#gestures.wheel}
      >
        <defs>
          <clipPath id=${this.#clip}>
            <rect
              x=${f.left}
              y=${f.top}
              width=${f.right - f.left}
              height=${f.bottom - f.top}
            ></rect>
          </clipPath>
        </defs>
        <text class="axis-title" x=${f.left} y="16">minus ${reference.name}${scale}</text>
        ${axes(f, { xCount: small ? 5 : 10, yCount: ticks })}
        <g clip-path="url(#${this.#clip})">
          ${this.#differences.map(
            ({ one, at, kinks }) => svg`<path class="curve"
          data-slug=${one.slug} d=${curvePath(f, (x) => at(x) / unit, kinks)}></path>`,
          )}
        </g>
        ${this.#differences.map((each) => this.#mark(f, each, unit))}
        ${endLabels(
          f,
          this.#differences.map(({ one, at }) => ({
            names: [one],
            at: f.y(at(view.x1) / unit),
          })),
          { small },
        )}
        <g class="crosshair">
          <line class="hair" y1=${f.top} y2=${f.bottom}></line>
          ${this.#differences.map(
            ({ one }) => svg`<circle class="at" data-slug=${one.slug}
            data-unit=${unit} r="4"></circle>`,
          )}
        </g>
      </svg>
      <input
        type="range"
        class="along"
        aria-label="Crosshair: the input x"
        min=${view.x0}
        max=${view.x1}
        step="any"
        @keydown=${this.#key}
        @input=${(e: Event) => this.#moveTo(numberOf(e))}
      />`;
  }

  /** The lowest and the highest difference in sight or 0, and the power of ten of the axis. */
  #heights(x0: number, x1: number): [number, number, number] {
    const xs = Array.from({ length: 401 }, (_, i) => x0 + ((x1 - x0) * i) / 400);
    const all = this.#differences.flatMap(({ at, largest }) => [largest.value, ...xs.map(at)]);
    const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
    const room = 0.1 * (high - low) || 1;
    const size = Math.max(-low, high);
    return [low - room, high + room, size > 0 && size < 0.05 ? Math.floor(Math.log10(size)) : 0];
  }

  #mark(
    f: Plane,
    { one, largest, mirrored }: Difference,
    unit: number,
  ): SVGTemplateResult | typeof nothing {
    if (largest.value === 0) return nothing;
    const y = f.y(largest.value / unit);
    return svg`<g class="largest" data-slug=${one.slug}>${(mirrored ? [1, -1] : [1]).map((side) => {
      const x = f.x(side * largest.x);
      return svg`<line class="mark" x1=${x} x2=${x} y1=${f.y(0)} y2=${y}></line>
        <path class="peak" d="M${x - 5} ${y}L${x} ${y - 5}L${x + 5} ${y}L${x} ${y + 5}Z"></path>`;
    })}</g>`;
  }

  #sentence({ one, largest, mirrored }: Difference, reference: Species): TemplateResult {
    const { x0, x1 } = this.state.view;
    const span = x1 - x0;
    const where = mirrored
      ? `±${coordinate(Math.abs(largest.x), span)}`
      : coordinate(largest.x, span);
    const edge =
      Math.min(largest.x - x0, x1 - largest.x) < 1e-6 * span ? ", the edge of the window" : "";
    return html`<div data-slug=${one.slug}>
      <p class="furthest">
        ${
          largest.value === 0
            ? html`<b>${one.name}</b> and ${reference.name} are equal throughout this window.`
            : html`<b>${one.name}</b> is furthest ${largest.value < 0 ? "below" : "above"}
                ${reference.name} at
                <span class="where"><i>x</i> = <span class="n">${where}</span></span
                >${edge}, by <span class="n">${significant(Math.abs(largest.value))}</span>.`
        }
      </p>
      <p class="here">At <span class="x"></span>, <span class="gap"></span>.</p>
    </div>`;
  }

  #drawCrosshair(): void {
    const f = this.#frame;
    const { x, view } = this.state;
    const text = coordinate(x, view.x1 - view.x0);
    const gaps = this.#differences.map(({ at }) => at(x));
    this.querySelectorAll(".here").forEach((line, i) => {
      line.querySelector(".x")!.textContent = `x = ${text}`;
      const gap = gaps[i]!;
      line.querySelector(".gap")!.textContent =
        gap === 0 ? "equal" : `${significant(Math.abs(gap))} ${gap < 0 ? "below" : "above"}`;
    });
    const hair = this.querySelector<SVGLineElement>(".hair");
    if (!f || !hair) return;
    const px = f.x(x);
    const visible = px >= f.left - 0.5 && px <= f.right + 0.5;
    this.querySelector<SVGGElement>(".crosshair")!.style.display = visible ? "" : "none";
    hair.setAttribute("x1", String(px));
    hair.setAttribute("x2", String(px));
    this.querySelectorAll<SVGCircleElement>(".at").forEach((dot, i) => {
      dot.setAttribute("cx", String(px));
      dot.setAttribute("cy", String(f.y(gaps[i]! / Number(dot.dataset["unit"]))));
    });
    const range = this.querySelector<HTMLInputElement>(".along")!;
    range.value = String(x);
    const read = this.#differences.map(({ one }, i) => `${one.name} ${significant(gaps[i]!)}`);
    range.setAttribute("aria-valuetext", `x ${text}. ${read.join(", ")}`);
  }

  /** Onto the same grid as Fig. 1: a tenth of a step. */
  #moveTo(x: number): void {
    this.set({ x: snapped(this.state.view, x) });
  }

  /** The steps of Fig. 1's keys. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { x, view } = this.state;
    const asked = keyed(event, view, x);
    if (asked === undefined) return;
    event.preventDefault();
    this.#moveTo(Math.min(Math.max(asked, view.x0), view.x1));
  };
}
customElements.define("difference-plot", DifferencePlot);
