// What is shaded: exactly where a slope is under a tenth of its peak, as Python's analysis has it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { saturated, steepest } from "../../../web/src/chart/saturation";
import { catalogue } from "../../../web/src/activations.js";
import type { State } from "../../../web/src/state/settings";
import { near } from "../comparing";
import { called, python, settingsOf, type CurveFacts } from "../python";

const windows = [
  { x0: -5, x1: 5, y0: -1.4, y1: 3.2 },
  { x0: -50, x1: 50, y0: -50, y1: 50 },
  { x0: 0.5, x1: 8, y0: -1, y1: 2 },
  { x0: -2.2, x1: -0.3, y0: -1, y1: 1 },
  { x0: 3.6, x1: 3.7, y0: 0, y1: 1 },
];
/** The stretches of Python's analysis; those of a wave in the periods beside it too. */
const repeated = ({ flat, slope_period: period }: CurveFacts): [number, number][] =>
  Array.from({ length: period ? 31 : 1 }, (_, i) => (period ? (i - 15) * period : 0)).flatMap(
    (shift) => flat.map(([low, high]) => [Number(low) + shift, Number(high) + shift] as const),
  ) as [number, number][];
const species = (slug: string) => catalogue.find((one) => one.slug === slug)!;

for (const facts of python.curves) {
  const one = species(facts.slug);
  const settings = settingsOf(facts);
  const period = facts.slope_period;

  test(`the peak that the shading of ${called(facts)} is a tenth of`, () => {
    const peak = Number(facts.steepest);
    if (Number.isFinite(peak)) near(steepest(one, settings), peak, 1e-9 * peak);
    else assert.equal(steepest(one, settings), Infinity);
  });

  test(`the shading of ${called(facts)} in every window`, () => {
    // A wave's stretches are narrower than what a window of 100 is looked through by.
    for (const view of windows.filter(({ x0, x1 }) => !period || x1 - x0 < 20)) {
      const wanted = repeated(facts)
        .map(([low, high]) => [Math.max(low, view.x0), Math.min(high, view.x1)] as const)
        .filter(([low, high]) => low < high);
      const found = saturated(one, { ...settings, view } as unknown as State);
      assert.equal(found.length, wanted.length, JSON.stringify([view, found, wanted]));
      found.forEach((pair, i) =>
        pair.forEach((end, k) => near(end, wanted[i]![k]!, 1e-6, called(facts))),
      );
    }
  });
}
