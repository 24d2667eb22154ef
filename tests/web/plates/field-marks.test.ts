// The field marks of a plate: where they lie, what they say, its asymptotes and its hatching.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asymptotes, fieldMarks, goesOn, hatched } from "../../../web/src/plates/field-marks";
import { python } from "../python";
import { plateOf, plates } from "./plates";
import { near } from "../comparing";

const { PI, SQRT2 } = Math;
const dip = python.lowest["gelu"]!;
const gelu = plateOf("gelu").curve.value;
const alpha = { alpha: 2 };

/** Where marks lie, by hand; the dip of GELU is Python's. */
const places: readonly [
  string,
  Record<string, number> | undefined,
  (readonly [number, number])[],
][] = [
  [
    "gelu",
    undefined,
    [
      [dip, gelu(dip)],
      [0, 0],
      [SQRT2, gelu(SQRT2)],
    ],
  ],
  ["identity", undefined, [[0, 0]]],
  ["relu", undefined, [[0, 0]]],
  [
    "relu6",
    undefined,
    [
      [0, 0],
      [6, 6],
    ],
  ],
  [
    "hardtanh",
    undefined,
    [
      [-1, -1],
      [0, 0],
      [1, 1],
    ],
  ],
  [
    "hardswish",
    undefined,
    [
      [-3, 0],
      [-1.5, -0.375],
      [0, 0],
      [3, 3],
    ],
  ],
  ["sigmoid", undefined, [[0, 0.5]]],
  [
    "step",
    undefined,
    [
      [0, 0],
      [0, 1],
    ],
  ],
  ["softplus", undefined, []],
  ["elu", alpha, [[0, 0]]],
];
for (const [slug, parameters, wanted] of places) {
  test(`the marks of ${slug} lie where they are known to be`, () => {
    const { statistics, curve } = plateOf(slug, parameters);
    const found = fieldMarks(statistics, curve);
    assert.equal(found.length, wanted.length);
    found.forEach(({ x, y }, i) => {
      near(x, wanted[i]![0], 1e-6);
      near(y, wanted[i]![1], 1e-9);
    });
  });
}

const kink = "kink, slope 0 to 1, minimum 0 up to x = 0";
const says: readonly [string, Record<string, number> | undefined, string[]][] = [
  [
    "gelu",
    undefined,
    ["minimum −0.1700 at x = −0.7518", "root at x = 0", "steepest, slope 1.129 at x = 1.414"],
  ],
  ["relu", undefined, [kink]],
  ["relu6", undefined, [kink, "kink, slope 1 to 0, maximum 6 from x = 6 on"]],
  ["step", undefined, ["jump from 0 to 1, minimum 0 up to x = 0", "maximum 1 from x = 0 on"]],
  ["elu", alpha, ["kink, slope 2 to 1, root at x = 0"]],
  ["softplus", undefined, []],
];
for (const [slug, parameters, lines] of says) {
  test(`what the marks of ${slug} say`, () => {
    const { statistics, curve } = plateOf(slug, parameters);
    const texts = fieldMarks(statistics, curve).map(({ text }) => text.replaceAll("\u00a0", " "));
    assert.deepEqual(texts, lines);
  });
}

test("a wave has the marks nearest zero, and says that they go on", () => {
  const { statistics, curve } = plateOf("sine", { omega: 1 });
  const near0 = fieldMarks(statistics, curve).filter(({ x }) => Math.abs(x) < 3.5);
  assert.deepEqual(
    near0.map(({ x, y }) => [x, y].map((v) => Number(v.toFixed(9)) + 0)),
    [
      [-PI / 2, -1],
      [0, 0],
      [PI / 2, 1],
      [PI, 0],
    ].map((place) => place.map((v) => Number(v.toFixed(9)))),
  );
  assert.ok(goesOn(statistics));
  assert.ok(!goesOn(plateOf("gelu").statistics));
});

test("every mark of every plate is a place of its curve, and says something", () => {
  for (const { name, statistics, curve } of plates) {
    for (const { x, y, text } of fieldMarks(statistics, curve)) {
      const sides = [x - 1e-9, x, x + 1e-9].map(curve.value);
      assert.ok(Math.min(...sides.map((v) => Math.abs(v - y))) < 1e-6, `${name} at ${x}`);
      assert.ok(text.length > 5 && !/NaN|undefined|Infinity/.test(text), text);
    }
  }
});

const lines: Readonly<Record<string, string[]>> = {
  gelu: ["y = 0", "y = x"],
  tanh: ["y = −1", "y = 1"],
  selu: ["y = −1.758", "y = 1.051 x"],
  arctan: ["y = −1.571", "y = 1.571"],
  sine: [],
  identity: [],
};
for (const [slug, texts] of Object.entries(lines)) {
  test(`the asymptotes of ${slug}`, () => {
    assert.deepEqual(
      asymptotes(plateOf(slug).statistics).map(({ text }) => text),
      texts,
    );
  });
}

test("an asymptote is where the curve ends", () => {
  for (const { name, statistics, curve } of plates) {
    for (const { side, slope, intercept } of asymptotes(statistics)) {
      const x = side === "left" ? -1e4 : 1e4;
      near(curve.value(x), slope * x + intercept, 2e-4, name);
    }
  }
});

test("the hatching is said in words", () => {
  const hatching = (slug: string) => hatched(plateOf(slug).statistics).replaceAll("\u00a0", " ");
  assert.equal(hatching("relu"), "up to x = 0");
  assert.equal(hatching("identity"), "");
  assert.equal(hatching("tanh"), "up to x = −1.818, from x = 1.818 on");
});
