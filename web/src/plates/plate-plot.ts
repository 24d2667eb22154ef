// The plane of a plate: the curve, its slope, and the field marks on them.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { place, type Callout, type Placed } from "./mark-label-placement";
import { CurvePlot } from "../chart/curve-plot";
import { asymptotes, fieldMarks, goesOn, hatched, type Asymptote, type Mark } from "./field-marks";
import type { Statistics } from "./statistics";
import { curveEnd } from "../drawing/curve-path";
import type { EndLabel } from "../drawing/end-labels";
import type { Plane } from "../drawing/plane";
import { bind } from "../state/curve-at-parameters";
import type { Species } from "../state/catalogue";
import { uniqueId } from "../ui/unique-id";

const roomy = 620; // px: below it marks are numbered, and the list says what they are

export class PlatePlot extends CurvePlot {
  static override properties = {
    ...CurvePlot.properties,
    statistics: { attribute: false },
    stale: { type: Boolean },
  };
  statistics: Statistics | undefined;
  /** The statistics are of other parameters than the curve. */
  stale = false;
  protected override beside(small: boolean): number {
    return small ? 34 : 46;
  }

  protected override kinks(species: Species): readonly number[] {
    const measured = this.statistics?.kinks ?? [];
    return [...new Set([...super.kinks(species), ...measured])].sort((a, b) => a - b);
  }

  protected override ends(f: Plane, species: Species): EndLabel[] {
    const { value, derivative } = bind(species, this.state);
    const { slug } = species;
    return [
      { names: [{ slug, name: "f" }], at: curveEnd(f, value) },
      { names: [{ slug, name: "f\u2032" }], at: curveEnd(f, derivative) },
    ];
  }

  readonly #title = uniqueId("field-marks");
  #labeled = false;
  #marks: readonly Mark[] = [];

  protected override render(): TemplateResult | typeof nothing {
    const plane = super.render();
    return plane === nothing ? nothing : html`${plane}${this.#key()}`;
  }

  #shown(): { species: Species; statistics: Statistics } | undefined {
    const [species] = this.functions.inOrder(this.state.show);
    return species && this.statistics && !this.stale
      ? { species, statistics: this.statistics }
      : undefined;
  }

  protected override beneath(f: Plane): SVGTemplateResult | typeof nothing {
    const shown = this.#shown();
    if (!shown) return nothing;
    return svg`<g class="asymptotes" clip-path="url(#${this.clip})">${asymptotes(
      shown.statistics,
    ).map((line) => {
      const [from, to] = reach(f, line);
      const at = (x: number) => line.slope * x + line.intercept;
      return svg`<line
        class="asymptote" x1=${f.x(from)} y1=${f.y(at(from))}
        x2=${f.x(to)} y2=${f.y(at(to))}></line>`;
    })}</g>`;
  }

  protected override above(f: Plane): SVGTemplateResult | typeof nothing {
    const shown = this.#shown();
    this.#labeled = false;
    if (!shown) return nothing;
    const curve = bind(shown.species, this.state);
    const marks = fieldMarks(shown.statistics, curve);
    this.#marks = marks;
    const inside = marks
      .map((mark, i) => ({ ...mark, number: i + 1 }))
      .filter((m) => within(f, f.x(m.x), f.y(m.y)));
    const points = inside.map(({ text, number, x, y }) => ({ text, number, x: f.x(x), y: f.y(y) }));
    const lines = asymptotes(shown.statistics).flatMap((line) => named(f, line));
    // At its foot the plane says what the hatched stretches are.
    const foot = { left: f.left, right: f.right, top: f.bottom - 48, bottom: f.bottom };
    const fit = (labels: readonly Callout[]) =>
      place(f, [...labels, ...lines], [curve.value, curve.derivative], [foot]);
    const full = f.width < roomy ? undefined : fit(points);
    this.#labeled = full !== undefined;
    const numbers = points.map((point) => ({ ...point, text: String(point.number) }));
    return svg`<g class="marks" data-slug=${shown.species.slug}>
      ${inside.map((m) => (m.slope === undefined ? nothing : tangent(f, m, m.slope, this.clip)))}
      ${(full ?? fit(numbers) ?? []).map(callout)}
      ${inside.map(
        (m) => svg`<circle class="field-mark" cx=${f.x(m.x)} cy=${f.y(m.y)}
        r="3.5"></circle>`,
      )}
    </g>`;
  }

  /** What the marks are: read where they cannot be seen, and seen where the plane has no room. */
  #key(): TemplateResult | typeof nothing {
    const shown = this.#shown();
    if (!shown) return nothing;
    const { statistics } = shown;
    const { x0, x1, y0, y1 } = this.state.view;
    const away = ({ x, y }: Mark) => x < x0 || x > x1 || y < y0 || y > y1;
    const flat = hatched(statistics);
    const lines = asymptotes(statistics);
    return html`<div class="field-marks ${this.#labeled ? "visually-hidden" : ""}">
      <h2 id=${this.#title}>Field marks</h2>
      <ol aria-labelledby=${this.#title}>
        ${this.#marks.map(
          (mark) => html`<li>${mark.text}${away(mark) ? ", outside the window" : ""}</li>`,
        )}
      </ol>
      <ul>
        ${goesOn(statistics) ? html`<li>and so on without end</li>` : nothing}
        ${lines.map(({ side, text }) => html`<li>asymptote on the ${side} ${text}</li>`)}
        ${flat ? html`<li>hatched: slope under 10% of its peak, ${flat}</li>` : nothing}
      </ul>
    </div>`;
  }
}
customElements.define("plate-plot", PlatePlot);

const within = (f: Plane, px: number, py: number): boolean =>
  px >= f.left - 0.5 && px <= f.right + 0.5 && py >= f.top - 0.5 && py <= f.bottom + 0.5;

/** The half of the window that an asymptote belongs to. */
function reach(f: Plane, { side }: Asymptote): [number, number] {
  const [x0, x1] = f.x.domain() as [number, number];
  const middle = Math.min(Math.max(0, x0), x1);
  return side === "left" ? [x0, middle] : [middle, x1];
}

/** Where an asymptote is named: on its part in sight, towards its far end. */
function named(f: Plane, line: Asymptote): { text: string; x: number; y: number }[] {
  const [from, to] = reach(f, line);
  const seen = Array.from({ length: 60 }, (_, i) => from + ((to - from) * (i + 0.5)) / 60).filter(
    (x) => within(f, f.x(x), f.y(line.slope * x + line.intercept)),
  );
  const x = seen[Math.floor(seen.length * (line.side === "left" ? 0.15 : 0.85))];
  return x === undefined
    ? []
    : [{ text: line.text, x: f.x(x), y: f.y(line.slope * x + line.intercept) }];
}

function tangent(f: Plane, { x, y }: Mark, slope: number, clip: string): SVGTemplateResult {
  const [px, py] = [f.x(x), f.y(y)];
  const run = f.x(1) - f.x(0);
  const fall = slope * (f.y(0) - f.y(1));
  const half = 46 / Math.hypot(run, fall);
  return svg`<line class="tangent"
    clip-path="url(#${clip})" x1=${px - half * run} y1=${py + half * fall}
    x2=${px + half * run} y2=${py - half * fall}></line>`;
}

function callout({ text, atX, atY, anchor, x, y }: Placed): SVGTemplateResult {
  const [dx, dy] = [x - atX, y - atY];
  const distance = Math.hypot(dx, dy);
  // From just beside the text to just short of the mark.
  const [from, to] = [4 / distance, 1 - 6 / distance];
  return svg`<g class="callout" ?data-number=${/^\d+$/.test(text)}>
    <line
      class="pointer" x1=${atX + from * dx} y1=${atY + from * dy}
      x2=${atX + to * dx} y2=${atY + to * dy}></line>
    <text x=${atX} y=${atY} dy="0.32em" text-anchor=${anchor}>${text}</text>
  </g>`;
}
