// A run is played no faster than the eye follows, and where the work is slower, as it comes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Playback } from "../../../web/src/labs/player/playback";
import { runOf } from "./runs";

const run = runOf(
  [0, 0.25, 0.5, 1].map((progress) => ({ progress })),
  {},
);

// The clock of the tests: a run is always started at this moment.
const start = 1000;
Object.defineProperty(globalThis, "performance", { value: { now: () => start } });

/** Plays to the end, and tells how long after the start each frame was shown. */
function times(playback: Playback): number[] {
  const shown: number[] = [0];
  for (let now = start; playback.playing && now < start + 10_000; now += 16) {
    playback.tick(run, now, true);
    while (shown.length <= playback.at) shown.push(now - start);
  }
  return shown;
}

test("a run that is all there takes three seconds, each frame at its progress", () => {
  const playback = new Playback();
  playback.play(0);
  const shown = times(playback);
  [0, 750, 1500, 3000].forEach((due, i) => {
    assert.ok(shown[i]! >= due && shown[i]! <= due + 48, `${i}: ${shown[i]}`);
  });
  assert.ok(!playback.playing);
});

test("a run that comes is followed to its newest frame", () => {
  const playback = new Playback();
  playback.follow();
  playback.tick(run, start, false);
  assert.equal(playback.at, 3);
  // The work goes on, and so does the screen.
  assert.ok(playback.playing);
});

test("a frame that comes late puts off the others", () => {
  const playback = new Playback();
  playback.play(0);
  playback.tick(run, start + 2000, true);
  assert.equal(playback.at, 1);
  playback.tick(run, start + 2700, true);
  assert.equal(playback.at, 1);
  playback.tick(run, start + 2800, true);
  assert.equal(playback.at, 2);
});

test("a run at rest stays where it is", () => {
  const playback = new Playback();
  playback.rest(2);
  playback.tick(run, start + 9000, true);
  assert.deepEqual([playback.at, playback.playing], [2, false]);
});
