// The settings of the front page in its address: read, written again, and refused in one line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "../../../web/src/activations.js";
import { homeWindow } from "../../../web/src/shared-constants";
import { stepOf } from "../../../web/src/state/settings";
import { python } from "../python";
import { frontPage, rewritten } from "./pages";

const { defaults } = frontPage;
const parse = (query: string) => frontPage.parse(query);

test("the page opens with what the server says, and the rest at its defaults", () => {
  assert.deepEqual(defaults.show, python.opening.slice(0, -1));
  assert.equal(defaults["negative_slope"], python.leak);
  const { derivatives, x, focus, view, depth, threshold, weight, formula } = defaults;
  assert.deepEqual([derivatives, x, focus, depth, threshold, weight], [false, 1, "", 10, 0.5, 1.5]);
  assert.deepEqual([view, formula], [homeWindow, ""]);
});

const everything =
  "?show=sigmoid,leaky_relu,gelu,identity&derivatives=1&x=-0.25&focus=gelu&view=-2,3,-1,2" +
  "&depth=33&threshold=0.8&weight=2.05&negative_slope=0.35";

test("every setting is read, and written again in one order", () => {
  const { state, problems } = parse(everything);
  assert.deepEqual(problems, []);
  assert.deepEqual(state.view, { x0: -2, x1: 3, y0: -1, y1: 2 });
  assert.deepEqual([state.x, state.depth, state["negative_slope"]], [-0.25, 33, 0.35]);
  assert.equal(rewritten(frontPage, everything), everything);
  const [first, ...others] = everything.slice(1).split("&");
  assert.equal(rewritten(frontPage, `?${[...others.reverse(), first].join("&")}`), everything);
});

test("species are shown in the page's order, each once", () => {
  assert.deepEqual(parse("?show=gelu,sigmoid, gelu,").state.show, ["sigmoid", "gelu"]);
  assert.equal(rewritten(frontPage, "?show=mish,gelu,relu"), "?show=relu,gelu,mish");
  assert.equal(rewritten(frontPage, "?show="), "?show=");
});

test("what equals the default is not written", () => {
  assert.equal(rewritten(frontPage, ""), "");
  assert.equal(rewritten(frontPage, "?x=1.0&depth=10&view=-5,5,-1.4,3.2&derivatives=0"), "");
});

test("a number has one spelling in the address", () => {
  assert.equal(rewritten(frontPage, "?x=%2B4"), "?x=4");
  assert.equal(rewritten(frontPage, "?x=1e-3"), "?x=0.001");
  assert.equal(rewritten(frontPage, "?view=-1,1,0.000001,2.0000001"), "?view=-1,1,0.000001,2");
});

test("a formula and its parameters are settings as soon as they are named", () => {
  const query = "?show=gelu,formula&formula=x*sigmoid(b*x)%2B1&formula.b=2";
  const { state, problems } = parse(query);
  assert.deepEqual(problems, []);
  assert.deepEqual([state.formula, state["formula.b"]], ["x*sigmoid(b*x)+1", 2]);
  assert.equal(rewritten(frontPage, query), query);
  assert.equal(parse("?formula.constructor=3").state["formula.constructor"], 3);
  assert.equal(parse("?formula.1b=3").problems.length, 1);
});

test("settings of the labs on the page are kept as they are written", () => {
  const { state, problems } = parse("?vanish.depth=banana&collapse.seed=2");
  assert.deepEqual(problems, []);
  assert.equal(state["vanish.depth"], "banana");
  // A lab that is not on the page has none.
  assert.equal(parse("?bend.epochs=3").problems.length, 1);
});

test("what is right beside nonsense is kept", () => {
  const { state, problems } = parse("?show=sigmoid,gelu&x=banana&derivatives=1&weight=9");
  assert.equal(problems.length, 2);
  assert.deepEqual({ ...state }, { show: ["sigmoid", "gelu"], derivatives: true });
});

test("the first of two is used", () => {
  const { state, problems } = parse("?x=3&x=4");
  assert.equal(state.x, 3);
  assert.deepEqual(problems, ["x is given twice; the first is used"]);
});

test("a focus moves with the species shown", () => {
  assert.equal(parse("?show=mish,gelu&focus=mish").state.focus, "mish");
  const { state, problems } = parse("?show=mish&focus=gelu");
  assert.equal(state.focus, undefined);
  const problem = "focus: “gelu” is not among the species shown. Nothing is in focus";
  assert.deepEqual(problems, [problem]);
});

test("a formula that is to be shown and is not there is said", () => {
  const { state, problems } = parse("?show=gelu,formula");
  assert.deepEqual(state.show, ["gelu"]);
  const problem = "show: there is no formula to show. Without it the others are shown";
  assert.deepEqual(problems, [problem]);
});

/** What is asked for, and what the page must say of it. */
const nonsense: readonly [string, ...string[]][] = [
  ["show=gleu", "“gleu” is not a species", "nearest is “gelu”"],
  ["show=sigmoid,relo", "“relo”", "nearest is “relu”"],
  ["shwo=gelu", "“shwo” is not a setting", "nearest is “show”"],
  ["x=banana", "x: “banana”", "number from −50 to 50", "The default is used"],
  ["x=80", "“80”", "nearest is 50"],
  ["x=", "“”", "number from −50 to 50"],
  ["x=NaN", "“NaN”"],
  ["x=Infinity", "“Infinity”"],
  ["x=1e999", "nearest is 50"],
  ["x=0x10", "“0x10”"],
  ["derivatives=yes", "“yes” is neither 0 nor 1"],
  ["derivatives", "“” is neither 0 nor 1"],
  ["negative_slope=-0.5", "number from 0 to 1", "nearest is 0"],
  ["negative_slope=2", "nearest is 1"],
  ["depth=2.5", "whole number from 1 to 50", "nearest is 3"],
  ["depth=51", "nearest is 50"],
  ["threshold=1", "from 0.01 to 0.99", "nearest is 0.99"],
  ["weight=-1", "from 0 to 4", "nearest is 0"],
  ["focus=banana", "“banana” is not a species"],
  ["focus=identity", "“identity” is not among the species shown", "Nothing is in focus"],
  ["against=banana", "“banana” is not a species"],
  ["view=1,2,3", "“1,2,3” is not a window", "±50"],
  ["view=5,-5,0,1", "is not a window"],
  ["view=-60,60,-1,1", "is not a window"],
  ["view=0,0.001,0,1", "is not a window"],
  ["view=a,b,c,d", "is not a window"],
  ["view=-5,5,-1,1,7", "is not a window"],
  ["a=1", "“a” is not a setting"],
  ["part=f", "“part” is not a setting"],
  ["alpha=2", "“alpha” is not a setting"],
  ["elu.alpha=9", "elu.alpha: “9”", "nearest is 5"],
  ["__proto__=1", "“__proto__” is not a setting"],
  ["constructor=1", "“constructor” is not a setting"],
  ["toString=1", "“toString” is not a setting"],
  ["hasOwnProperty=1", "“hasOwnProperty” is not a setting"],
  ["x=1&x=2", "x is given twice", "the first is used"],
  ["%zz", "“%zz” is not a setting"],
  ["x=%E0%A4%A", "x: “"],
  ["show=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "“<img src=x onerror=alert(1)>”"],
  ["%3Cscript%3Ealert(1)%3C/script%3E=1", "“<script>alert(1)</script>”"],
  [`x=${"9".repeat(5000)}`, "nearest is 50", "9…”"],
  [`${"a".repeat(5000)}=1`, "a…” is not a setting"],
  [`formula=${"x".repeat(1001)}`, "at most 1000 characters, got 1001"],
];
for (const [query, ...words] of nonsense) {
  test(`?${query.slice(0, 40)} is refused in one line, and its default stays`, () => {
    const { state, problems } = parse(`?${query}`);
    assert.equal(problems.length, 1, problems.join());
    for (const part of words) assert.ok(problems[0]!.includes(part), problems[0]);
    assert.ok(problems[0]!.length < 160 && !problems[0]!.includes("\n"));
    const kept = query.startsWith("x=1&") ? { x: 1 } : {};
    assert.deepEqual({ ...state }, kept);
  });
}

for (const { slug, parameters } of catalogue) {
  for (const parameter of parameters) {
    const { name, low, high } = parameter;
    const key = slug === "leaky_relu" ? name : `${slug}.${name}`;
    test(`${key} is a setting of its own, within its bounds, in steps that reach them`, () => {
      for (const value of [low, high, (low + high) / 2])
        assert.equal(parse(`?${key}=${value}`).state[key], value);
      for (const [beyond, bound] of [
        [high + 1, high],
        [low - 1, low],
      ] as const) {
        const { state, problems } = parse(`?${key}=${beyond}`);
        assert.equal(state[key], undefined);
        assert.ok(problems[0]!.includes(`the nearest is ${bound}`.replace("-", "−")), problems[0]);
      }
      const step = stepOf(parameter);
      assert.ok(step <= (high - low) / 40);
      for (const end of [low, high])
        assert.ok(Math.abs(end / step - Math.round(end / step)) < 1e-9, `${end} by ${step}`);
    });
  }
}
