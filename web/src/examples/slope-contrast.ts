// Fig. 3: what a unit passes back, ReLU against tanh.
import { html, nothing, svg, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { significant } from "../ui/number-format";
import { LinkedFigure, margin } from "./crosshair-figure";
import { axes } from "../drawing/axes";
import { curvePath } from "../drawing/curve-path";
import { makePlane } from "../drawing/plane";
import { lineUp } from "../drawing/lines";
import { catalogued } from "../state/catalogue";
import type { Change } from "../state/observable-state";

const pair = ["relu", "tanh"].map(catalogued);

export class SlopeContrast extends LinkedFigure {
  protected override readonly watches: readonly Change[] = ["x"];

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const { x } = this.state;
    const f = makePlane(this.width, 210, margin, { x0: -4, x1: 4, y0: -0.1, y1: 1.2 });
    const inside = Math.abs(x) <= 4;
    return html` <svg
        class="mini"
        width=${f.width}
        height=${f.height}
        viewBox="0 0 ${f.width} ${f.height}"
        role="img"
        aria-label="Slope of ReLU and of tanh"
        @pointerdown=${this.reader(f)}
        @pointermove=${this.reader(f)}
      >
        ${guard(
          [f.width],
          () => svg`${axes(f, { xCount: 8, yCount: 3 })}
          ${pair.map(
            (one) => svg`<path class="curve" data-slug=${one.slug}
            d=${curvePath(f, (t) => one.derivative(t), one.kinks)}></path>`,
          )}`,
        )}
        <text class="direct" data-slug="relu" x=${f.x(3.9)} y=${f.y(1) - 7} text-anchor="end">
          ReLU′
        </text>
        <text class="direct" data-slug="tanh" x=${f.x(-1.15)} y=${f.y(0.5)} text-anchor="end">
          Tanh′
        </text>
        ${
          inside
            ? svg`<g class="crosshair">${lineUp(f, f.x(x), "hair")}
          ${pair.map(
            (one) => svg`<circle class="at" data-slug=${one.slug} r="4" cx=${f.x(x)}
            cy=${f.y(one.derivative(x))}></circle>`,
          )}</g>`
            : nothing
        }
      </svg>
      ${this.slider(f)}
      <dl class="facts">
        ${this.reading()}${pair.map(
          (one) =>
            html`<div data-slug=${one.slug}>
              <dt>${one.name}′</dt>
              <dd>${significant(one.derivative(x))}</dd>
            </div>`,
        )}
        <div>
          <dt>ReLU′ over tanh′</dt>
          <dd>${this.#ratio(x)}</dd>
        </div>
      </dl>`;
  }

  #ratio(x: number): string {
    const [relu, tanh] = pair.map((one) => one.derivative(x));
    return significant(relu! / tanh!);
  }
}
customElements.define("slope-contrast", SlopeContrast);
