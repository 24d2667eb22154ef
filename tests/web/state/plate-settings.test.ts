// The settings of a plate: those of its own species, its parameters by their short names.
import assert from "node:assert/strict";
import { test } from "node:test";
import { plateOfElu, rewritten } from "./pages";

const { defaults } = plateOfElu;
const parse = (query: string) => plateOfElu.parse(query);

test("a plate shows its species and the slope, in a window of its own", () => {
  assert.deepEqual([defaults.show, defaults.derivatives], [["elu"], true]);
  assert.deepEqual(defaults.view, { x0: -4, x1: 4, y0: -2, y1: 4 });
  assert.equal(rewritten(plateOfElu, "?view=-4,4,-2,4"), "");
});

test("its parameter is called plainly alpha", () => {
  assert.equal(parse("?alpha=2").state["elu.alpha"], 2);
  assert.equal(rewritten(plateOfElu, "?alpha=2&x=-1"), "?x=-1&alpha=2");
  assert.equal(parse("?alpha=3&alpha=4").state["elu.alpha"], 3);
});

test("what a plate does not have is refused in one line each", () => {
  const { state, problems } = parse("?alpha=banana&shwo=1&x=80&show=gelu&elu.alpha=2");
  assert.deepEqual({ ...state }, {});
  assert.equal(problems.length, 5);
  assert.ok(problems[0]!.startsWith("alpha: “banana” is not a number from 0 to 5"));
  assert.ok(problems[1]!.startsWith("“shwo” is not a setting"));
  assert.ok(problems[2]!.includes("nearest is 50"));
  assert.ok(problems[3]!.startsWith("“show” is not a setting"));
  assert.ok(problems[4]!.startsWith("“elu.alpha” is not a setting; the nearest is “alpha”"));
});
