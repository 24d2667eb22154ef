// A lab's run as far as it has come, by the lines that frames.ts declares.
import type { Line } from "./frames";

/** The lines of one kind, of the lab whose lines are `L`. */
type OfKind<L extends Line, Kind extends Line["kind"]> = Extract<L, { readonly kind: Kind }>;

export type Header<L extends Line = Line> = OfKind<L, "header">;
export type Setup<L extends Line = Line> = OfKind<L, "setup">;
export type Frame<L extends Line = Line> = OfKind<L, "frame">;
export type Summary<L extends Line = Line> = OfKind<L, "summary">;
/** The loss of an activation's network is no longer finite. */
export type Divergence<L extends Line = Line> = OfKind<L, "divergence"> & {
  /** The index of the first frame after it. */
  readonly before: number;
};

/** The latest frame of one kind, at or before a place in a run. */
export function latest<F extends Frame, Kind extends F>(
  frames: readonly F[],
  at: number,
  isKind: (frame: F) => frame is Kind,
): Kind | undefined {
  for (let i = at; i >= 0; i--) {
    const frame = frames[i]!;
    if (isKind(frame)) return frame;
  }
  return undefined;
}

/** What has come so far; `frames` only grows. */
export interface Run<L extends Line = Line> {
  readonly header: Header<L>;
  readonly setup: Setup<L>;
  readonly frames: readonly Frame<L>[];
  readonly divergences: readonly Divergence<L>[];
  readonly summary: Summary<L> | undefined;
}
