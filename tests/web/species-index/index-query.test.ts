// The settings of the index in its address: what is read, what is written, and what is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, write } from "../../../web/src/species-index/index-query";

const table = [
  { name: "bounded", allowed: ["yes", "half", "no"] },
  { name: "kink", allowed: ["yes", "no"] },
  { name: "flat", allowed: ["yes", "no"] },
  { name: "sort", allowed: ["name", "mean", "lipschitz"] },
  { name: "order", allowed: ["ascending", "descending"] },
];

test("what is asked for is read, and written again in the table's order", () => {
  const { state, problems } = parse("?sort=mean&kink=no&order=descending&bounded=half", table);
  assert.deepEqual(problems, []);
  assert.deepEqual(state, { bounded: "half", kink: "no", sort: "mean", order: "descending" });
  assert.equal(write(state, table), "?bounded=half&kink=no&sort=mean&order=descending");
});

test("an answer that is taken back is not written", () => {
  assert.equal(write({ kink: "", sort: "name", order: "" }, table), "?sort=name");
  assert.equal(write({}, table), "");
});

const nonsense: readonly [string, ...string[]][] = [
  [
    "bounded=maybe",
    "bounded: “maybe” is none of yes, half, no; the nearest is “",
    "It is left out",
  ],
  ["bonded=yes", "“bonded” is not a setting; the nearest is “bounded”"],
  ["kink=no&kink=yes", "kink is given twice; the first is used"],
  ["sort=lipshitz", "sort: “lipshitz”", "nearest is “lipschitz”"],
  ["order=descending", "order: “descending” needs a column"],
  ["sort=mean&order=up", "order: “up” is none of ascending, descending"],
  ["__proto__=1", "“__proto__” is not a setting"],
  ["toString=1", "“toString” is not a setting"],
  ["flat=%3Cimg%20src%3Dx%3E", "“<img src=x>”"],
  [`flat=${"y".repeat(5000)}`, "y…”"],
  ["show=gelu", "“show” is not a setting"],
];
for (const [query, ...words] of nonsense) {
  test(`?${query.slice(0, 40)} is refused in one line, and the rest is kept`, () => {
    const { state, problems } = parse(`?${query}`, table);
    assert.equal(problems.length, 1);
    for (const part of words) assert.ok(problems[0]!.includes(part), problems[0]);
    assert.ok(problems[0]!.length < 160);
    const kept = query.startsWith("kink") ? { kink: "no" } : {};
    assert.deepEqual({ ...state }, query.startsWith("sort=mean") ? { sort: "mean" } : kept);
  });
}
