// Names at the ends of curves, beside a plane: spread so that none overlaps another.
import { nothing, svg, type SVGTemplateResult } from "lit";
import type { Plane } from "./plane";

/** The name of a curve, colored as its species. */
export interface CurveName {
  readonly slug: string;
  readonly name: string;
}
/** What stands at the end of a curve: its name, or those of all curves that end there. */
export interface EndLabel {
  readonly names: readonly CurveName[];
  /** Where the curve ends, in pixels; may lie outside the plane. */
  readonly at: number;
}

/** The width beside a plane for names at the ends of its curves, with their arrows, in pixels. */
export function nameRoom(names: readonly string[], small: boolean): number {
  const longest = 2 + Math.max(0, ...names.map((name) => name.length));
  return small ? Math.max(90, 16 + 6 * longest) : Math.max(118, 16 + 7.8 * longest);
}

/** The height of a label where there is room, in pixels. */
export const labelHeight = (small: boolean): number => (small ? 16 : 20);

/** Which edge of the plane the labels stand at, and how far from it their leaders begin. */
interface Place {
  readonly side?: "left" | "right";
  readonly clear?: number;
  readonly small: boolean;
}

/** Labels beside an edge of the plane, each tied to its curve; smaller where they are crowded. */
export function endLabels(
  f: Plane,
  labels: readonly EndLabel[],
  { side = "right", clear = 0, small }: Place,
): SVGTemplateResult {
  const gap = Math.min(labelHeight(small), (f.bottom - f.top) / Math.max(1, labels.length));
  const [first, last] = [f.top + gap / 2, f.bottom - gap / 2];
  const sorted = [...labels].sort((a, b) => a.at - b.at);
  const wishes = sorted.map(({ at }) => Math.min(Math.max(at, first), last));
  const places = spread(wishes, gap, first, last);
  const [edge, out] = side === "left" ? [f.left, -1] : [f.right, 1];
  const x = (distance: number) => edge + out * distance;
  return svg`<g class="ends ${gap < labelHeight(small) ? "crowded" : ""}">${sorted.map(
    ({ names, at }, i) => {
      const y = places[i]!.toFixed(1);
      const leaves = at < f.top - 1 ? " ↑" : at > f.bottom + 1 ? " ↓" : "";
      return svg`<g class="end" data-slug=${names[0]!.slug}>
      ${
        leaves
          ? nothing
          : svg`<path class="leader"
        d="M${x(clear)} ${at.toFixed(1)}L${x(8)} ${y}"></path>`
      }
      <text x=${x(11)} y=${y} dy="0.32em"
        text-anchor=${side === "left" ? "end" : "start"}>${names.map(
          ({ slug, name }, k) => svg`${k ? ", " : ""}<tspan data-slug=${slug}>${name}</tspan>`,
        )}${leaves}</text>
    </g>`;
    },
  )}</g>`;
}

/** Ascending places at least `gap` apart, each as near its wish as the others allow. */
export function spread(
  wishes: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  // Pool neighbours that would overlap into blocks centred on their mean wish.
  const blocks: { sum: number; n: number }[] = [];
  const start = (b: { sum: number; n: number }) =>
    Math.max(low, Math.min(b.sum / b.n, high - (b.n - 1) * gap));
  for (const wish of wishes) {
    blocks.push({ sum: wish, n: 1 });
    while (blocks.length > 1) {
      const b = blocks[blocks.length - 1]!;
      const a = blocks[blocks.length - 2]!;
      if (start(a) + a.n * gap <= start(b)) break;
      // A member k places down a block wishes the block's start k gaps higher.
      blocks.splice(-2, 2, { sum: a.sum + b.sum - a.n * b.n * gap, n: a.n + b.n });
    }
  }
  return blocks.flatMap((b) => Array.from({ length: b.n }, (_, k) => start(b) + k * gap));
}
