// Where a frame is in its run, in the lab's own unit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { progressAt } from "../../../web/src/labs/run-progress";
import { runOf } from "./runs";

const summary = { says: "" };

test("a frame says its epoch of those asked for", () => {
  const frames = [0, 10, 20].map((epoch) => ({ progress: epoch / 400, epoch }));
  const run = runOf(frames, {}, { epochs: 400 });
  assert.deepEqual(progressAt(run, 1), { unit: "epoch", count: 10, of: 400 });
});

test("a run that is all there ends at its last frame, also where it ended early", () => {
  const frames = [0, 10, 20].map((epoch) => ({ progress: 1, epoch }));
  const run = runOf(frames, {}, { epochs: 400 }, { summary });
  assert.deepEqual(progressAt(run, 2), { unit: "epoch", count: 20, of: 20 });
});

test("each stage of a run counts in its own unit", () => {
  const frames = [
    ...[1, 2, 3].map((seed) => ({ progress: 0.1, stage: "start", seed })),
    ...[0, 10].map((step) => ({ progress: 0.6, stage: "trained", step })),
  ];
  const run = runOf(frames, {}, { seeds: 3, steps: 30 });
  assert.deepEqual(progressAt(run, 0), { unit: "seed", count: 1, of: 3 });
  assert.deepEqual(progressAt(run, 4), { unit: "step", count: 10, of: 30 });
});

test("frames that count nothing are counted themselves", () => {
  const run = runOf([{ progress: 0 }, { progress: 1 }], {});
  assert.deepEqual(progressAt(run, 0), { unit: "frame", count: 1, of: 2 });
});
