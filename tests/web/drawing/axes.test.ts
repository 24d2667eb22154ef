// The axes of a figure: ticks at round numbers whose labels do not touch, and a linear scale.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axes, labelWidth } from "../../../web/src/drawing/axes";
import { makePlane } from "../../../web/src/drawing/plane";
import { between, near } from "../comparing";
import { drawn, numberIn, numeric, parts } from "../drawn";

const margin = { top: 18, right: 110, bottom: 34, left: 50 };
const windows = [
  [-5, 5, -1.4, 3.2],
  [-50, 50, -50, 50],
  [-0.01, 0.01, -0.01, 0.01],
  [40, 50, 10, 40],
  [0, 0.745, -1, 1],
  [3.6, 3.62, 0.999, 1.02],
] as const;

for (const width of [1000, 700, 320]) {
  for (const [x0, x1, y0, y1] of windows) {
    test(`ticks from ${x0} to ${x1} at ${width} px stand at their numbers, apart`, () => {
      const f = makePlane(width, 420, margin, { x0, x1, y0, y1 });
      const ticks = parts(drawn(axes(f)), ".tick");
      const across = ticks.filter((tick) => tick.getAttribute("text-anchor") === "middle");
      const up = ticks.filter((tick) => tick.getAttribute("text-anchor") === "end");
      assert.ok(across.length >= 2 && up.length >= 3);
      let end = -Infinity;
      for (const tick of across) {
        const [x, text] = [numeric(tick, "x"), tick.textContent!];
        const share = (numberIn(text) - x0) / (x1 - x0);
        near(x, f.left + share * (f.right - f.left), 0.051, text);
        // A digit of the labels' mono is 7 px wide at most.
        const half = 3.5 * text.length;
        assert.ok(x - half > end, `${text} touches its neighbor`);
        end = x + half;
      }
      for (const tick of up) {
        const share = (numberIn(tick.textContent!) - y0) / (y1 - y0);
        near(numeric(tick, "y"), f.bottom - share * (f.bottom - f.top), 0.051);
        assert.ok(7 * tick.textContent!.length <= labelWidth(y0, y1, 6));
      }
    });
  }
}

test("the lines at zero are drawn where the window has them, and are told from the grid", () => {
  const zeros = (x0: number, y0: number) => {
    const f = makePlane(600, 400, margin, { x0, x1: x0 + 4, y0, y1: y0 + 4 });
    return parts(drawn(axes(f)), ".zero").map((line) => [
      line.getAttribute("x1") === line.getAttribute("x2") ? "up" : "across",
      line.getAttribute("x1") === line.getAttribute("x2")
        ? f.x.invert(numeric(line, "x1"))
        : f.y.invert(numeric(line, "y1")),
    ]);
  };
  const [across, up] = zeros(-1, -2);
  assert.deepEqual([across![0], up![0]], ["across", "up"]);
  near(Number(across![1]), 0, 0.01);
  near(Number(up![1]), 0, 0.01);
  assert.deepEqual(zeros(1, 2), []);
});

test("the scales of a plane are linear, and y grows upward", () => {
  const f = makePlane(600, 400, margin, { x0: -5, x1: 5, y0: -1, y1: 3 });
  for (const share of between(0, 1, 7)) {
    near(f.x(-5 + 10 * share), 50 + 440 * share, 1e-9);
    near(f.y(-1 + 4 * share), 366 - 348 * share, 1e-9);
    near(f.x.invert(f.x(share)), share, 1e-12);
  }
});
