// What a lab takes, by the JSON schema that Python writes, and what is said of anything else.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressOf,
  check,
  defaultsOf,
  labelOf,
  presetOf,
  slugOf,
  split,
  valuesIn,
  valuesOf,
  type Lab,
} from "../../../web/src/labs/lab-parameters";
import type { State } from "../../../web/src/state/settings";
import { python } from "../python";

const labs = python.labs as readonly Lab[];
const lab = (name: string): Lab => labs.find((one) => one.name === name)!;
const field = (name: string, key: string) => lab(name).schema.properties[key]!;
const vanish = lab("vanish");
const asked = (settings: Record<string, string>) => valuesIn(settings as unknown as State, vanish);

test("every default and every preset of every lab is a value that the lab takes", () => {
  assert.deepEqual(labs.map(({ name }) => name).sort(), ["bend", "collapse", "die", "vanish"]);
  for (const one of labs) {
    const { properties } = one.schema;
    for (const [name, text] of Object.entries(defaultsOf(one)))
      assert.deepEqual(check(properties[name]!, text), { value: text }, `${one.name}.${name}`);
    for (const preset of one.presets) {
      for (const [name, text] of Object.entries(preset.params))
        assert.ok("value" in check(properties[name]!, text), `${one.name}.${name}=${text}`);
      assert.equal(presetOf(one, valuesOf(one, preset)), preset);
    }
  }
});

const wrong: readonly [string, string, string][] = [
  ["depth", "banana", "“banana” is not a whole number from 1 to 100"],
  ["depth", "", "“” is not a whole number from 1 to 100"],
  ["depth", "0", "“0” is not a whole number from 1 to 100; the nearest is 1"],
  ["depth", "500", "“500” is not a whole number from 1 to 100; the nearest is 100"],
  ["depth", "1e9", "“1e9” is not a whole number from 1 to 100; the nearest is 100"],
  ["depth", "7.5", "“7.5” is not a whole number from 1 to 100; the nearest is 8"],
  ["gain", "9", "“9” is not a number from 0.1 to 4; the nearest is 4"],
  ["activations", "", "no activation is asked for"],
  ["activations", "relu,gleu", "“gleu” is not a species; the nearest is “gelu”"],
  ["activations", "relu,relu", "“relu” is asked for twice"],
];
for (const [name, text, problem] of wrong) {
  test(`${name}=${text} is refused in one line`, () => {
    assert.deepEqual(check(field("vanish", name), text), { problem });
    const { values, problems } = asked({ [`vanish.${name}`]: text });
    assert.deepEqual([...problems], [[name, `${problem}. The default is used`]]);
    assert.deepEqual(values, defaultsOf(vanish));
  });
}

test("a word of a few is refused with the nearest of them", () => {
  const refusal = check(field("vanish", "init"), "hee");
  assert.ok("problem" in refusal && refusal.problem.endsWith("the nearest is “he”"));
});

test("a setting that the lab does not have is said, and the others are kept", () => {
  const { values, problems } = asked({ "vanish.dept": "5", "vanish.width": "8", "die.depth": "3" });
  const problem = "“dept” is no setting of this lab; the nearest is “depth”";
  assert.deepEqual([...problems], [["dept", problem]]);
  assert.equal(values["width"], "8");
  assert.equal(values["depth"], defaultsOf(vanish)["depth"]);
});

test("a number has one spelling", () => {
  for (const text of ["5", " 5", "5.0", "+5", "0.5e1"])
    assert.deepEqual(check(field("vanish", "depth"), text), { value: "5" });
  assert.deepEqual(check(field("vanish", "gain"), "1.50"), { value: "1.5" });
});

test("more activations than fit are refused, and long texts where they have a limit", () => {
  const most = field("bend", "activations").most!;
  const many = Array.from({ length: most + 1 }, (_, i) => `x+${i}`).join(",");
  const refusal = check(field("bend", "activations"), many);
  assert.deepEqual(refusal, { problem: `at most ${most} activations, got ${most + 1}` });
  const text = { ...field("collapse", "activation"), maxLength: 10 };
  const { control: _, ...plain } = text;
  assert.deepEqual(check(plain, "x".repeat(10)), { value: "x".repeat(10) });
  assert.deepEqual(check(plain, "x".repeat(11)), { problem: "at most 10 characters, got 11" });
});

test("commas inside parentheses do not separate activations", () => {
  assert.deepEqual(split("relu, elu(alpha=2),where(x>0,x,0.1*x)"), [
    "relu",
    "elu(alpha=2)",
    "where(x>0,x,0.1*x)",
  ]);
  assert.deepEqual(split(" , relu,,"), ["relu"]);
  assert.deepEqual(split("relu),tanh"), ["relu)", "tanh"]);
});

test("an activation is called by its name with its parameters, a formula as it was typed", () => {
  assert.equal(labelOf("relu"), "ReLU");
  assert.equal(labelOf("leaky_relu(negative_slope=0.2)"), "Leaky ReLU (negative slope 0.2)");
  assert.equal(labelOf("x*sigmoid(x)"), "x*sigmoid(x)");
  assert.deepEqual(["elu(alpha=2)", "relu", "sin(x)", "formula", "relu(x)"].map(slugOf), [
    "elu",
    "relu",
    "formula",
    "formula",
    "formula",
  ]);
});

test("the address of a run asks only for what differs from the defaults", () => {
  const own = defaultsOf(vanish);
  assert.equal(addressOf(vanish, own), "labs/vanish");
  assert.equal(addressOf(vanish, { ...own, depth: "5" }), "labs/vanish?depth=5");
  const formula = addressOf(vanish, { ...own, activations: "relu,x+1" });
  assert.equal(formula, "labs/vanish?activations=relu%2Cx%2B1");
});
