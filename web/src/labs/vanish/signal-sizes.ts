// The sizes in a run of vanish: their means over networks, and the range of its axis.
import type { Frame, Run } from "../run-records";

/** A size relative to the one it began with; null where it is not finite. */
export type Size = number | null;
export type Way = "forward" | "backward";
export const ways: readonly Way[] = ["forward", "backward"];

/** The networks measured at the start, up to this frame, and the one in training, if any yet. */
export interface Moment {
  /** By activation, network and layer. */
  readonly networks: Readonly<Record<Way, readonly (readonly (readonly Size[])[])[]>>;
  /** By activation and layer. */
  readonly means: Readonly<Record<Way, readonly (readonly number[])[]>>;
  readonly count: number;
  readonly trained:
    (Readonly<Record<Way, readonly (readonly Size[])[]>> & { readonly step: number }) | undefined;
}

/** What mean-field theory predicts for each activation, by layer. */
export const predicted = (run: Run, way: Way): readonly (readonly Size[])[] =>
  run.setup[`predicted_${way}`] as Size[][];

export const depthOf = (run: Run): number => run.setup["depth"] as number;

export function moment(run: Run, at: number): Moment | undefined {
  const last = (stage: string): Frame | undefined => {
    for (let i = at; i >= 0; i--) {
      const frame = run.frames[i]!;
      if (frame.stage === stage) return frame;
    }
    return undefined;
  };
  const start = last("start");
  if (!start) return undefined;
  const networks = start as unknown as Moment["networks"];
  return {
    networks,
    means: means(start),
    count: networks.forward[0]?.length ?? 0,
    trained: last("trained") as unknown as Moment["trained"],
  };
}

const meansOf = new WeakMap<Frame, Moment["means"]>();

function means(start: Frame): Moment["means"] {
  const before = meansOf.get(start);
  if (before) return before;
  const networks = start as unknown as Moment["networks"];
  const both = {
    forward: networks.forward.map(geometric),
    backward: networks.backward.map(geometric),
  };
  meansOf.set(start, both);
  return both;
}

/** The geometric mean over networks, by layer; NaN where no network has a finite size. */
function geometric(networks: readonly (readonly Size[])[]): number[] {
  return (networks[0] ?? []).map((_, layer) => {
    const sizes = networks.map((sizes) => sizes[layer] ?? null).filter((size) => size !== null);
    return Math.exp(sizes.reduce((sum, size) => sum + Math.log(size), 0) / sizes.length);
  });
}

/** The widest axis: what one function does beyond it would leave the others no room. */
const limits = [-100, 50] as const;
type Span = [low: number, high: number];
const spans = new WeakMap<Run["setup"], { seen: number } & Record<Way, Span>>();

/** The powers of ten between which all of a run lies, as far as it has come; an axis that is the
    same at each of its frames. */
export function decadesOf(run: Run, way: Way): Span {
  let span = spans.get(run.setup);
  if (!span) {
    span = { seen: 0, forward: [0, 0], backward: [0, 0] };
    for (const each of ways) widen(span[each], predicted(run, each));
    spans.set(run.setup, span);
  }
  for (; span.seen < run.frames.length; span.seen++) {
    const frame = run.frames[span.seen]!;
    for (const each of ways) widen(span[each], frame[each]);
  }
  return rounded(span[way]);
}

function widen(span: Span, sizes: unknown): void {
  if (Array.isArray(sizes)) sizes.forEach((each) => widen(span, each));
  else if (typeof sizes === "number" && sizes > 0) {
    const exponent = Math.min(Math.max(Math.log10(sizes), limits[0]), limits[1]);
    span[0] = Math.min(span[0], exponent);
    span[1] = Math.max(span[1], exponent);
  }
}

/** Outward to whole powers of ten, two of them at least; further where there are many, so that an
    axis seldom grows while a run comes. */
function rounded([low, high]: Span): Span {
  const step = high - low > 12 ? 5 : high - low > 4 ? 2 : 1;
  // A hundredth of a power of ten beyond a tick is still seen at it.
  const out = (exponent: number) => {
    const whole = Math.ceil(exponent - 0.01);
    return whole > 2 ? Math.ceil(whole / step) * step : whole;
  };
  const last = out(high);
  return [Math.min(-out(-low), last - 2), last];
}
