// Runs of labs made by hand, with numbers that a test can compute for itself.
import type { Line } from "../../../web/src/labs/frames";
import type {
  Divergence,
  Frame,
  Header,
  Run,
  Setup,
  Summary,
} from "../../../web/src/labs/run-records";

const header = { lab: "", version: "0", fields: {} };

/** A run of these frames, which have the fields that a test needs. */
export const runOf = <L extends Line = Line>(
  frames: readonly object[],
  setup: object,
  params: Readonly<Record<string, unknown>> = {},
  more: { divergences?: readonly Partial<Divergence<L>>[]; summary?: Partial<Summary<L>> } = {},
): Run<L> => ({
  header: { ...header, params } as object as Header<L>,
  setup: setup as Setup<L>,
  frames: frames as readonly Frame<L>[],
  divergences: (more.divergences ?? []) as readonly Divergence<L>[],
  summary: more.summary as Summary<L> | undefined,
});

/** Bytes as a frame has them. */
export const base64 = (bytes: readonly number[]): string => btoa(String.fromCharCode(...bytes));
