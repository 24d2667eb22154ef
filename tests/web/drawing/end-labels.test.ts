// The names at the ends of curves: in order, apart, tied to them, an arrow where a curve leaves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "../../../web/src/activations.js";
import { curveEnd } from "../../../web/src/drawing/curve-path";
import { endLabels, labelHeight, nameRoom, spread } from "../../../web/src/drawing/end-labels";
import { makePlane } from "../../../web/src/drawing/plane";
import { allNear, near } from "../comparing";
import { drawn, numeric, parts } from "../drawn";
import { python } from "../python";

const opening = catalogue.filter(({ slug }) => python.opening.includes(slug));
const subsets = Array.from({ length: 2 ** opening.length }, (_, bits) =>
  opening.filter((_, i) => (bits >> i) & 1),
);
const home = { x0: -5, x1: 5, y0: -1.4, y1: 3.2 };
const windows = [
  home,
  { x0: -5, x1: 5, y0: -0.5, y1: 0.5 },
  { x0: -50, x1: 50, y0: -50, y1: 50 },
  { x0: -0.01, x1: 0.01, y0: -0.01, y1: 0.01 },
  { x0: 40, x1: 50, y0: 10, y1: 40 },
  { x0: -30, x1: -20, y0: -1.4, y1: 3.2 },
  { x0: 0.9, x1: 1.1, y0: 0.7, y1: 0.9 },
  { x0: -5, x1: 0, y0: -0.2, y1: 0.2 },
  { x0: 0, x1: 0.745, y0: -1, y1: 1 },
  { x0: 4, x1: 6, y0: 0.999, y1: 1.02 },
];
const sizes = [
  { width: 980, height: 520, small: false, margin: { top: 18, right: 110, bottom: 34, left: 50 } },
  { width: 330, height: 360, small: true, margin: { top: 14, right: 90, bottom: 30, left: 40 } },
];

for (const { width, height, small, margin } of sizes) {
  test(`no selection of the opening species has names that touch, ${width} px wide`, () => {
    for (const shown of subsets) check(shown, home);
  });
  test(`in no window do names touch or lose their curve, ${width} px wide`, () => {
    for (const window of windows)
      for (const shown of [opening, opening.slice(1, 4), catalogue]) check(shown, window);
  });

  function check(shown: typeof catalogue, window: typeof home): void {
    const f = makePlane(width, height, margin, window);
    const labels = shown.map((one) => ({ names: [one], at: curveEnd(f, one.value) }));
    const drawing = drawn(endLabels(f, labels, { small }));
    const found = parts(drawing, ".end");
    assert.deepEqual(
      found.map((end) => end.getAttribute("data-slug")).sort(),
      shown.map(({ slug }) => slug).sort(),
    );
    const room = Math.min(labelHeight(small), (f.bottom - f.top) / Math.max(1, shown.length));
    let above = f.top - room / 2;
    let last = -Infinity;
    for (const end of found) {
      const one = shown.find(({ slug }) => slug === end.getAttribute("data-slug"))!;
      const text = end.querySelector("text")!;
      const [y, at] = [numeric(text, "y"), curveEnd(f, one.value)];
      assert.ok(y - above >= room - 0.11 && y <= f.bottom - room / 2 + 0.1, one.slug);
      above = y;
      // From top to bottom as the curves end.
      assert.ok(at >= last);
      last = at;
      const [up, down] = [at < f.top - 1, at > f.bottom + 1];
      const arrow = up ? " ↑" : down ? " ↓" : "";
      assert.equal(text.textContent, `${one.name}${arrow}`);
      const leader = end.querySelector(".leader")?.getAttribute("d");
      assert.equal(leader === undefined, arrow !== "");
      if (leader) near(Number(/^M[\d.]+ (-?[\d.]+)L/.exec(leader)![1]), at, 0.051);
    }
    assert.equal(drawing.querySelector(".crowded") !== null, room < labelHeight(small));
  }
}

test("a name stands at its curve's end where nothing is in its way", () => {
  allNear(spread([50, 90, 200], 20, 10, 300), [50, 90, 200], 1e-9);
});

test("names that would overlap share the way that they are moved", () => {
  allNear(spread([100, 100], 20, 10, 300), [90, 110], 1e-9);
  allNear(spread([100, 105, 110], 20, 10, 300), [85, 105, 125], 1e-9);
  // A block that meets its neighbor takes it in.
  allNear(spread([100, 100, 115], 20, 10, 300), [85, 105, 125], 1e-9);
});

test("names at the edge stay inside, in their order", () => {
  allNear(spread([10, 10, 10], 20, 10, 300), [10, 30, 50], 1e-9);
  allNear(spread([300, 300], 20, 10, 300), [280, 300], 1e-9);
});

test("names on the left end where those on the right begin", () => {
  const f = makePlane(600, 400, sizes[0]!.margin, home);
  const labels = [{ names: [{ slug: "gelu", name: "GELU" }], at: 100 }];
  const text = drawn(endLabels(f, labels, { side: "left", small: false })).querySelector("text")!;
  assert.equal(text.getAttribute("text-anchor"), "end");
  near(numeric(text, "x"), f.left - 11, 1e-9);
});

test("the room beside a plane grows with the longest name", () => {
  assert.ok(nameRoom(["Leaky ReLU", "x"], false) > nameRoom(["GELU", "x"], false) - 1e-9);
  assert.ok(nameRoom(["a name of thirty letters or so"], false) > 200);
  assert.ok(nameRoom([], true) >= 90);
});
