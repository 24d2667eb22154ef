// Fig. 4: GELU against ReLU, and the gap between them.
import { html, nothing, svg, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { significant } from "../ui/number-format";
import { LinkedFigure, margin } from "./crosshair-figure";
import { axes } from "../drawing/axes";
import { curvePath } from "../drawing/curve-path";
import { makePlane } from "../drawing/plane";
import { lineUp } from "../drawing/lines";
import { catalogued, type Species } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { uniqueId } from "../ui/unique-id";

const [gelu, relu] = ["gelu", "relu"].map(catalogued) as [Species, Species];
const gap = (x: number) => gelu.value(x) - relu.value(x);

export class GeluGap extends LinkedFigure {
  readonly #clip = uniqueId("gelu-gap-clip");
  static override properties = { widest: { type: Object } };
  /** Where the gap is largest, from the Python analysis. */
  widest: { readonly x: number; readonly value: number } | undefined;
  protected override readonly watches: readonly Change[] = ["x"];

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const { x } = this.state;
    const f = makePlane(this.width, 210, margin, { x0: -4, x1: 4, y0: -0.4, y1: 1.6 });
    return html` <svg
        class="mini"
        width=${f.width}
        height=${f.height}
        viewBox="0 0 ${f.width} ${f.height}"
        role="img"
        aria-label="GELU and ReLU, and GELU minus ReLU"
        @pointerdown=${this.reader(f)}
        @pointermove=${this.reader(f)}
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
        ${guard(
          [f.width],
          () => svg`${axes(f, { xCount: 8, yCount: 4 })}
        <g clip-path="url(#${this.#clip})">
          <path class="gap-area"
            d="${curvePath(f, gap, [0])}L${f.right} ${f.y(0)}L${f.left} ${f.y(0)}Z"></path>
          ${[relu, gelu].map(
            (one) => svg`<path class="curve" data-slug=${one.slug}
            d=${curvePath(f, (t) => one.value(t), one.kinks)}></path>`,
          )}
        </g>`,
        )}
        ${
          this.widest
            ? [-1, 1].map(
                (side) => svg`<line
                  class="mark" x1=${f.x(side * this.widest!.x)} x2=${f.x(side * this.widest!.x)}
          y1=${f.y(0)} y2=${f.y(this.widest!.value)}></line>`,
              )
            : nothing
        }
        <text class="direct" data-slug="relu" x=${f.x(0.72)} y=${f.y(1.28)} text-anchor="end">
          ReLU
        </text>
        <text class="direct" data-slug="gelu" x=${f.x(1.35)} y=${f.y(0.95)}>GELU</text>
        <text class="direct soft" x=${f.x(1.25)} y=${f.y(-0.24)}>GELU − ReLU</text>
        ${
          Math.abs(x) <= 4
            ? svg`<g class="crosshair">${lineUp(f, f.x(x), "hair")}
          ${[relu, gelu]
            .filter((one) => one.value(x) <= 1.6)
            .map(
              (one) => svg`<circle class="at" data-slug=${one.slug} r="4"
            cx=${f.x(x)} cy=${f.y(one.value(x))}></circle>`,
            )}</g>`
            : nothing
        }
      </svg>
      ${this.slider(f)}
      <dl class="facts">
        ${this.reading()}
        <div data-slug="gelu">
          <dt>GELU</dt>
          <dd>${significant(gelu.value(x))}</dd>
        </div>
        <div data-slug="relu">
          <dt>ReLU</dt>
          <dd>${significant(relu.value(x))}</dd>
        </div>
        <div>
          <dt>gap</dt>
          <dd>${significant(gap(x))}</dd>
        </div>
      </dl>`;
  }
}
customElements.define("gelu-gap", GeluGap);
