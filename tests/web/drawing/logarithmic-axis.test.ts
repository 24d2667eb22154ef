// A logarithmic axis: whole powers of ten, few enough, at their heights.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decadeAxis, exponents } from "../../../web/src/drawing/logarithmic-axis";
import { makePlane } from "../../../web/src/drawing/plane";
import { near } from "../comparing";
import { drawn, numberIn, numeric, parts } from "../drawn";

test("every power of ten is labeled, or every 2nd, 5th, 10th where there are many", () => {
  assert.deepEqual(exponents(-3, 1), [-3, -2, -1, 0, 1]);
  assert.deepEqual(exponents(-8.5, 0.3), [-8, -6, -4, -2, 0]);
  assert.deepEqual(exponents(-30, 0), [-30, -25, -20, -15, -10, -5, 0]);
  assert.deepEqual(exponents(-100, 50), [-100, -50, 0, 50]);
  assert.deepEqual(exponents(0.2, 0.8), []);
});

test("however far the axis reaches there are no more labels than asked for", () => {
  for (let low = -320; low <= 0; low += 7) {
    for (const most of [4, 5, 6, 7]) {
      const found = exponents(low, low + 90 + most, most);
      assert.ok(found.length >= 1 && found.length <= most, `${low}: ${found}`);
    }
  }
});

test("labels stand at their powers of ten: 1, and 10 with the exponent raised", () => {
  const f = makePlane(
    500,
    300,
    { top: 10, right: 10, bottom: 30, left: 40 },
    {
      x0: 0,
      x1: 9,
      y0: -3,
      y1: 1,
    },
  );
  const drawing = drawn(decadeAxis(f));
  const ticks = parts(drawing, ".tick");
  assert.deepEqual(
    ticks.map((tick) => tick.textContent),
    ["10−3", "10−2", "10−1", "1", "101"],
  );
  for (const tick of ticks) {
    const exponent = numberIn(tick.querySelector(".raised")?.textContent ?? "0");
    near(numeric(tick, "y"), f.y(exponent), 0.051);
  }
  near(numeric(parts(drawing, ".zero")[0]!, "y1"), f.y(0), 0.0051);
});
