// Fig. 2: the product of slopes through depth, each layer at its steepest.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { coordinate, significant } from "../ui/number-format";
import { makePlane, type Plane } from "../drawing/plane";
import { decadeAxis } from "../drawing/logarithmic-axis";
import { dragged } from "../drawing/pointer";
import { numberOf } from "../ui/field-values";
import { lineUp } from "../drawing/lines";
import { bind } from "../state/curve-at-parameters";
import { catalogued, type Species } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { table } from "../state/settings";
import { SizedElement } from "../state/state-element";

const decades = { low: -31, high: 4 };

export class SlopeProduct extends SizedElement {
  static override properties = { peaks: { type: Object } };
  peaks: Readonly<Record<string, number>> = {};
  protected override readonly watches: readonly Change[] = ["depth", "x", "parameters"];

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const { depth, x } = this.state;
    const { low, high } = table.depth;
    return html` <div class="figure-grid">
      ${guard([this.width, depth], () => this.#plot())}
      <div>
        <label class="slider">
          <span>Layers</span>
          <input
            type="range"
            min=${low}
            max=${high}
            step="1"
            .value=${String(depth)}
            @input=${(e: Event) => this.set({ depth: numberOf(e) })}
          />
          <output>${depth}</output>
        </label>
        <table class="reading">
          <caption class="visually-hidden">
            Product of ${depth} slopes for each species
          </caption>
          <thead>
            <tr>
              <td></td>
              <th scope="col">steepest slope</th>
              <th scope="col">to the power ${depth}</th>
              <th scope="col">all at <i>x</i> = ${coordinate(x)}</th>
            </tr>
          </thead>
          <tbody>
            ${this.context.settings.defaults.show.map((slug) => this.#row(catalogued(slug)))}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #row(one: Species): TemplateResult {
    const { depth, x } = this.state;
    const peak = this.peaks[one.slug] ?? Number.NaN;
    return html`<tr data-slug=${one.slug}>
      <th scope="row">${one.name}</th>
      <td>${significant(peak)}</td>
      <td class="best">${significant(peak ** depth)}</td>
      <td class="here">${significant(bind(one, this.state).derivative(x) ** depth)}</td>
    </tr>`;
  }

  #plot(): TemplateResult {
    const small = this.width < 760;
    const width = small ? this.width : Math.round(this.width * 0.58);
    const f = makePlane(
      width,
      small ? 260 : 320,
      { top: 12, right: 12, bottom: 44, left: 46 },
      { x0: 0, x1: table.depth.high, y0: decades.low, y1: decades.high },
    );
    const { depth } = this.state;
    const groups = new Map<number, string[]>();
    for (const slug of this.context.settings.defaults.show) {
      const peak = this.peaks[slug];
      if (peak !== undefined) groups.set(peak, [...(groups.get(peak) ?? []), slug]);
    }
    const to = dragged(f, (x) =>
      this.set({ depth: Math.min(Math.max(Math.round(x), table.depth.low), table.depth.high) }),
    );
    return html`<svg
      class="mini drag-x"
      width=${width}
      height=${f.height}
      viewBox="0 0 ${width} ${f.height}"
      role="img"
      aria-label="Product of slopes against the number of layers, on a logarithmic scale"
      @pointerdown=${to}
      @pointermove=${to}
    >
      <g class="axes">
        ${decadeAxis(f, 4)}
        ${f.x.ticks(5).map(
          (t) => svg`${lineUp(f, f.x(t), "grid")}
          <text class="tick" x=${f.x(t)} y=${f.bottom + 18} text-anchor="middle">${t}</text>`,
        )}
        <text class="axis-title" x=${f.right} y=${f.height - 6} text-anchor="end">layers →</text>
      </g>
      ${[...groups].map(([peak, slugs]) => this.#line(f, peak, slugs))}
      <g class="crosshair">
        ${lineUp(f, f.x(depth), "hair")}
        ${[...groups].map(
          ([peak, slugs]) => svg`<circle class="at" data-slug=${slugs[0]} r="4"
          cx=${f.x(depth)} cy=${f.y(Math.log10(peak) * depth)}></circle>`,
        )}
      </g>
    </svg>`;
  }

  /** One line for the species that share a steepest slope, striped in their colors. */
  #line(f: Plane, peak: number, slugs: readonly string[]): SVGTemplateResult {
    const last = table.depth.high;
    const dash = 9;
    const stripes = slugs.length > 1 ? `${dash} ${dash * (slugs.length - 1)}` : "none";
    const steep = peak < 1;
    const middle = steep ? 0.5 * last : last;
    const at = { x: f.x(middle), y: f.y(Math.log10(peak) * middle) };
    const names = slugs.map(
      (slug, i) =>
        svg`${i ? svg`<tspan class="soft"> · </tspan>` : nothing}<tspan
          data-slug=${slug}>${catalogued(slug).name}</tspan>`,
    );
    return svg`<g class="product">
      ${slugs.map(
        (slug, i) => svg`<path class="product-line" data-slug=${slug} stroke-dasharray=${stripes}
          stroke-dashoffset=${-i * dash}
        d="M${f.x(0)} ${f.y(0)}L${f.x(last)} ${f.y(Math.log10(peak) * last)}"></path>`,
      )}
      <text class="direct" x=${steep ? at.x + 10 : at.x - 4}
        y=${peak > 1 ? at.y - 6 : at.y + (steep ? -4 : 17)}
        text-anchor=${steep ? "start" : "end"}>${names}</text>
    </g>`;
  }
}
customElements.define("slope-product", SlopeProduct);
