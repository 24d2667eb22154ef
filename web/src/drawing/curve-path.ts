// The curve of a function as an SVG path, and where it ends at the right edge.
import { line } from "d3-shape";
import type { Plane } from "./plane";

const pixelStep = 2;

/** The height of a value in pixels; one far out of sight, or infinite, is four windows off. */
function heightOf(f: Plane, y: number): number {
  const [y0, y1] = f.y.domain() as [number, number];
  const far = 4 * (y1 - y0);
  return f.y(Math.min(Math.max(y, y0 - far), y1 + far));
}

/** The path of a function over the frame, each side of a kink drawn by itself. */
export function curvePath(
  f: Plane,
  fn: (x: number) => number,
  kinks: readonly number[] = [],
): string {
  const [x0, x1] = f.x.domain() as [number, number];
  const hair = (x1 - x0) * 1e-9;
  const inside = kinks.filter((k) => k > x0 && k < x1);
  const ends = [x0, ...inside.flatMap((k) => [k - hair, k + hair]), x1];
  const draw = line<number>(
    (x) => f.x(x),
    (x) => heightOf(f, fn(x)),
  )
    .defined((x) => !Number.isNaN(fn(x)))
    .digits(1);
  let path = "";
  for (let i = 0; i < ends.length; i += 2) {
    const [from, to] = [ends[i]!, ends[i + 1]!];
    const n = Math.max(1, Math.ceil((f.x(to) - f.x(from)) / pixelStep));
    path += draw(Array.from({ length: n + 1 }, (_, j) => from + ((to - from) * j) / n)) ?? "";
  }
  return path;
}

/** The height of a curve at the right edge, or where it last has a value, in pixels. */
export function curveEnd(f: Plane, fn: (x: number) => number): number {
  for (let px = f.right; px > f.left; px -= pixelStep) {
    const y = fn(f.x.invert(px));
    if (!Number.isNaN(y)) return heightOf(f, y);
  }
  return f.y(0);
}
