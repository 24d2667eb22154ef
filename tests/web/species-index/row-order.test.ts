// The table of statistics sorted: numbers and words, what is absent last, three presses around.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pressed, sorted, weight } from "../../../web/src/species-index/row-order";

const rows = ["2", "", "-inf", "0.5", "inf", "2", "-3"];
const order = (way: string, texts = rows) =>
  sorted([...texts.keys()], (row) => weight(texts[row]!), way);

test("numbers go up with the infinite at the ends, and equal ones keep their order", () => {
  assert.deepEqual(order("ascending"), [2, 6, 3, 0, 5, 4, 1]);
});

test("downward equal ones keep their order too, and what is absent stays last", () => {
  assert.deepEqual(order("descending"), [4, 0, 5, 3, 6, 2, 1]);
});

test("words are sorted as words", () => {
  assert.deepEqual(order("ascending", ["tanh", "elu", "", "gelu"]), [1, 3, 0, 2]);
});

test("a header sorts up, then down, then not at all", () => {
  let state = pressed("mean", {});
  assert.deepEqual(state, { sort: "mean", order: "" });
  state = pressed("mean", state);
  assert.deepEqual(state, { sort: "mean", order: "descending" });
  assert.deepEqual(pressed("mean", state), { sort: "", order: "" });
  assert.deepEqual(pressed("name", state), { sort: "name", order: "" });
});
