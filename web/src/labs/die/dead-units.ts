// The dead units in a run of die, by step, and how many networks are born dead.
import { significant } from "../../ui/number-format";
import { bytes } from "../frame-bytes";
import type { DieBirthFrame, DieLine, DieTrainFrame } from "../frames";
import { latest, type Frame, type Run } from "../run-records";

export type DieRun = Run<DieLine>;

/** Networks of one width that are dead from birth. */
export interface Births {
  readonly width: number;
  readonly dead: number;
  readonly nets: number;
  readonly low: number;
  readonly high: number;
}

/** The frames of the training so far, in order; the array of a run only grows. */
export function trainings(run: DieRun): readonly DieTrainFrame[] {
  return soFar(run).trainings;
}

/** The largest share in them, ends of intervals among them. */
export const mostDead = (run: DieRun): number => soFar(run).most;

interface SoFar {
  frames: number;
  most: number;
  readonly trainings: DieTrainFrame[];
}
const seen = new WeakMap<DieRun["setup"], SoFar>();

function soFar(run: DieRun): SoFar {
  let progress = seen.get(run.setup);
  if (!progress) seen.set(run.setup, (progress = { frames: 0, most: 0, trainings: [] }));
  for (; progress.frames < run.frames.length; progress.frames++) {
    const frame = run.frames[progress.frames]!;
    if (!isTraining(frame)) continue;
    progress.trainings.push(frame);
    progress.most = Math.max(progress.most, ...frame.high, ...frame.dead);
  }
  return progress;
}

const isTraining = (frame: Frame<DieLine>): frame is DieTrainFrame => "dead" in frame;
const isBirth = (frame: Frame<DieLine>): frame is DieBirthFrame => "born_dead" in frame;

/** The latest frame of the training, at or before a place in the run. */
export const trainingAt = (run: DieRun, at: number): DieTrainFrame | undefined =>
  latest(run.frames, at, isTraining);

/** The births counted up to a place in the run. */
export const birthsAt = (run: DieRun, at: number): Births[] =>
  (latest(run.frames, at, isBirth)?.born_dead ?? []).map(([width, dead, nets, low, high]) => ({
    width,
    dead,
    nets,
    low,
    high,
  }));

/** Lu's bound on the share of networks born dead, by width. */
export const bound = (run: DieRun): readonly (readonly [width: number, share: number])[] =>
  run.setup.bound;

/** The states of a unit, in the order of their numbers in `units`. */
export const fates = ["alive", "dead from birth", "died", "revived"] as const;

/** The fates of one activation's units, layer after layer. */
export function unitsOf(run: DieRun, moment: DieTrainFrame, activation: number): Uint8Array {
  const all = bytes(moment, "units");
  const size = all.length / run.setup.names.length;
  return all.subarray(activation * size, (activation + 1) * size);
}

export const counted = (units: Uint8Array): number[] =>
  fates.map((_, fate) => units.reduce((sum, unit) => sum + Number(unit === fate), 0));

export const percent = (share: number | undefined): string =>
  share === undefined ? "–" : `${significant(100 * share, 3)}%`;
