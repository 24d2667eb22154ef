// Fig. 6: a state fed back through tanh, h ← tanh(w h), again and again.
import { html, nothing, svg, type TemplateResult } from "lit";
import { plain, significant } from "../ui/number-format";
import { axes } from "../drawing/axes";
import { curvePath } from "../drawing/curve-path";
import { makePlane } from "../drawing/plane";
import { numberOf } from "../ui/field-values";
import { lineAcross } from "../drawing/lines";
import { catalogued } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { table } from "../state/settings";
import { SizedElement } from "../state/state-element";

const tanh = catalogued("tanh");
const steps = 24;
const [low, high] = [-0.1, 1.3];
const height = 240;
const starts = [0.1, 1.2];

/** The largest state that tanh(w h) leaves where it is: 0 unless w > 1. */
export function restingPoint(w: number): number {
  if (w <= 1) return 0;
  // tanh(w h) - h is positive just right of 0 and negative at 1.
  let [below, above] = [Number.MIN_VALUE ** 0.25, 1];
  for (let i = 0; i < 100; i++) {
    const middle = (below + above) / 2;
    if (tanh.value(w * middle) > middle) below = middle;
    else above = middle;
  }
  return below;
}

function orbit(from: number, next: (h: number) => number): number[] {
  const states = [from];
  for (let t = 0; t < steps; t++) states.push(next(states[t]!));
  return states;
}

export class TanhLoop extends SizedElement {
  protected override readonly watches: readonly Change[] = ["weight"];

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const w = this.state.weight;
    const row = table.weight;
    const rest = restingPoint(w);
    const orbits = starts.map((h) => orbit(h, (s) => tanh.value(w * s)));
    const side = this.width < 420 ? this.width : Math.min(height, Math.round(this.width * 0.46));
    return html` <div class="pair">
        ${this.#cobweb(w, orbits, side)}
        ${this.#course(w, rest, orbits, this.width < 420 ? this.width : this.width - side - 12)}
      </div>
      <label class="slider">
        <span>Weight <i>w</i></span>
        <input
          type="range"
          min=${row.low}
          max=${row.high}
          step=${row.step}
          .value=${String(w)}
          @input=${(e: Event) => this.set({ weight: numberOf(e) })}
        />
        <output>${w.toFixed(2)}</output>
      </label>
      <dl class="facts">
        <div>
          <dt>comes to rest at</dt>
          <dd>${rest === 0 ? "0" : `±${significant(rest)}`}</dd>
        </div>
        <div>
          <dt>slope of a turn there</dt>
          <dd>${significant(w * tanh.derivative(w * rest))}</dd>
        </div>
        <div>
          <dt>after ${steps} turns</dt>
          <dd>${significant((w * tanh.derivative(w * rest)) ** steps)}</dd>
        </div>
      </dl>`;
  }

  #cobweb(w: number, orbits: readonly number[][], side: number): TemplateResult {
    const f = makePlane(
      side,
      height,
      { top: 10, right: 8, bottom: 28, left: 30 },
      { x0: low, x1: high, y0: low, y1: high },
    );
    const right = {
      ...f,
      x: f.x
        .copy()
        .domain([0, high])
        .range([f.x(0), f.right]),
    };
    const web = (states: readonly number[]) =>
      `M${f.x(states[0]!)} ${f.y(0)}` +
      states
        .slice(1)
        .map((next) => `V${f.y(next)}H${f.x(next)}`)
        .join("");
    return html`<svg
      class="mini"
      width=${side}
      height=${height}
      viewBox="0 0 ${side} ${height}"
      role="img"
      aria-label="Each state against the next: the staircase between tanh and the diagonal"
    >
      ${axes(f, { xCount: 3, yCount: 3 })}
      <path class="diagonal" d="M${f.x(low)} ${f.y(low)}L${f.x(high)} ${f.y(high)}"></path>
      <path class="curve" data-slug="tanh" d=${curvePath(right, (h) => tanh.value(w * h))}></path>
      ${orbits.map((states, i) => svg`<path class="orbit o${i}" d=${web(states)}></path>`)}
      <text
        class="direct"
        data-slug="tanh"
        x=${f.right}
        y=${f.y(tanh.value(w * high)) - 8}
        text-anchor="end"
      >
        tanh(w h)
      </text>
    </svg>`;
  }

  #course(w: number, rest: number, orbits: readonly number[][], width: number): TemplateResult {
    const f = makePlane(
      width,
      height,
      { top: 10, right: 10, bottom: 28, left: 30 },
      { x0: 0, x1: steps, y0: low, y1: high },
    );
    const path = (states: readonly number[]) =>
      `M${states.map((h, t) => `${f.x(t)} ${f.y(h).toFixed(1)}`).join("L")}`;
    const free = orbit(starts[0]!, (s) => w * s).filter((h) => h <= high);
    return html`<svg
      class="mini"
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label="The state after each turn, with tanh and without"
    >
      ${axes(f, { xCount: 4, yCount: 3 })} ${lineAcross(f, f.y(rest), "mark")}
      <path class="orbit free" d=${path(free)}></path>
      ${orbits.map(
        (states, i) => svg`<path class="orbit o${i}" d=${path(states)}></path>
        ${states.map(
          (h, t) => svg`<circle class="orbit-at o${i}" r="2.2" cx=${f.x(t)}
          cy=${f.y(h)}></circle>`,
        )}`,
      )}
      <text class="direct soft" x=${f.right} y=${f.bottom - 6} text-anchor="end">
        turns →, from ${plain(starts[0]!)} and ${plain(starts[1]!)}
      </text>
    </svg>`;
  }
}
customElements.define("tanh-loop", TanhLoop);
