// Runs of labs made by hand, with numbers that a test can compute for itself.
import type { Divergence, Frame, Run, Setup, Summary } from "../../../web/src/labs/run-records";

const header = { lab: "", version: "0", fields: {} };

/** A run of these frames. */
export const runOf = (
  frames: readonly object[],
  setup: object,
  params: Readonly<Record<string, unknown>> = {},
  more: { divergences?: readonly Divergence[]; summary?: Summary } = {},
): Run => ({
  header: { ...header, params },
  setup: setup as Setup,
  frames: frames as readonly Frame[],
  divergences: more.divergences ?? [],
  summary: more.summary,
});

/** Bytes as a frame has them. */
export const base64 = (bytes: readonly number[]): string => btoa(String.fromCharCode(...bytes));
