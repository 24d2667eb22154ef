// The sizes in a run of vanish: their means over networks, and the range of its axis.
import type { VanishLine, VanishStartFrame, VanishTrainedFrame } from "../frames";
import { latest, type Run } from "../run-records";

export type VanishRun = Run<VanishLine>;
/** A size relative to the one it began with; null where it is not finite. */
export type Size = number | null;
export type Way = "forward" | "backward";
export const ways: readonly Way[] = ["forward", "backward"];

/** What has been measured up to a frame. */
export interface Moment {
  /** The networks at initialization so far: by activation, network and layer. */
  readonly networks: VanishStartFrame;
  /** Their means, by activation and layer. */
  readonly means: Readonly<Record<Way, readonly (readonly number[])[]>>;
  /** How many networks of each activation. */
  readonly count: number;
  /** The first network of each activation, once it is in training. */
  readonly trained: VanishTrainedFrame | undefined;
}

/** What mean-field theory predicts for each activation, by layer. */
export const predicted = (run: VanishRun, way: Way): readonly (readonly Size[])[] =>
  run.setup[`predicted_${way}`];

export const depthOf = (run: VanishRun): number => run.setup.depth;

export function moment(run: VanishRun, at: number): Moment | undefined {
  const networks = latest(run.frames, at, (frame) => frame.stage === "start");
  if (!networks) return undefined;
  return {
    networks,
    means: means(networks),
    count: networks.forward[0]?.length ?? 0,
    trained: latest(run.frames, at, (frame) => frame.stage === "trained"),
  };
}

const meansOf = new WeakMap<VanishStartFrame, Moment["means"]>();

function means(networks: VanishStartFrame): Moment["means"] {
  const before = meansOf.get(networks);
  if (before) return before;
  const both = {
    forward: networks.forward.map(geometric),
    backward: networks.backward.map(geometric),
  };
  meansOf.set(networks, both);
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
const spans = new WeakMap<VanishRun["setup"], { seen: number } & Record<Way, Span>>();

/** The powers of ten that all sizes of a run so far lie between: the same axis at each frame. */
export function decadesOf(run: VanishRun, way: Way): Span {
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

/** Sizes by activation and layer, or by network too. */
type Sizes = Size | readonly Sizes[];

/** Makes room for sizes; a logarithmic axis cannot show those that are 0 or not finite. */
function widen(span: Span, sizes: Sizes): void {
  if (typeof sizes === "object") sizes?.forEach((each) => widen(span, each));
  else if (sizes > 0) {
    const exponent = Math.min(Math.max(Math.log10(sizes), limits[0]), limits[1]);
    span[0] = Math.min(span[0], exponent);
    span[1] = Math.max(span[1], exponent);
  }
}

/** Rounds outward to whole powers of ten, two of them at least. A long span is rounded to every
    second or fifth power, so that its axis seldom grows while a run comes. */
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
