// The dead units in a run of die, by step, and how many networks are born dead.
import { significant } from "../../ui/number-format";
import { bytes } from "../frame-bytes";
import type { Frame, Run } from "../run-records";

export type Share = number | null;

/** A moment of the training; the lists are by activation. */
export interface Training extends Frame {
  readonly step: number;
  readonly dead: readonly Share[];
  readonly low: readonly Share[];
  readonly high: readonly Share[];
  /** Units so far. */
  readonly died: readonly number[];
  readonly revived: readonly number[];
}

/** Networks of one width that are dead from birth. */
export interface Births {
  readonly width: number;
  readonly dead: number;
  readonly nets: number;
  readonly low: number;
  readonly high: number;
}

/** The moments of the training that have come, in order; the array of a run only grows. */
export function trainings(run: Run): readonly Training[] {
  return soFar(run).trainings;
}

/** The largest share in them, ends of intervals among them. */
export const mostDead = (run: Run): number => soFar(run).most;

interface SoFar {
  frames: number;
  most: number;
  readonly trainings: Training[];
}
const seen = new WeakMap<Run["setup"], SoFar>();

function soFar(run: Run): SoFar {
  let progress = seen.get(run.setup);
  if (!progress) seen.set(run.setup, (progress = { frames: 0, most: 0, trainings: [] }));
  for (; progress.frames < run.frames.length; progress.frames++) {
    const frame = run.frames[progress.frames]!;
    if (!("dead" in frame)) continue;
    const training = frame as Training;
    progress.trainings.push(training);
    progress.most = Math.max(
      progress.most,
      ...[...training.high, ...training.dead].map((share) => share ?? 0),
    );
  }
  return progress;
}

/** The latest of a kind of frame, at or before a place in the run. */
function latest(run: Run, at: number, field: string): Frame | undefined {
  for (let i = at; i >= 0; i--) {
    const frame = run.frames[i]!;
    if (field in frame) return frame;
  }
  return undefined;
}

export const trainingAt = (run: Run, at: number): Training | undefined =>
  latest(run, at, "dead") as Training | undefined;

export const birthsAt = (run: Run, at: number): Births[] =>
  ((latest(run, at, "born_dead")?.["born_dead"] ?? []) as number[][]).map(
    ([width, dead, nets, low, high]) => ({
      width: width!,
      dead: dead!,
      nets: nets!,
      low: low!,
      high: high!,
    }),
  );

/** Lu's bound on the share of networks born dead, by width. */
export const bound = (run: Run): readonly (readonly [width: number, share: number])[] =>
  run.setup["bound"] as [number, number][];

/** What a unit of the first network is, in the order of their numbers. */
export const fates = ["alive", "dead from birth", "died", "revived"] as const;

/** The fates of one activation's units, layer after layer. */
export function unitsOf(run: Run, moment: Training, activation: number): Uint8Array {
  const all = bytes(moment, "units");
  const size = all.length / run.setup.names.length;
  return all.subarray(activation * size, (activation + 1) * size);
}

export const counted = (units: Uint8Array): number[] =>
  fates.map((_, fate) => units.reduce((sum, unit) => sum + Number(unit === fate), 0));

export const param = (run: Run, name: string): number => run.header.params[name] as number;

export const percent = (share: Share | undefined): string =>
  typeof share === "number" ? `${significant(100 * share, 3)}%` : "–";
