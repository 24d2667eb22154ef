// Where a frame is in its run, in the lab's own unit: epoch 312 of 400.
import type { Run } from "./run-records";

/** What a frame counts, and the parameter that says how far. */
const counters = {
  epoch: "epochs",
  layer: "depth",
  step: "steps",
  seed: "seeds",
  nets: "nets",
} as const;

/** Where a frame is in its run: "epoch 312" of 400. */
export function progressAt(run: Run, at: number): { unit: string; count: number; of: number } {
  const frame = run.frames[at]!;
  const unit = (Object.keys(counters) as (keyof typeof counters)[]).find(
    (key) => typeof frame[key] === "number",
  );
  if (!unit) return { unit: "frame", count: at + 1, of: run.frames.length };
  const last = run.frames.filter((other) => other.stage === frame.stage).at(-1)![unit] as number;
  const asked = run.header.params[counters[unit]];
  const whole = run.summary || run.frames.at(-1)!.stage !== frame.stage;
  return {
    unit,
    count: frame[unit] as number,
    of: whole || typeof asked !== "number" ? last : Math.max(asked, last),
  };
}
