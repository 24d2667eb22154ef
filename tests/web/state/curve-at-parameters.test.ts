// A species at the parameters of a state: the values, slopes and kinks that Python has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "../../../web/src/activations.js";
import { bind } from "../../../web/src/state/curve-at-parameters";
import { near } from "../comparing";
import { called, python, settingsOf } from "../python";

const species = (slug: string) => catalogue.find((one) => one.slug === slug)!;

for (const facts of python.curves) {
  test(`${called(facts)} has the values and slopes that Python has`, () => {
    const { value, derivative } = bind(species(facts.slug), settingsOf(facts));
    for (const [x, y, slope] of facts.points) {
      near(value(x), y, 4e-15 * Math.abs(y), `value at ${x}`);
      near(derivative(x), slope, 4e-15 * Math.abs(slope), `slope at ${x}`);
    }
  });
}

test("a parameter that the state does not have is at its default", () => {
  const elu = species("elu");
  assert.equal(bind(elu, {}).value(-2), elu.value(-2, { alpha: 1 }));
  assert.equal(bind(elu, { "elu.alpha": 2 }).value(-2), elu.value(-2, { alpha: 2 }));
  assert.equal(bind(elu, { alpha: 2 }).value(-2), elu.value(-2, { alpha: 1 }));
});

test("a parameter may make a kink, and keeps those there are", () => {
  assert.deepEqual(bind(species("elu"), {}).kinks, []);
  assert.deepEqual(bind(species("elu"), { "elu.alpha": 2 }).kinks, [0]);
  assert.deepEqual(bind(species("leaky_relu"), { negative_slope: 0.2 }).kinks, [0]);
});
