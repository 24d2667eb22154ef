// A run of vanish: the means of its networks, and the powers of ten that its axis spans.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { VanishLine } from "../../../web/src/labs/frames";
import type { Run } from "../../../web/src/labs/run-records";
import { decadesOf as spanOf, moment, type Way } from "../../../web/src/labs/vanish/signal-sizes";
import { allNear } from "../comparing";
import { runOf } from "./runs";

/** Both ends, a zero without a sign. */
const decadesOf = (run: Run<VanishLine>, way: Way) => spanOf(run, way).map((e) => e + 0);

const both = (sizes: unknown) => ({ forward: sizes, backward: sizes });
const setup = (sizes: unknown) => ({
  predicted_forward: sizes,
  predicted_backward: sizes,
  depth: 2,
});
const start = (networks: unknown) => ({ progress: 0, stage: "start", ...both(networks) });

test("networks are averaged by their logarithms, layer by layer", () => {
  const run = runOf<VanishLine>(
    [
      start([
        [
          [1, 0.1, 0.001],
          [1, 0.001, 0.1],
        ],
      ]),
    ],
    setup([]),
  );
  const now = moment(run, 0)!;
  assert.equal(now.count, 2);
  allNear(now.means.forward[0]!, [1, 0.01, 0.01], 1e-12);
});

test("a network that is no longer finite is left out, and none has no mean", () => {
  const run = runOf<VanishLine>(
    [
      start([
        [
          [1, null, 4],
          [1, null, null],
        ],
      ]),
    ],
    setup([]),
  );
  const [one, none, four] = moment(run, 0)!.means.backward[0]!;
  allNear([one!, four!], [1, 4], 1e-12);
  assert.ok(Number.isNaN(none));
});

test("a frame of training keeps the networks measured before it", () => {
  const trained = { progress: 1, stage: "trained", step: 10, ...both([[1, 2, 3]]) };
  const run = runOf<VanishLine>(
    [
      start([[[1, 1, 1]]]),
      start([
        [
          [1, 1, 1],
          [1, 4, 4],
        ],
      ]),
      trained,
    ],
    setup([]),
  );
  assert.equal(moment(run, 0)!.trained, undefined);
  assert.equal(moment(run, 0)!.count, 1);
  const last = moment(run, 2)!;
  assert.equal(last.trained!.step, 10);
  allNear(last.means.forward[0]!, [1, 2, 2], 1e-12);
});

test("the axis spans all of a run, whole powers of ten and two at least", () => {
  assert.deepEqual(decadesOf(runOf<VanishLine>([], setup([[1, 0.9]])), "forward"), [-2, 0]);
  assert.deepEqual(decadesOf(runOf<VanishLine>([], setup([[1, 2e-3]])), "forward"), [-3, 0]);
  assert.deepEqual(decadesOf(runOf<VanishLine>([], setup([[1, 3e-6, 30]])), "forward"), [-6, 2]);
  assert.deepEqual(decadesOf(runOf<VanishLine>([], setup([[1, 1e-43]])), "forward"), [-45, 0]);
});

test("the axis grows with the frames that come, and stops where others would have no room", () => {
  const frames = [start([[[1, 0.5]]])];
  const run = runOf<VanishLine>(frames, setup([[1, 0.9]]));
  assert.deepEqual(decadesOf(run, "backward"), [-2, 0]);
  frames.push(start([[[1, 1e-9]]]));
  assert.deepEqual(decadesOf(run, "backward"), [-10, 0]);
  assert.deepEqual(
    decadesOf(runOf<VanishLine>([], setup([[1, 1e250, 0, null]])), "forward"),
    [0, 50],
  );
  assert.deepEqual(decadesOf(runOf<VanishLine>([], setup([[1e-300]])), "forward"), [-100, 0]);
});
