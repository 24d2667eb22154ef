// The names of a lab's lines: those of lines that coincide in one label, in rows that fit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { coinciding, curveNames, inRows, labelRoom } from "../../../web/src/labs/coinciding-lines";

const named = (...names: string[]) => ({
  names: names.map((name) => ({ slug: name, name })),
  at: 0,
});
const texts = (labels: ReturnType<typeof inRows>) =>
  labels.map(({ names }) => names.map(({ name }) => name).join(", "));

test("lines that keep within three pixels throughout are one group", () => {
  assert.deepEqual(
    coinciding([
      [0, 0],
      [3, -3],
      [0, 4],
      [9, 9],
    ]),
    [[0, 1], [2], [3]],
  );
  assert.deepEqual(coinciding([]), []);
});

test("a line with a place that is not known coincides with none", () => {
  assert.deepEqual(
    coinciding([
      [0, Number.NaN],
      [0, Number.NaN],
    ]),
    [[0], [1]],
  );
});

test("a typed formula is cut to a name's length", () => {
  const setup = { names: ["ReLU", "where(x>0,x*x*x,0.1*x)"], slugs: ["relu", "formula"] };
  assert.deepEqual(curveNames(setup), [
    { slug: "relu", name: "ReLU" },
    { slug: "formula", name: "where(x>0,x*x*x…" },
  ]);
});

test("names share rows where there is room, and have one each on a phone", () => {
  const labels = [named("ReLU", "Leaky ReLU", "Hardswish"), named("Tanh")];
  assert.deepEqual(texts(inRows(labels, false)), ["ReLU, Leaky ReLU", "Hardswish", "Tanh"]);
  assert.deepEqual(texts(inRows(labels, true)), ["ReLU", "Leaky ReLU", "Hardswish", "Tanh"]);
});

test("the room beside a plane grows with the longest row", () => {
  assert.ok(labelRoom([named("ReLU", "Leaky ReLU")], false) > labelRoom([named("ReLU")], false));
  assert.ok(labelRoom([named("LEAKY RELU")], false) > labelRoom([named("leaky relu")], false));
  assert.ok(labelRoom([], true) > 40);
});
