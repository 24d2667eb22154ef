// The contours of a gate's surface: their levels, their rings, its zeros, and where labels stand.
import { contours } from "d3-contour";
import { axis, reach, type Surface } from "./gate-surface";

/** The levels drawn, of each sign: the four largest of 1, 2, 5, 10, ... well inside the scale. */
export const levels = (top: number): number[] =>
  [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10].filter((level) => level < 0.85 * top).slice(-4);

const cell = reach / 80;
const cells = 166;
/** Half a cell off zero and beyond the square, where a border would be drawn as a contour. */
const corner = -(cells / 2 - 0.5) * cell;

export type Ring = readonly (readonly [number, number])[];

/** Where the surface is at each level: rings in (a, b), closed outside the square. */
export function rings(surface: Surface, at: readonly number[]): { level: number; rings: Ring[] }[] {
  const grid = Array.from({ length: cells * cells }, (_, i) =>
    surface.at(corner + (i % cells) * cell, corner + Math.floor(i / cells) * cell),
  );
  const negated = grid.map((value) => -value);
  const place = (x: number) => corner + (x - 0.5) * cell;
  // A contour surrounds what lies above its level; around what lies below -level it is the same
  // line as that of the negated surface.
  const trace = (level: number) => {
    const drawn = contours()
      .size([cells, cells])
      .contour(level < 0 ? negated : grid, Math.abs(level));
    return drawn.coordinates
      .flat()
      .map((ring) => ring.map(([x, y]) => [place(x!), place(y!)] as const));
  };
  return at.map((level) => ({ level, rings: trace(level) }));
}

/** Where the factor in a is zero: at single places, and along stretches. */
export function zeros({ along }: Surface): { roots: number[]; stretches: [number, number][] } {
  const roots: number[] = [];
  const stretches: [number, number][] = [];
  const values = axis.map(along);
  values.forEach((value, i) => {
    const before = values[i - 1];
    const a = axis[i]!;
    if (value === 0) {
      const last = stretches.at(-1);
      if (before === 0 && last) last[1] = a;
      else stretches.push([a, a]);
    } else if (before !== undefined && before * value < 0) {
      roots.push(bisect(along, axis[i - 1]!, a));
    }
  });
  const single = stretches.filter(([low, high]) => low === high).map(([low]) => low);
  return { roots: [...roots, ...single], stretches: stretches.filter(([low, high]) => low < high) };
}

function bisect(fn: (x: number) => number, low: number, high: number): number {
  const falling = fn(low) > 0;
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (fn(middle) > 0 === falling) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Where to write a ring's level: its point well inside the square that is nearest a diagonal. */
export function labelPlace(ring: Ring): readonly [number, number] | undefined {
  const away = ([a, b]: readonly [number, number]) => Math.abs(Math.abs(a) - Math.abs(b));
  const inside = ring.filter((at) => Math.max(...at.map(Math.abs)) < 0.94 * reach);
  return inside.reduce<readonly [number, number] | undefined>(
    (best, at) => (best && away(best) <= away(at) ? best : at),
    undefined,
  );
}
