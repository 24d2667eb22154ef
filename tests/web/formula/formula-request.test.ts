// What is asked of the server about a typed formula, and which of its parameters a state has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, queryOf, valuesOf } from "../../../web/src/formula/formula-request";
import type { State } from "../../../web/src/state/settings";
import { frontPage } from "../state/pages";

test("a formula and its parameters are a query that reads back as they were", () => {
  const text = "x*sigmoid(b*x)+1 & #?";
  const query = queryOf(text, new Map([["b", 2.5]]));
  assert.deepEqual(
    [...new URLSearchParams(query)],
    [
      ["formula", text],
      ["formula.b", "2.5"],
    ],
  );
  const state = frontPage.parse(query).state as State;
  assert.equal(state.formula, text);
  assert.deepEqual([...valuesOf(state)], [["b", 2.5]]);
});

test("only numbers of the formula itself are its parameters", () => {
  const state = { formula: "x", "formula.b": 2, "formula.c": undefined, "elu.alpha": 3, x: 1 };
  assert.deepEqual([...valuesOf(state as unknown as State)], [["b", 2]]);
});

test("a text that is too long is refused without asking the server", async () => {
  globalThis.fetch = () => Promise.reject(new Error("asked"));
  const problem = "a formula has at most 1000 characters, got 1001";
  const told = await ask("x".repeat(1001), new Map());
  assert.deepEqual(told, { problem, position: null, missing: [] });
});

test("what the server finds wrong is told with its place and the missing names", async () => {
  const problem = { problem: "“b” is no name", position: 2, missing: ["b"] };
  globalThis.fetch = () => Promise.resolve(Response.json({ formula: "x*b", ...problem }));
  assert.deepEqual(await ask("x*b", new Map()), problem);
  globalThis.fetch = () => Promise.resolve(new Response("", { status: 500 }));
  await assert.rejects(ask("x*c", new Map()), /the server answers 500/);
});
