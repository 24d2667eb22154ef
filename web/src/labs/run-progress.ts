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
type Unit = keyof typeof counters;

/** The count of a frame, of the unit that its lab has, and its stage where a run has several. */
type Counted = { readonly progress: number; readonly stage?: string } & {
  readonly [unit in Unit]?: number;
};

/** Where a frame is in its run: "epoch 312" of 400. */
export function progressAt(run: Run, at: number): { unit: string; count: number; of: number } {
  const frames: readonly Counted[] = run.frames;
  const frame = frames[at]!;
  const unit = (Object.keys(counters) as Unit[]).find((key) => frame[key] !== undefined);
  if (!unit) return { unit: "frame", count: at + 1, of: frames.length };
  const last = frames.filter((other) => other.stage === frame.stage).at(-1)![unit]!;
  const params: Readonly<Record<string, unknown>> = { ...run.header.params };
  const asked = params[counters[unit]];
  const complete = run.summary || frames.at(-1)!.stage !== frame.stage;
  return {
    unit,
    count: frame[unit]!,
    of: complete || typeof asked !== "number" ? last : Math.max(asked, last),
  };
}
