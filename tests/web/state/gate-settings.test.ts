// The settings of a gate's plate: two inputs, and which surface is on the map.
import assert from "node:assert/strict";
import { test } from "node:test";
import { plateOfSwiglu, rewritten } from "./pages";

const { defaults } = plateOfSwiglu;

test("a map opens with the value at a = 1 and b = 2", () => {
  assert.deepEqual([defaults.a, defaults.b, defaults.part], [1, 2, "f"]);
});

test("both inputs and the surface are read and written again", () => {
  assert.equal(rewritten(plateOfSwiglu, "?part=da&b=-2&a=-0.5"), "?a=-0.5&b=-2&part=da");
  assert.equal(rewritten(plateOfSwiglu, "?a=1&b=2&part=f"), "");
});

test("what a gate does not have is refused in one line each", () => {
  const { state, problems } = plateOfSwiglu.parse("?a=9&b=banana&part=dc&x=1&view=1,2,3,4&b=1");
  assert.deepEqual({ ...state }, {});
  assert.deepEqual(problems.slice(0, 3), [
    "a: “9” is not a number from −4 to 4; the nearest is 4. The default is used",
    "b: “banana” is not a number from −4 to 4. The default is used",
    "part: “dc” is none of f, da, db; the nearest is “da”. The default is used",
  ]);
  assert.ok(problems[3]!.startsWith("“x” is not a setting"));
  assert.ok(problems[4]!.startsWith("“view” is not a setting"));
  assert.equal(problems[5], "b is given twice; the first is used");
});
