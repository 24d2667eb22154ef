// Points that are drawn on the pad: their text, and what a run still needs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, missing, place, read, written } from "../../../web/src/labs/bend/drawn-points";

const point = (c: 0 | 1, x = 0, y = 0) => ({ x, y, c });

test("points are written as the lab reads them, and read back", () => {
  const text = "10,20,0;-30,40,1;50,-60,0;0,0,1";
  assert.deepEqual(read(text)[1], { x: -30, y: 40, c: 1 });
  assert.equal(written(read(text)), text);
  assert.deepEqual(read(""), []);
  assert.equal(written([]), "");
});

test("a text that is none still gives points", () => {
  assert.deepEqual(read("10;;20,5"), [point(0, 10, 0), point(0, 20, 5)]);
});

test("what is missing is said until the lab can run", () => {
  assert.equal(missing([]), "Each class needs one, and the run 4.");
  assert.equal(missing([point(0), point(0), point(0), point(0)]), "Class 1 has none yet.");
  assert.equal(missing([point(1)]), "Class 0 has none yet.");
  assert.equal(missing([point(0), point(1)]), "2 more to run.");
  assert.equal(missing([point(0), point(1), point(0), point(1)]), "");
});

test("a point is called by its place, with a true minus", () => {
  assert.equal(place({ x: -150, y: 7 }), "−1.50, 0.07");
  assert.deepEqual([counted([point(0)]), counted([])], ["1 point", "0 points"]);
});
