// Where two curves differ most, beside a grid of a million points, and whether the other side too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "../../../web/src/activations.js";
import { isMirrored, widest } from "../../../web/src/compare/largest-difference";
import { near } from "../comparing";
import { python } from "../python";

const difference = (slug: string, other: string) => {
  const [f, g] = [slug, other].map((name) => catalogue.find((one) => one.slug === name)!);
  return {
    d: (x: number) => f!.value(x) - g!.value(x),
    kinks: [...new Set([...f!.kinks, ...g!.kinks])].sort((a, b) => a - b),
  };
};

for (const { one, other, x, value } of python.differences) {
  test(`${one} and ${other} differ most where a fine grid finds it`, () => {
    const { d, kinks } = difference(one, other);
    const found = widest(d, kinks, -5, 5);
    near(Math.abs(found.x), Math.abs(x), 2e-5);
    near(Math.abs(found.value), Math.abs(value), 1e-9);
    assert.equal(found.value, d(found.x));
    const even = Math.abs(d(-found.x) - found.value) < 1e-9 * Math.abs(found.value);
    assert.equal(isMirrored(d, found, -5, 5), even);
  });
}

test("a difference that grows is largest at the edge of the window", () => {
  const { d, kinks } = difference("step", "relu");
  assert.deepEqual(widest(d, kinks, -5, 5), { x: 5, value: -4 });
});

test("a difference that jumps is largest beside the jump", () => {
  const { d, kinks } = difference("step", "relu");
  const found = widest(d, kinks, -1, 0.5);
  near(found.x, 0, 1e-8);
  near(found.value, 1, 1e-8);
});

test("a summit at a kink is found exactly", () => {
  const { d, kinks } = difference("gelu", "relu");
  const tent = (x: number) => 1 - Math.abs(x - 0.301);
  assert.deepEqual(widest(tent, [0.301], -1, 1), { x: 0.301, value: 1 });
  // This one has two equal summits, and none at the kink between them.
  const found = widest(d, kinks, -5, 5);
  near(Math.abs(found.x), 0.7517915, 1e-6);
  assert.ok(isMirrored(d, found, -5, 5));
  assert.ok(!isMirrored(d, { x: 0.75, value: d(0.75) }, 0, 5));
});

test("curves that are equal differ by nothing anywhere", () => {
  const { d, kinks } = difference("elu", "celu");
  assert.equal(widest(d, kinks, -5, 5).value, 0);
});

test("of many summits the highest is found", () => {
  const wave = (x: number) => Math.sin(9 * x) * (2 - (x - 1.3) ** 2 / 50);
  const found = widest(wave, [], -5, 5);
  const best = [...Array(100_001).keys()].map((i) => Math.abs(wave(-5 + i / 10_000)));
  near(Math.abs(found.value), Math.max(...best), 1e-6);
});
