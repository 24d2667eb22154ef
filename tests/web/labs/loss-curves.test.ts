// The chart of losses: a logarithmic axis, curves at their losses, names at their ends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lossCurves, lossFrame, type Losses } from "../../../web/src/labs/loss-curves";
import { near } from "../comparing";
import { corners, drawn, numberIn, numeric, parts } from "../drawn";

type Loss = number | null;
const slugs = ["relu", "hardtanh", "identity"];
const names = ["ReLU", "Hard tanh", "Identity"];
const losses = (
  train: readonly (readonly Loss[])[],
  test?: readonly (readonly Loss[])[],
): Losses => {
  const epochs = train[0]!.map((_, epoch) => 2 * epoch);
  return {
    series: train.map((each, i) => ({
      slug: slugs[i]!,
      name: names[i]!,
      train: each,
      ...(test ? { test: test[i]! } : {}),
    })),
    epochs,
    frames: epochs,
    last: epochs.at(-1)!,
  };
};
const chart = (of: Losses, width = 640) => {
  const f = lossFrame(of, width, 290);
  return { f, drawing: drawn(lossCurves(f, of, width < 560)) };
};
const curve = (drawing: Element, slug: string, kind = "train") =>
  corners(drawing.querySelector(`[data-slug=${slug}] .loss-${kind}`)!.getAttribute("d")!);

for (const width of [640, 330]) {
  test(`losses lie at their logarithms and epochs, ${width} px`, () => {
    const each = [2, 0.2, 0.02, 0.0002];
    const train = slugs.map((_, k) => each.map((loss) => loss / (k + 1)));
    const tested = train.map((line) => line.map((loss) => 1.25 * loss));
    const { f, drawing } = chart(losses(train, tested), width);
    slugs.forEach((slug, k) => {
      for (const [kind, line] of [
        ["train", train[k]!],
        ["test", tested[k]!],
      ] as const) {
        const found = curve(drawing, slug, kind);
        assert.equal(found.length, 4);
        found.forEach(([x, y], i) => {
          near(x, f.x(2 * i), 0.051);
          near(y, f.y(Math.log10(line[i]!)), 0.051);
        });
      }
    });
    // Powers of ten are labeled where they are.
    for (const tick of parts(drawing, ".tick[text-anchor=end]")) {
      const exponent = numberIn(tick.querySelector(".raised")?.textContent ?? "0");
      near(numeric(tick, "y"), f.y(exponent), 0.051);
    }
  });
}

test("the axis ends at 1, 2 or 5 times a power of ten, outside all losses", () => {
  const ends = (...train: number[]) =>
    lossFrame(losses([train]), 640, 290)
      .y.domain()
      .map((exponent) => Number((10 ** exponent).toPrecision(6)));
  assert.deepEqual(ends(0.9, 0.3), [0.2, 1]);
  assert.deepEqual(ends(1.7, 0.011), [0.01, 2]);
  assert.deepEqual(ends(4, 0.6), [0.5, 5]);
  assert.deepEqual(ends(0.7, 0), [1e-8, 1]);
});

test("a loss far above one leaves through the top, and the others keep the room", () => {
  const train = [
    [1, 0.5, 0.25],
    [1e9, 1e12, 1e15],
  ];
  const { f, drawing } = chart(losses(train));
  const ends = parts(drawing, ".end text").map((text) => text.textContent);
  assert.deepEqual(ends.sort(), ["Hard tanh ↑", "ReLU"]);
  const heights = curve(drawing, "relu").map(([, y]) => y);
  assert.ok(heights.at(-1)! - heights[0]! > (f.bottom - f.top) / 3);
});

test("a curve that diverges ends with a cross and its name there, and has none at the edge", () => {
  const train = [
    [1, 0.5, 0.25],
    [1, null, null],
  ];
  const { f, drawing } = chart(losses(train));
  assert.equal(curve(drawing, "hardtanh").length, 1);
  const lost = drawing.querySelector(".lost-at")!;
  near(Number(/^M([\d.]+),/.exec(lost.getAttribute("d")!)![1]) + 4, f.x(0), 1e-9);
  assert.equal(lost.parentElement!.querySelector("text")!.textContent, "Hard tanh");
  assert.deepEqual(
    parts(drawing, ".end text").map((text) => text.textContent),
    ["ReLU"],
  );
});

test("a network that diverged before its first loss has no name and no curve", () => {
  const { drawing } = chart(
    losses([
      [1, 0.5],
      [null, null],
    ]),
  );
  assert.equal(parts(drawing, ".lost-at").length, 0);
  assert.equal(drawing.querySelector("[data-slug=hardtanh] .loss-train")!.getAttribute("d"), "");
});

test("a long formula is cut at the end of its curve", () => {
  const of = losses([[1, 0.5]]);
  const formula = { ...of.series[0]!, slug: "formula", name: "where(x>0,x*x*x,0.1*x)" };
  const { drawing } = chart({ ...of, series: [formula] });
  assert.equal(drawing.querySelector(".end text")!.textContent, "where(x>0,x*x…");
});
