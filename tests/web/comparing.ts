// Compares numbers within a tolerance; the message says which one is off.
import assert from "node:assert/strict";

/** `actual` is a number within `tolerance` of `expected`. */
export function near(actual: number, expected: number, tolerance: number, of = ""): void {
  const apart = Math.abs(actual - expected);
  assert.ok(apart <= tolerance, `${of} is ${actual}, not ${expected} within ${tolerance}`.trim());
}

/** As many numbers as expected, each within `tolerance` of its own. */
export function allNear(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
  of = "",
): void {
  assert.equal(actual.length, expected.length, `${of} [${actual}], not [${expected}]`.trim());
  actual.forEach((value, i) => near(value, expected[i]!, tolerance, `${of} ${i}`));
}

/** Numbers from `low` to `high`, `count` of them, both ends among them. */
export const between = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
