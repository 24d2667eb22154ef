// The plane of a plate: the curve, its slope, and the field marks on them.
import { nothing, svg, type SVGTemplateResult } from "lit";
import { place, type Placed } from "./callouts";
import { CurvePlot } from "./curve-plot";
import { asymptotes, fieldMarks, type Asymptote, type Mark, type Statistics } from "./field-marks";
import type { EndLabel, Frame } from "./plot";
import { bind, inOrder, type Species } from "./species";
import { page } from "./store";

const roomy = 620; // px: below it marks are numbered, and the list says what they are

export class PlatePlot extends CurvePlot {
  static override properties = { statistics: { attribute: false }, stale: { type: Boolean } };
  statistics: Statistics | undefined;
  /** The statistics are of other parameters than the curve. */
  stale = false;
  protected override readonly beside: readonly [number, number] = [34, 46];

  protected override kinks(one: Species): readonly number[] {
    const found = this.statistics?.kinks ?? [];
    return [...new Set([...one.kinks, ...found])].sort((a, b) => a - b);
  }

  protected override ends(f: Frame, one: Species): EndLabel[] {
    const { value, derivative } = bind(one, page.state);
    const { x1 } = page.state.view;
    return [{ slug: one.slug, text: "f", at: f.y(value(x1)) }, { slug: one.slug, text: "f\u2032", at: f.y(derivative(x1)) }];
  }

  #shown(): { one: Species; statistics: Statistics } | undefined {
    const [one] = inOrder(page.state.show);
    return one && this.statistics && !this.stale ? { one, statistics: this.statistics } : undefined;
  }

  protected override beneath(f: Frame): SVGTemplateResult | typeof nothing {
    const shown = this.#shown();
    if (!shown) return nothing;
    return svg`<g class="asymptotes" clip-path="url(#plane-clip)">${asymptotes(shown.statistics).map((line) => {
      const [from, to] = reach(f, line);
      const at = (x: number) => line.slope * x + line.intercept;
      return svg`<line class="asymptote" x1=${f.x(from)} y1=${f.y(at(from))} x2=${f.x(to)} y2=${f.y(at(to))}></line>`;
    })}</g>`;
  }

  protected override above(f: Frame): SVGTemplateResult | typeof nothing {
    const shown = this.#shown();
    if (!shown) return nothing;
    const curve = bind(shown.one, page.state);
    const marks = fieldMarks(shown.statistics, curve).map((mark, i) => ({ ...mark, number: i + 1 }));
    const inside = marks.filter((m) => within(f, f.x(m.x), f.y(m.y)));
    const points = inside.map((m) => ({ text: m.text, x: f.x(m.x), y: f.y(m.y) }));
    const lines = asymptotes(shown.statistics).flatMap((line) => named(f, line));
    const placed = f.width < roomy ? undefined : place(f, [...points, ...lines], [curve.value, curve.derivative]);
    return svg`<g class="marks" data-slug=${shown.one.slug}>
      ${inside.map((m) => (m.slope === undefined ? nothing : tangent(f, m, m.slope)))}
      ${placed?.map((label) => callout(label))}
      ${placed ? nothing : lines.map((line) => svg`<text class="callout" x=${line.x} y=${line.y - 7} text-anchor="middle">${line.text}</text>`)}
      ${inside.map((m) => svg`<circle class="field-mark" cx=${f.x(m.x)} cy=${f.y(m.y)} r="3.5"></circle>`)}
      ${placed ? nothing : numbers(f, inside)}
    </g>`;
  }
}
customElements.define("plate-plot", PlatePlot);

const within = (f: Frame, px: number, py: number): boolean =>
  px >= f.left - 0.5 && px <= f.right + 0.5 && py >= f.top - 0.5 && py <= f.bottom + 0.5;

/** The half of the window that an asymptote belongs to. */
function reach(f: Frame, { side }: Asymptote): [number, number] {
  const [x0, x1] = f.x.domain() as [number, number];
  const middle = Math.min(Math.max(0, x0), x1);
  return side === "left" ? [x0, middle] : [middle, x1];
}

/** Where an asymptote is named: on its part in sight, towards its far end. */
function named(f: Frame, line: Asymptote): { text: string; x: number; y: number }[] {
  const [from, to] = reach(f, line);
  const seen = Array.from({ length: 60 }, (_, i) => from + ((to - from) * (i + 0.5)) / 60)
    .filter((x) => within(f, f.x(x), f.y(line.slope * x + line.intercept)));
  const x = seen[Math.floor(seen.length * (line.side === "left" ? 0.25 : 0.75))];
  return x === undefined ? [] : [{ text: line.text, x: f.x(x), y: f.y(line.slope * x + line.intercept) }];
}

function tangent(f: Frame, { x, y }: Mark, slope: number): SVGTemplateResult {
  const [px, py] = [f.x(x), f.y(y)];
  const run = f.x(1) - f.x(0);
  const fall = slope * (f.y(0) - f.y(1));
  const half = 46 / Math.hypot(run, fall);
  return svg`<line class="tangent" clip-path="url(#plane-clip)" x1=${px - half * run} y1=${py + half * fall}
    x2=${px + half * run} y2=${py - half * fall}></line>`;
}

function callout({ text, side, atX, atY, fromX, x, y }: Placed): SVGTemplateResult {
  const distance = Math.max(1, Math.hypot(x - fromX, y - atY));
  const short = Math.max(0, distance - 7) / distance;
  return svg`<g class="callout">
    <line class="pointer" x1=${fromX} y1=${atY} x2=${fromX + (x - fromX) * short} y2=${atY + (y - atY) * short}></line>
    <text x=${atX} y=${atY} dy="0.32em" text-anchor=${side === "left" ? "start" : "end"}>${text}</text>
  </g>`;
}

/** A number beside each mark, above or below it, and further off where another is near. */
function numbers(f: Frame, marks: readonly (Mark & { number: number })[]): SVGTemplateResult[] {
  const taken: { x: number; y: number }[] = [];
  return marks.map((mark) => {
    const [x, at] = [f.x(mark.x), f.y(mark.y)];
    const y = [-16, 18, -34, 36, -52, 54].map((away) => at + away)
      .find((wish) => within(f, x, wish - 8) && within(f, x, wish + 8)
        && taken.every((t) => Math.abs(t.x - x) > 16 || Math.abs(t.y - wish) > 17)) ?? at - 16;
    taken.push({ x, y });
    return svg`<text class="mark-number" x=${x} y=${y} dy="0.35em" text-anchor="middle">${mark.number}</text>`;
  });
}
