// The species easily taken for a plate's own, each with the curve of the difference.
import { html, nothing, svg, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { atPlace, exact, short } from "../ui/number-format";
import { axes } from "../drawing/axes";
import { curvePath } from "../drawing/curve-path";
import { makePlane, type Plane } from "../drawing/plane";
import { importSpecies } from "../formula/formula-module";
import { bind, keyOf } from "../state/curve-at-parameters";
import type { Species } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { SizedElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";
import type { State } from "../state/settings";

interface Other {
  readonly slug: string;
  readonly name: string;
  /** Where the two are furthest apart, infinities as words, and this one less the other there. */
  readonly gap: { x: number | string; value: number } | null;
  readonly reason: string;
}

const margin = { top: 10, right: 10, bottom: 26, left: 34 };
const gutter = 36; // px between figures
const height = 190;

export class SimilarSpecies extends SizedElement {
  static override properties = { module: { type: String }, others: { type: Array } };
  readonly #clip = uniqueId("similar");
  module: string | undefined;
  others: readonly Other[] = [];
  protected override readonly watches: readonly Change[] = ["parameters"];

  override connectedCallback(): void {
    super.connectedCallback();
    // Without its module there are no curves, and the figure above says so.
    if (this.module)
      importSpecies(this.module).then(
        (species) => {
          this.functions.typed = species;
          this.requestUpdate();
        },
        () => undefined,
      );
  }

  protected override render(): TemplateResult | typeof nothing {
    const [species] = this.functions.inOrder(this.state.show);
    if (!species || this.width === 0) return nothing;
    const columns = this.width < 560 ? 1 : this.width < 900 ? 2 : this.others.length === 4 ? 4 : 3;
    const width = Math.floor((this.width - (columns - 1) * gutter) / columns);
    return html`<ul class="similar" data-columns=${columns}>
      ${repeat(
        this.others,
        (other) => other.slug,
        (other) =>
          this.functions
            .inOrder([other.slug])
            .map((similar) => this.#comparison(species, similar, other, width)),
      )}
    </ul>`;
  }

  #comparison(
    species: Species,
    similar: Species,
    { name, gap, reason }: Other,
    width: number,
  ): TemplateResult {
    const far = Number(gap?.x ?? NaN);
    const size = Math.abs(gap?.value ?? NaN);
    const end = far > 0 ? "∞" : "\u2212∞";
    const where = Number.isFinite(far) ? `at ${atPlace(far)}` : `as x → ${end}`;
    const says = !gap
      ? `${reason[0]?.toUpperCase()}${reason.slice(1)}.`
      : size === 0
        ? "The same curve, but for rounding."
        : `Largest difference ${short(size)} ${where}.`;
    return html`<li data-slug=${similar.slug}>
      <h3><a href=${similar.slug}>${name}</a></h3>
      ${this.#figure(width, species, similar, gap)}
      <p>
        ${says}
        <a href="../compare${query(this.state, species, similar)}"
          >Compare<span class="visually-hidden"> with ${name}</span></a
        >
      </p>
    </li>`;
  }

  #figure(width: number, species: Species, similar: Species, gap: Other["gap"]): TemplateResult {
    const [f, g] = [bind(species, this.state), bind(similar, this.state)];
    const clip = `${this.#clip}-${similar.slug}`;
    const difference = (x: number) => f.value(x) - g.value(x);
    const far = Number(gap?.x ?? NaN);
    const reach = Math.max(5, Number.isFinite(far) ? Math.ceil(1.2 * Math.abs(far)) : 0);
    const { y0, y1 } = this.context.settings.defaults.view;
    const b = makePlane(width, height, margin, { x0: -reach, x1: reach, y0, y1 });
    const times = enlarged(Math.abs(gap?.value ?? NaN), y0, y1);
    // A gap of other parameters than these is not marked.
    const there =
      gap?.value &&
      Number.isFinite(far) &&
      Math.abs(difference(far) - gap.value) < 1e-9 + 1e-6 * Math.abs(gap.value);
    const kinks = [...f.kinks, ...g.kinks].sort((a, z) => a - z);
    const path = curvePath(b, (x) => times * difference(x), kinks);
    const [top, high] = [b.y(times * (gap?.value ?? 0)), b.y(0)];
    return html`<svg
      class="mini"
      width=${b.width}
      height=${b.height}
      viewBox="0 0 ${b.width} ${b.height}"
      role="img"
      aria-label="${species.name} and ${similar.name}, and their difference"
    >
      <defs>
        <clipPath id=${clip}>
          <rect x=${b.left} y=${b.top} width=${b.right - b.left} height=${b.bottom - b.top}></rect>
        </clipPath>
      </defs>
      ${axes(b, { xCount: 6, yCount: 4 })}
      <g clip-path="url(#${clip})">
        <path
          class="difference"
          data-slug=${species.slug}
          d="${path}L${b.right} ${b.y(0)}L${b.left} ${b.y(0)}Z"
        ></path>
        <path class="curve" data-slug=${similar.slug} d=${curvePath(b, g.value, g.kinks)}></path>
        <path class="curve" data-slug=${species.slug} d=${curvePath(b, f.value, f.kinks)}></path>
        <path class="difference-line" data-slug=${species.slug} d=${path}></path>
      </g>
      ${
        there
          ? svg`<g class="widest"
            data-slug=${species.slug}><line x1=${b.x(far)} x2=${b.x(far)} y1=${high}
              y2=${top}></line>
        <circle class="field-mark" cx=${b.x(far)} cy=${top} r="3.5"></circle>
        ${label(b, far, top, gap.value)}</g>`
          : nothing
      }
      <text class="scale" x=${b.left + 6} y=${b.top + 13}>
        difference${times === 1 ? "" : ` × ${times.toLocaleString("en-US")}`}
      </text>
    </svg>`;
  }
}
customElements.define("similar-species", SimilarSpecies);

const label = (b: Plane, x: number, y: number, value: number) =>
  svg`<text class="callout" text-anchor=${x < 0 ? "start" : "end"}
    dy=${value > 0 ? "-0.6em" : "1.3em"}
    x=${Math.min(Math.max(b.x(x), b.left + 4), b.right - 4)} y=${y}>${short(value)}</text>`;

/** How many times a difference is drawn its size, so that it can be seen: 1, 2, 5, 10 and so on. */
function enlarged(size: number, y0: number, y1: number): number {
  const most = (0.45 * Math.min(-y0, y1)) / size;
  if (!(most >= 2) || !Number.isFinite(most)) return 1;
  const ten = 10 ** Math.floor(Math.log10(most));
  return ten * (most >= 5 * ten ? 5 : most >= 2 * ten ? 2 : 1);
}

/** The query of a comparison of the two, with the parameters as they stand here. */
function query(state: State, species: Species, similar: Species): string {
  const parameters = species.parameters.flatMap(({ name, default: usual }) => {
    const key = keyOf(species.slug, name);
    const value = state[key] as number | undefined;
    return value === undefined || value === usual ? [] : [`&${key}=${exact(value)}`];
  });
  const formula = state.formula && `&formula=${encodeURIComponent(state.formula)}`;
  return `?show=${species.slug},${similar.slug}${formula}${parameters.join("")}`;
}
