// Fig. 5: a logistic output turns scores into probabilities; a threshold makes decisions of them.
import { html, nothing, svg, type TemplateResult } from "lit";
import { plain, significant } from "../ui/number-format";
import { margin } from "./crosshair-figure";
import { axes } from "../drawing/axes";
import { curvePath } from "../drawing/curve-path";
import { makePlane } from "../drawing/plane";
import { dragged } from "../drawing/pointer";
import { numberOf } from "../ui/field-values";
import { lineUp } from "../drawing/lines";
import { catalogued } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { table } from "../state/settings";
import { SizedElement } from "../state/state-element";

const sigmoid = catalogued("sigmoid");

export class ScoreThreshold extends SizedElement {
  static override properties = { scores: { type: Object } };
  /** A synthetic sample: scores of the two classes. */
  scores: { readonly positive: readonly number[]; readonly negative: readonly number[] } = {
    positive: [],
    negative: [],
  };
  protected override readonly watches: readonly Change[] = ["threshold"];

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const { threshold } = this.state;
    const { low, high, step } = table.threshold;
    const cut = Math.log(threshold / (1 - threshold));
    const f = makePlane(this.width, 240, margin, { x0: -8, x1: 8, y0: -0.2, y1: 1.2 });
    const drag = dragged(f, (score) => {
      const p = Math.round(100 * sigmoid.value(score)) / 100;
      this.set({ threshold: Math.min(Math.max(p, low), high) });
    });
    const { positive, negative } = this.scores;
    const hits = positive.filter((s) => sigmoid.value(s) >= threshold).length;
    const alarms = negative.filter((s) => sigmoid.value(s) >= threshold).length;
    const total = positive.length + negative.length;
    const strip = (scores: readonly number[], name: string, y: number) =>
      scores.map(
        (s) => svg`
      <circle class="score ${name} ${sigmoid.value(s) >= threshold ? "flagged" : ""}" cx=${f.x(s)}
        cy=${f.y(y)} r="3.4"></circle>`,
      );
    return html` <svg
        class="mini drag-x"
        width=${f.width}
        height=${f.height}
        viewBox="0 0 ${f.width} ${f.height}"
        role="img"
        aria-label="Scores of two classes, the logistic curve and the threshold"
        @pointerdown=${drag}
        @pointermove=${drag}
      >
        <rect
          class="flagged-side"
          x=${f.x(cut)}
          y=${f.top}
          width=${f.right - f.x(cut)}
          height=${f.bottom - f.top}
        ></rect>
        ${axes(f, { xCount: 8, yCount: 3 })}
        <path class="curve" data-slug="sigmoid" d=${curvePath(f, (t) => sigmoid.value(t))}></path>
        ${strip(positive, "positive", 1.11)}${strip(negative, "negative", -0.11)}
        <line
          class="mark"
          x1=${f.left}
          x2=${f.x(cut)}
          y1=${f.y(threshold)}
          y2=${f.y(threshold)}
        ></line>
        ${lineUp(f, f.x(cut), "hair")}
        <circle class="at" data-slug="sigmoid" r="5" cx=${f.x(cut)} cy=${f.y(threshold)}></circle>
        <text class="direct soft" x=${f.left + 6} y=${f.y(1.11)} dy="0.32em">positives ●</text>
        <text class="direct soft" x=${f.right - 6} y=${f.y(-0.11)} dy="0.32em" text-anchor="end">
          ○ negatives
        </text>
      </svg>
      <label class="slider">
        <span>Threshold</span>
        <input
          type="range"
          min=${low}
          max=${high}
          step=${step}
          .value=${String(threshold)}
          @input=${(e: Event) => this.set({ threshold: numberOf(e) })}
        />
        <output>${threshold.toFixed(2)}</output>
      </label>
      <dl class="facts">
        <div>
          <dt>score at the threshold</dt>
          <dd>${significant(Number(cut.toPrecision(12)))}</dd>
        </div>
        <div>
          <dt>flagged</dt>
          <dd>${plain(hits + alarms)} of ${total}</dd>
        </div>
        <div>
          <dt>false alarms</dt>
          <dd>${alarms}</dd>
        </div>
        <div>
          <dt>missed</dt>
          <dd>${positive.length - hits}</dd>
        </div>
      </dl>`;
  }
}
customElements.define("score-threshold", ScoreThreshold);
