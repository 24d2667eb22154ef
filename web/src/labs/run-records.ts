// The records of a lab's run: its header, what stays the same, frames, divergences, summary.

export interface Header {
  readonly lab: string;
  readonly version: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What each field of a frame means. */
  readonly fields: Readonly<Record<string, string>>;
}
export interface Setup {
  /** The activations in the order asked for, and the slug that each has its color by. */
  readonly names: readonly string[];
  readonly slugs: readonly string[];
  readonly [field: string]: unknown;
}
export interface Frame {
  readonly progress: number;
  readonly stage?: string;
  readonly [field: string]: unknown;
}
/** The loss of an activation's network is no longer finite. */
export interface Divergence {
  readonly activation: number;
  readonly reason: string;
  /** The index of the first frame after it. */
  readonly before: number;
  readonly [field: string]: unknown;
}
export interface Summary {
  readonly says: string;
  readonly [field: string]: unknown;
}
/** What has come so far; `frames` only grows. */
export interface Run {
  readonly header: Header;
  readonly setup: Setup;
  readonly frames: readonly Frame[];
  readonly divergences: readonly Divergence[];
  readonly summary: Summary | undefined;
}
