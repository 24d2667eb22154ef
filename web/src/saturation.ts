// The stretches of the chart's window that are shaded: where a slope is under 10% of its peak.
import { species, type Species } from "./species";
import type { PageState } from "./state";

/** The species whose saturation is shaded: the one in focus, or the only one shown. */
export function inFocus({ focus, show }: PageState): Species | undefined {
  const slug = focus || (show.length === 1 ? show[0] : undefined);
  return slug === undefined ? undefined : species(slug);
}

export const saturated = (one: Species, peak: number, s: PageState): [number, number][] =>
  flatStretches((x) => one.derivative(x, s), 0.1 * peak, s.view.x0, s.view.x1);

/** Maximal stretches of [x0, x1] on which |slope| < threshold, ends found by bisection. */
function flatStretches(
  slope: (x: number) => number, threshold: number, x0: number, x1: number,
): [number, number][] {
  const flat = (x: number) => Math.abs(slope(x)) < threshold;
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
