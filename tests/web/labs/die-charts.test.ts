// The charts of die: shares, their intervals, births and the bound are drawn at their values.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DieLine } from "../../../web/src/labs/frames";
import { birthPlot, drawBirths, saysBirths } from "../../../web/src/labs/die/born-dead-chart";
import { drawShares, saysShares, sharePlot } from "../../../web/src/labs/die/dead-share-chart";
import { trainingAt } from "../../../web/src/labs/die/dead-units";
import { drawUnits } from "../../../web/src/labs/die/unit-map";
import { near } from "../comparing";
import { corners, drawn, numberIn, numeric, parts } from "../drawn";
import { runOf } from "./runs";

const names = ["ReLU", "Hard tanh", "ELU", "GELU"];
const slugs = ["relu", "hardtanh", "elu", "gelu"];
const [depth, units, steps, looks] = [3, 10, 400, 9];
const dead = (a: number, look: number): number => [0.1 + 0.05 * look, 0.02 * look, 0, 0][a]!;
const low = (a: number, look: number): number => Math.max(0, dead(a, look) - 0.04);
const high = (a: number, look: number): number => dead(a, look) + 0.05;
const bound = (width: number): number => 1 - (1 - 2 ** -width) ** depth;
const widths = [2, 3, 4, 5, 6, 7, 8, units];
const births = (nets: number): number[][] =>
  widths.map((n) => [
    n,
    Math.round(0.703 * bound(n) * nets),
    nets,
    0.613 * bound(n),
    0.787 * bound(n),
  ]);
const all = names.map((_, a) => a);
const run = runOf<DieLine>(
  [
    ...[1000, 2000].map((nets) => ({ progress: 0.1, nets, born_dead: births(nets) })),
    ...Array.from({ length: looks }, (_, look) => ({
      progress: 1,
      step: (steps * look) / (looks - 1),
      dead: all.map((a) => dead(a, look)),
      low: all.map((a) => low(a, look)),
      high: all.map((a) => high(a, look)),
    })),
  ],
  { names, slugs, bound: widths.map((n) => [n, bound(n)]) },
  { depth, width: units, steps },
);
const sizes = [
  { place: { left: 0, top: 0, width: 640, height: 330 }, small: false },
  { place: { left: 0, top: 20, width: 330, height: 270 }, small: true },
];

for (const { place, small } of sizes) {
  test(`lines and bands are the shares up to each moment, ${place.width} px`, () => {
    for (const look of [0, 4, looks - 1]) {
      const at = 2 + look;
      const plot = sharePlot(run, at, place, small);
      const { f } = plot;
      const drawing = drawn(drawShares(run, at, plot));
      const path = (kind: string, slug: string) =>
        corners(drawing.querySelector(`[data-slug=${slug}] .${kind}`)!.getAttribute("d")!);
      const at50 = (i: number) => f.x(50 * i);
      slugs.forEach((slug, a) => {
        for (const [kind, last] of [
          ["share", look],
          ["later", looks - 1],
        ] as const) {
          const line = path(kind, slug);
          assert.equal(line.length, last + 1);
          line.forEach(([x, y], i) => {
            near(x, at50(i), 0.051);
            near(y, f.y(dead(a, i)), 0.051);
          });
        }
        // There along the upper end, and back along the lower.
        const band = path("band", slug);
        assert.equal(band.length, 2 * (look + 1));
        band.forEach(([x, y], i) => {
          const step = i <= look ? i : 2 * look + 1 - i;
          near(x, at50(step), 0.051);
          near(y, f.y((i <= look ? high : low)(a, step)), 0.051);
        });
        const now = drawing.querySelector(`[data-slug=${slug}] .now`)!;
        near(numeric(now, "cx"), at50(look), 0.051);
        near(numeric(now, "cy"), f.y(dead(a, look)), 0.051);
      });
    }
  });

  test(`births, their intervals and Lu's bound stand at their widths, ${place.width} px`, () => {
    for (const [at, nets] of [
      [0, 1000],
      [run.frames.length - 1, 2000],
    ] as const) {
      const plot = birthPlot(run, place, small);
      const { f } = plot;
      const drawing = drawn(drawBirths(run, at, plot));
      const ticks = new Map(
        parts(drawing, ".tick[text-anchor=middle]").map((tick) => [
          Number(tick.textContent),
          numeric(tick, "x"),
        ]),
      );
      assert.deepEqual([...ticks.keys()], widths);
      const found = parts(drawing, ".births");
      births(nets).forEach(([n, born, of, low, high], i) => {
        const dot = found[i]!.querySelector("circle")!;
        near(numeric(dot, "cx"), ticks.get(n!)!, 0.051);
        near(numeric(dot, "cy"), f.y(born! / of!), 0.051);
        const line = found[i]!.querySelector(".interval")!.getAttribute("d")!;
        const [x, from, to] = /^M([\d.]+),([\d.]+)V([\d.]+)$/.exec(line)!.slice(1).map(Number);
        near(x!, ticks.get(n!)!, 0.051);
        near(from!, f.y(low!), 0.051);
        near(to!, f.y(high!), 0.051);
      });
      const line = parts(drawing, ".bound").flatMap((path) => corners(path.getAttribute("d")!));
      assert.equal(line.length, widths.length + 1);
      for (const [x, y] of line) {
        const n = widths.find((width) => Math.abs(ticks.get(width)! - x) < 0.1)!;
        near(y, f.y(bound(n)), 0.051);
      }
    }
  });

  test(`the axis of shares is in percent, and stays through a run, ${place.width} px`, () => {
    const domains = new Set<string>();
    run.frames.forEach((_, at) => {
      const plot = sharePlot(run, at, place, small);
      domains.add(JSON.stringify([plot.f.y.domain(), plot.f.left, plot.f.top, plot.f.bottom]));
      for (const tick of parts(drawn(drawShares(run, at, plot)), ".tick")) {
        const text = tick.textContent!;
        if (tick.getAttribute("text-anchor") === "end")
          near(numeric(tick, "y"), plot.f.y(numberIn(text.replace("%", "")) / 100), 1e-9);
        else near(numeric(tick, "x"), plot.f.x(Number(text)), 1e-9);
      }
    });
    assert.equal(domains.size, 1);
  });
}

test("activations whose shares coincide share a name, and no two names touch", () => {
  const at = run.frames.length - 1;
  const texts = (small: boolean) =>
    sharePlot(run, at, sizes[Number(small)]!.place, small).ends.map(({ names }) =>
      names.map(({ name }) => name).join(", "),
    );
  assert.deepEqual(texts(false), ["ReLU", "Hard tanh", "ELU, GELU"]);
  assert.deepEqual(texts(true), ["ReLU", "Hard tanh", "ELU", "GELU"]);
  const plot = sharePlot(run, at, sizes[1]!.place, true);
  const heights = parts(drawn(drawShares(run, at, plot)), ".end text").map((t) => numeric(t, "y"));
  heights.forEach((y, i) => i && assert.ok(y - heights[i - 1]! >= 15.8));
});

test("what the charts show is said in words", () => {
  const at = run.frames.length - 1;
  const shares = saysShares(run, trainingAt(run, at));
  assert.ok(
    shares.startsWith("Dead units at step 400 of 400: ReLU 50.0%, 95% from 46.0% to 55.0%"),
  );
  assert.equal(saysShares(run, trainingAt(run, 0)), "Dead units: the training has not begun.");
  const born = saysBirths(run, 0);
  assert.ok(born.includes("3 layers deep") && born.includes("width 2: 40.6%, at most 57.8%"));
});

test("a unit's mark is at its cell, by its fate", () => {
  const fates = [0, 1, 2, 3, 0, 2];
  const grid = { depth: 2, width: 3, cell: 12 };
  const drawing = drawn(drawUnits(Uint8Array.from(fates), grid, { left: 40, top: 7 }));
  const seen = ["alive", "born", "died", "revived"].map((fate) =>
    corners(drawing.querySelector(`.unit.${fate}`)!.getAttribute("d")!).map(
      ([x, y]) => 3 * Math.floor((y - 7) / 12) + Math.floor((x - 40) / 12),
    ),
  );
  assert.deepEqual(seen, [[0, 4], [1], [2, 5], [3]]);
  assert.equal(parts(drawing, ".crosses")[0]!.getAttribute("d")!.match(/M/g)!.length, 2);
});
