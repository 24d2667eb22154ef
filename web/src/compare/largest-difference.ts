// The difference of two curves over a window, and where it is largest.

type Curve = (x: number) => number;

/** A place of a difference, and its value there. */
export interface Gap {
  readonly x: number;
  readonly value: number;
}

const steps = 800;
const hair = 1e-9; // of the window, beside a kink

/** Where |d| is largest from x0 to x1; each side of a kink is looked at by itself. */
export function widest(d: Curve, kinks: readonly number[], x0: number, x1: number): Gap {
  const span = x1 - x0;
  const step = span / steps;
  const grid = Array.from({ length: steps + 1 }, (_, i) => x0 + i * step);
  const sides = kinks
    .flatMap((k) => [k - hair * span, k, k + hair * span])
    .filter((x) => x > x0 && x < x1);
  const size = (x: number): number => Math.abs(d(x));
  let best = [...grid, ...sides].reduce((a, b) => (size(b) > size(a) ? b : a));
  // A kink is a place by itself; between its neighbors on the grid a top has one summit.
  if (!sides.includes(best)) {
    let [low, high] = [Math.max(x0, best - step), Math.min(x1, best + step)];
    while (high - low > 1e-10 * span) {
      const third = (high - low) / 3;
      if (size(low + third) < size(high - third)) low += third;
      else high -= third;
    }
    const summit = (low + high) / 2;
    if (size(summit) > size(best)) best = summit;
  }
  return { x: best, value: d(best) };
}

/** Whether an even difference has its largest value in the window on the other side of 0 too. */
export const isMirrored = (d: Curve, { x, value }: Gap, x0: number, x1: number): boolean =>
  x !== 0 && -x >= x0 && -x <= x1 && Math.abs(d(-x) - value) <= 1e-9 * Math.abs(value);
