// A run of die: which units are dead when, how many networks are born dead, and their printing.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DieLine, DieTrainFrame } from "../../../web/src/labs/frames";
import {
  birthsAt,
  counted,
  mostDead,
  percent,
  trainingAt,
  trainings,
  unitsOf,
} from "../../../web/src/labs/die/dead-units";
import { base64, runOf } from "./runs";

const training = (step: number, dead: number) => ({
  progress: 0,
  step,
  dead: [dead],
  low: [dead - 0.1],
  high: [dead + 0.2],
});
const frames = [
  { progress: 0, born_dead: [[2, 3, 1000, 0.001, 0.01]] },
  training(0, 0.1),
  { progress: 0.5, born_dead: [[2, 7, 2000, 0.002, 0.02]] },
  training(50, 0.3),
];

test("each place in a run has the latest of its births and of its training", () => {
  const run = runOf<DieLine>(frames, {});
  assert.equal(trainingAt(run, 0), undefined);
  assert.equal(trainingAt(run, 2)!.step, 0);
  assert.equal(trainingAt(run, 3)!.step, 50);
  const [births] = birthsAt(run, 1);
  assert.deepEqual(births, { width: 2, dead: 3, nets: 1000, low: 0.001, high: 0.01 });
  assert.equal(birthsAt(run, 3)[0]!.nets, 2000);
  assert.deepEqual(birthsAt(runOf<DieLine>([training(0, 0)], {}), 0), []);
});

test("moments of the training are added as they come, and the largest share with them", () => {
  const come = frames.slice(0, 2);
  const run = runOf<DieLine>(come, {});
  assert.equal(trainings(run).length, 1);
  assert.equal(mostDead(run).toFixed(3), "0.300");
  come.push(...frames.slice(2));
  assert.deepEqual(
    trainings(run).map(({ step }) => step),
    [0, 50],
  );
  assert.equal(mostDead(run).toFixed(3), "0.500");
});

test("the units of a network are counted by their fate, activation by activation", () => {
  const units = base64([0, 0, 1, 2, 2, 2, 3, 0]);
  const run = runOf<DieLine>([], { names: ["ReLU", "ELU"] });
  const moment = { ...training(0, 0), units } as unknown as DieTrainFrame;
  assert.deepEqual(counted(unitsOf(run, moment, 0)), [2, 1, 1, 0]);
  assert.deepEqual(counted(unitsOf(run, moment, 1)), [1, 0, 2, 1]);
});

test("a share is printed in percent with three digits, and none as a dash", () => {
  const printed = [0, 0.1, 0.0315, 1, 0.000123].map(percent);
  assert.deepEqual(printed, ["0%", "10.0%", "3.15%", "100%", "0.0123%"]);
  assert.equal(percent(undefined), "–");
});
