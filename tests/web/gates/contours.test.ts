// The contours of a gate's surface lie where its value is theirs, and its zeros where it is none.
import assert from "node:assert/strict";
import { test } from "node:test";
import { labelPlace, levels, rings, zeros } from "../../../web/src/gates/contours";
import { axis, peak, reach, surfacesOf, type Part } from "../../../web/src/gates/gate-surface";
import { allNear, near } from "../comparing";
import { python } from "../python";
import { every } from "./surfaces";

for (const { slug, part, surface } of every) {
  test(`the contours of ${slug}, ${part}, are where the value is`, () => {
    const top = peak(surface);
    const sizes = levels(top);
    assert.equal(sizes.length, 4);
    const found = rings(surface, [...sizes.map((size) => -size), ...sizes]);
    let count = 0;
    for (const { level, rings: drawn } of found) {
      for (const [a, b] of drawn.flat()) {
        // A jump of the slope is a cliff, where all the levels run together.
        const cliff = slug === "reglu" && part === "da" && Math.abs(a) < 0.06;
        if (Math.max(Math.abs(a), Math.abs(b)) > reach || cliff) continue;
        count++;
        near(surface.at(a, b), level, 0.003 * top, `${level} at ${a}, ${b}`);
      }
    }
    assert.ok(count > (slug === "bilinear" && part === "da" ? 200 : 400), String(count));
  });

  test(`the scale of ${slug}, ${part}, ends at a round number just above all of it`, () => {
    const top = peak(surface);
    const largest = Math.max(
      ...axis.flatMap((a) => [-reach, reach].map((b) => Math.abs(surface.at(a, b)))),
    );
    assert.ok(largest <= top && top < 1.6 * largest, `${top} for ${largest}`);
    assert.equal(Number(top.toPrecision(2)), top);
  });
}

test("the levels are the four largest round ones inside the scale", () => {
  assert.deepEqual(levels(16), [1, 2, 5, 10]);
  assert.deepEqual(levels(1), [0.05, 0.1, 0.2, 0.5]);
  assert.deepEqual(levels(1.2), [0.1, 0.2, 0.5, 1]);
});

const roots: readonly [string, Part, number[], [number, number][]][] = [
  ["glu", "f", [], []],
  ["glu", "db", [], []],
  ["bilinear", "f", [0], []],
  ["bilinear", "da", [], []],
  ["reglu", "f", [], [[-4, 0]]],
  ["geglu", "db", [0], []],
  ["geglu", "da", [python.lowest["gelu"]!], []],
  ["swiglu", "da", [python.lowest["silu"]!], []],
];
for (const [slug, part, single, stretches] of roots) {
  test(`the zeros of ${slug}, ${part}, are where Python finds them`, () => {
    const found = zeros(surfacesOf(slug).surfaces[part]);
    allNear(found.roots, single, 1e-9);
    assert.deepEqual(found.stretches, stretches);
  });
}

test("a level is written on its ring, well inside the square, or nowhere", () => {
  const place = labelPlace([
    [3.9, 3.9],
    [1, 1.5],
    [-2, 2.1],
    [0.5, 3],
  ]);
  assert.deepEqual(place, [-2, 2.1]);
  assert.equal(labelPlace([[3.9, 0]]), undefined);
});
