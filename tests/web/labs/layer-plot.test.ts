// A panel of vanish: dots and lines at their layers and powers of ten, names at their ends.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { VanishLine } from "../../../web/src/labs/frames";
import { dots, panelOf, still, type Panel } from "../../../web/src/labs/vanish/layer-plot";
import { moment, ways, type Way } from "../../../web/src/labs/vanish/signal-sizes";
import { near } from "../comparing";
import { corners, drawn, numberIn, numeric, parts } from "../drawn";
import { runOf } from "./runs";

const names = ["Sigmoid", "Tanh", "ReLU", "Leaky ReLU"];
const slugs = ["sigmoid", "tanh", "relu", "leaky_relu"];
const [depth, networks] = [12, 3];
const rates = { forward: [0.02, 0.1, 0.3, 0.301], backward: [0.7, 0.05, 0.3, 0.301] };
const layers = Array.from({ length: depth + 1 }, (_, layer) => layer);

/** Powers of ten lost by layer, along the way that the panel tells of. */
const theory = (way: Way, a: number): number[] =>
  layers.map((layer) => 10 ** (-rates[way][a]! * (way === "forward" ? layer : depth - layer)));
const network = (way: Way, a: number, s: number): number[] =>
  theory(way, a).map(
    (size, layer) => size * 10 ** (0.04 * Math.sin(5 * s + layer + a) * -Math.log10(size)),
  );
const learned = (way: Way, a: number): number[] => network(way, a, 0).map((size) => size ** 0.7);
const perWay = <T>(of: (way: Way, a: number) => T) =>
  Object.fromEntries(ways.map((way) => [way, names.map((_, a) => of(way, a))]));
const predicted = Object.fromEntries(
  ways.map((way) => [`predicted_${way}`, names.map((_, a) => theory(way, a))]),
);

const run = (more: object = {}) =>
  runOf<VanishLine>(
    [
      ...[1, 2, 3].map((count) => ({
        stage: "start",
        progress: 0,
        ...perWay((way, a) => Array.from({ length: count }, (_, s) => network(way, a, s))),
      })),
      { stage: "trained", step: 30, progress: 1, ...perWay(learned) },
    ],
    { names, slugs, depth, ...predicted, ...more },
  );
const mean = (way: Way, a: number, count: number): number[] =>
  layers.map((layer) => {
    const logs = Array.from({ length: count }, (_, s) => Math.log(network(way, a, s)[layer]!));
    return Math.exp(logs.reduce((sum, log) => sum + log, 0) / count);
  });

const places = [
  { width: 640, height: 400, small: false },
  { width: 330, height: 280, small: true },
];
const panel = (of: ReturnType<typeof run>, at: number, way: Way, place = places[0]!): Panel => {
  const { width, height, small } = place;
  const margin = { left: 60, right: 90 };
  return panelOf(
    of,
    moment(of, at),
    way,
    { left: 20, top: 10, width, height },
    margin,
    small,
    "clip",
  );
};

/** Corners or dots are at their layers, and at the logarithms of these sizes. */
function agree({ f }: Panel, path: string, sizes: readonly number[]): number {
  const found = corners(path);
  for (const [x, y] of found) {
    const layer = Math.round(f.x.invert(x));
    near(x, f.x(layer), 0.06);
    near(y, f.y(Math.log10(sizes[layer]!)), 0.06);
  }
  return found.length;
}

for (const place of places) {
  for (const way of ways) {
    test(`the lines ${way} are the predictions, ${place.width} px`, () => {
      const one = panel(run(), 0, way, place);
      const drawing = drawn(still(one));
      for (const path of parts(drawing, ".theory")) {
        const a = slugs.indexOf(path.getAttribute("data-slug")!);
        assert.equal(agree(one, path.getAttribute("d")!, theory(way, a)), depth + 1);
      }
    });

    test(`the dots ${way} are the measurements of each frame, ${place.width} px`, () => {
      for (const at of [0, 2, 3]) {
        const one = panel(run(), at, way, place);
        const drawing = drawn(dots(one, moment(run(), at)!));
        const count = Math.min(at + 1, networks);
        const paths = (kind: string, a: number): string[] =>
          parts(drawing, `.${kind}[data-slug=${slugs[a]}]`).map((p) => p.getAttribute("d")!);
        names.forEach((_, a) => {
          assert.equal(agree(one, paths("mean", a)[0]!, mean(way, a, count)), one.dotted.length);
          // Once one is trained the networks before it are their mean alone.
          assert.equal(paths("each", a).length, at < 3 ? 1 : 0);
          if (at < 3) agreeEach(one, way, a, paths("each", a)[0]!, count);
          assert.equal(paths("ring", a).length, at < 3 ? 0 : 1);
          if (at === 3) agree(one, paths("ring", a)[0]!, learned(way, a));
        });
      }
    });
  }
}

function agreeEach(one: Panel, way: Way, a: number, path: string, count: number): void {
  const found = corners(path);
  const each = one.dotted.length;
  assert.equal(found.length, count * each);
  for (let s = 0; s < count; s++) {
    const [first, last] = [s * each, (s + 1) * each];
    const d = found.slice(first, last).map(([x, y]) => `M${x},${y}`);
    agree(one, d.join(""), network(way, a, s));
  }
}

for (const way of ways) {
  test(`powers of ten and layers of the panel ${way} stand at their numbers`, () => {
    const one = panel(run(), 0, way);
    for (const tick of parts(drawn(still(one)), ".axes .tick")) {
      const text = tick.textContent!;
      const [x, y] = [numeric(tick, "x"), numeric(tick, "y")];
      if (text === "layer") continue;
      if (tick.getAttribute("text-anchor") === "middle") near(x, one.f.x(numberIn(text)), 1e-9);
      else {
        const raised = tick.querySelector(".raised");
        near(y, one.f.y(raised ? numberIn(raised.textContent!) : Math.log10(Number(text))), 0.051);
      }
    }
  });
}

test("lines that coincide share one name, striped in their colors", () => {
  const one = panel(run(), 0, "forward");
  const texts = one.ends.map(({ names: shared }) => shared.map(({ name }) => name).join(", "));
  assert.deepEqual(texts.sort(), ["ReLU, Leaky ReLU", "Sigmoid", "Tanh"]);
  const striped = parts(drawn(still(one)), ".theory[stroke-dasharray]");
  assert.deepEqual(
    striped.map((path) => path.getAttribute("data-slug")),
    ["relu", "leaky_relu"],
  );
  // On a phone each has a row of its own.
  assert.equal(panel(run(), 0, "forward", places[1]).ends.length, 4);
});

test("what explodes leaves through the top, and what is not finite has no name", () => {
  const explodes = layers.map((layer) => (layer < 9 ? 10 ** (layer ** 2) : null));
  const lost = layers.map((layer) => (layer < depth ? null : 1));
  const predictions = {
    predicted_forward: [explodes, ...[1, 2, 3].map((a) => theory("forward", a))],
    predicted_backward: [theory("backward", 0), lost, theory("backward", 2), theory("backward", 3)],
  };
  const forward = drawn(still(panel(run(predictions), 0, "forward")));
  const up = parts(forward, ".end").filter((end) => end.textContent!.includes("↑"));
  assert.deepEqual(
    up.map((end) => end.querySelector("text")!.textContent),
    ["Sigmoid ↑"],
  );
  const backward = drawn(still(panel(run(predictions), 0, "backward")));
  assert.ok(parts(backward, ".end").every((end) => !end.textContent!.includes("Tanh")));
  for (const drawing of [forward, backward]) assert.ok(!drawing.innerHTML.includes("NaN"));
});

test("the smallest normal numbers are marked where an axis reaches below them", () => {
  const deep = [layers.map((layer) => 10 ** (-4 * layer))];
  const one = panel(run({ predicted_forward: deep }), 0, "forward");
  const named = parts(drawn(still(one)), ".floor-name").map((text) => text.textContent);
  assert.deepEqual(named, ["smallest normal float32"]);
  near(numeric(parts(drawn(still(one)), ".floor")[0]!, "y1"), one.f.y(-126 * Math.log10(2)), 0.006);
});
