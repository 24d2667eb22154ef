// The curve of a function as a path: on the function, sharp at kinks, open where there is no value.
import assert from "node:assert/strict";
import { test } from "node:test";
import { curveEnd, curvePath } from "../../../web/src/drawing/curve-path";
import { makePlane } from "../../../web/src/drawing/plane";
import { catalogue } from "../../../web/src/activations.js";
import { near } from "../comparing";
import { corners } from "../drawn";

const margin = { top: 18, right: 110, bottom: 34, left: 50 };
const home = { x0: -5, x1: 5, y0: -1.4, y1: 3.2 };
const f = makePlane(900, 500, margin, home);
const pieces = (path: string): string[] => path.split("M").slice(1);

for (const { slug, value, derivative, kinks } of catalogue) {
  test(`every corner of the curve of ${slug} and of its slope lies on it`, () => {
    for (const fn of [value, derivative]) {
      const found = corners(curvePath(f, fn, kinks));
      assert.ok(found.length > (f.right - f.left) / 2);
      near(found[0]![0], f.left, 0.05);
      near(found.at(-1)![0], f.right, 0.05);
      for (const [px, py] of found) {
        // Corners are written to a tenth of a pixel; beside a kink either side may be meant.
        const heights = [-0.06, 0, 0.06].map((blur) => f.y(fn(f.x.invert(px + blur))));
        const far = 4 * (f.bottom - f.top);
        const inside = heights.map((y) => Math.min(Math.max(y, f.top - far), f.bottom + far));
        assert.ok(py >= Math.min(...inside) - 0.06 && py <= Math.max(...inside) + 0.06, `${px}`);
      }
    }
  });
}

test("each side of a kink in sight is drawn by itself", () => {
  const fold = (x: number) => Math.abs(x - 0.123);
  assert.equal(pieces(curvePath(f, fold, [0.123])).length, 2);
  assert.equal(pieces(curvePath(f, fold, [9])).length, 1);
  // Both sides meet in the kink itself.
  const [left, right] = pieces(curvePath(f, fold, [0.123])).map((piece) => corners(`M${piece}`));
  near(left!.at(-1)![0], f.x(0.123), 0.06);
  near(left!.at(-1)![1], f.y(0), 0.06);
  near(right![0]![0], f.x(0.123), 0.06);
});

test("where a function has no value there is no curve, and it ends where it last had one", () => {
  const half = (x: number) => Math.sqrt(-x);
  const found = corners(curvePath(f, half));
  assert.ok(Math.max(...found.map(([x]) => x)) <= f.x(0) + 0.05);
  near(curveEnd(f, half), f.y(0), 8);
  assert.equal(
    curvePath(f, () => Number.NaN),
    "",
  );
  assert.equal(
    curveEnd(f, () => Number.NaN),
    f.y(0),
  );
});

test("a pole is drawn far out of sight, and never as no number", () => {
  const path = curvePath(f, (x) => 1 / x, [0]);
  assert.equal(pieces(path).length, 2);
  assert.ok(!path.includes("NaN") && !path.includes("Infinity"));
  const far = 4 * (f.bottom - f.top);
  for (const [, y] of corners(path)) assert.ok(y >= f.top - far - 1 && y <= f.bottom + far + 1);
});

test("a curve ends at its height at the right edge, also outside the window", () => {
  near(
    curveEnd(f, (x) => x / 5),
    f.y(1),
    1e-9,
  );
  assert.ok(curveEnd(f, (x) => x * x) < f.top);
});
