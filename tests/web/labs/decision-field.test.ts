// A decision field: where its bends lie, how its points are drawn, how its bytes are read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accuracyPercent } from "../../../web/src/labs/accuracy";
import { chord, dot } from "../../../web/src/labs/decision-field";
import { bytes } from "../../../web/src/labs/frame-bytes";
import { near } from "../comparing";
import { base64 } from "./runs";

test("a bend crosses the square where its equation says", () => {
  for (const [w1, w2, b] of [
    [1, 2, 0.3],
    [-1, 0.4, 0],
    [0.5, -3, 1],
    [2, 2, -1],
  ] as const) {
    for (const level of [-1, 0, 1]) {
      const found = chord([w1, w2, b], level, 1.5);
      // It crosses where the sums at the corners of the square lie on both sides of the level.
      const sums = [-1.5, 1.5].flatMap((x) => [-1.5, 1.5].map((y) => w1 * x + w2 * y + b - level));
      assert.equal(found !== undefined, Math.min(...sums) < 0 && Math.max(...sums) > 0);
      if (!found) continue;
      const [x1, y1, x2, y2] = found;
      for (const [x, y] of [
        [x1, y1],
        [x2, y2],
      ] as const) {
        near(w1 * x + w2 * y + b, level, 1e-9);
        near(Math.max(Math.abs(x), Math.abs(y)), 1.5, 1e-9);
      }
      assert.ok(Math.hypot(x1 - x2, y1 - y2) > 1e-6);
    }
  }
});

test("a bend along an axis and one through two corners have two ends each", () => {
  assert.deepEqual(
    chord([1, 0, 0.3], 0, 1.5)?.map((v) => Math.abs(v)),
    [0.3, 1.5, 0.3, 1.5],
  );
  assert.deepEqual(
    chord([0, 2, 0], 1, 1.5)?.map((v) => Math.abs(v)),
    [1.5, 0.5, 1.5, 0.5],
  );
  assert.equal(chord([1, -1, 0], 0, 1.5)?.length, 4);
});

test("a bend that passes by, or has no direction, is none", () => {
  assert.equal(chord([0.1, 0.1, 5], 0, 1.5), undefined);
  assert.equal(chord([0, 0, 1], 0, 1.5), undefined);
});

test("what is tested is drawn smaller and paler than what is trained on", () => {
  for (const side of [100, 200, 340]) {
    const [trained, tested] = [dot(true, side), dot(false, side)];
    assert.ok(tested.r < trained.r && tested.opacity < trained.opacity);
    assert.ok(trained.r >= 1.6 && trained.r <= 2.6);
  }
});

test("the bytes of a field are those that were sent, decoded once", () => {
  const sent = Array.from({ length: 256 }, (_, i) => 255 - i);
  const frame = { progress: 0, field: base64(sent), other: base64([1]) };
  assert.deepEqual([...bytes(frame, "field")], sent);
  assert.equal(bytes(frame, "field"), bytes(frame, "field"));
  assert.deepEqual([...bytes(frame, "other")], [1]);
});

test("an accuracy is 100% only where all points are right, and a dash where there is none", () => {
  const printed = [0.996, 1, 0.5, 0.9999, 0, null, undefined].map(accuracyPercent);
  assert.deepEqual(printed, ["99.6%", "100%", "50.0%", "99.9%", "0.0%", "—", "—"]);
});
