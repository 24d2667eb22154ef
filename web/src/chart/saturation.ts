// The stretches of the chart's window that are shaded: where a slope is under 10% of its peak.
import { bind, type Curve } from "../state/curve-at-parameters";
import type { FunctionSource, Species } from "../state/catalogue";
import type { State } from "../state/settings";

/** The species whose saturation is shaded: the one in focus, or the only one shown. */
export function inFocus(functions: FunctionSource, { focus, show }: State): Species | undefined {
  return functions.inOrder(focus ? [focus] : show.length === 1 ? show : [])[0];
}

const reach = 30;
const far = 1e6;

/** The largest |slope|, also where it is only approached; infinite where it grows without bound. */
export function steepest(species: Species, state: object): number {
  const curve = bind(species, state);
  // A typed formula may have no slope at some x.
  const size = (x: number) => Math.abs(curve.derivative(x)) || 0;
  let best = 0;
  for (let x = -reach; x <= reach; x += 1 / 64) {
    if (size(x) > size(best)) best = x;
  }
  // Between its neighbors on the grid, by thirds: a top there has one summit.
  let [low, high] = [best - 1 / 64, best + 1 / 64];
  while (high - low > 1e-9) {
    const third = (high - low) / 3;
    if (size(low + third) < size(high - third)) low += third;
    else high -= third;
  }
  const sides = curve.kinks.flatMap((k) => [k - 1e-9, k + 1e-9]);
  const peak = Math.max(...[best, low, ...sides, -far, far].map(size));
  return Math.max(size(far), size(-far)) > 100 * size(best) ? Number.POSITIVE_INFINITY : peak;
}

/** The stretches of the window where the slope is under 10% of its peak. */
export function saturated(species: Species, s: State): [number, number][] {
  const peak = steepest(species, s);
  return Number.isFinite(peak)
    ? flatStretches(bind(species, s), 0.1 * peak, s.view.x0, s.view.x1)
    : [];
}

/** Maximal stretches of [x0, x1] on which |slope| < threshold, ends found by bisection. */
function flatStretches(
  curve: Curve,
  threshold: number,
  x0: number,
  x1: number,
): [number, number][] {
  const flat = (x: number) => Math.abs(curve.derivative(x)) < threshold;
  const n = 600;
  const at = (i: number) => x0 + ((x1 - x0) * i) / n;
  const edge = (a: number, b: number) => {
    const inside = flat(a);
    for (let i = 0; i < 50; i++) {
      const middle = (a + b) / 2;
      if (flat(middle) === inside) a = middle;
      else b = middle;
    }
    return a;
  };
  const stretches: [number, number][] = [];
  let start = flat(x0) ? x0 : Number.NaN;
  for (let i = 1; i <= n; i++) {
    if (flat(at(i)) === !Number.isNaN(start)) continue;
    const e = edge(at(i - 1), at(i));
    if (Number.isNaN(start)) {
      start = e;
    } else {
      stretches.push([start, e]);
      start = Number.NaN;
    }
  }
  if (!Number.isNaN(start)) stretches.push([start, x1]);
  return stretches;
}
