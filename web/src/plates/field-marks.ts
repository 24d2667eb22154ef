// The field marks of a curve: what its statistics say is to be seen on it, and where.
import { atPlace, short } from "../ui/number-format";
import { present, type Line, type Point, type Statistics } from "./statistics";
import type { Curve } from "../state/curve-at-parameters";

export interface Mark {
  readonly x: number;
  readonly y: number;
  /** All that is seen at this place. */
  readonly text: string;
  /** Drawn as a short tangent, where this is the steepest point. */
  readonly slope: number | undefined;
}

const most = 8; // marks of a kind, those nearest 0
const nearest = <T>(all: readonly T[], place: (item: T) => number): T[] => {
  const kept = [...all].sort((a, b) => Math.abs(place(a)) - Math.abs(place(b))).slice(0, most);
  return all.filter((item) => kept.includes(item));
};

interface Sight {
  readonly x: number;
  readonly y: number;
  readonly say: string;
  readonly slope?: number;
  /** Where it is, if that takes more than a place. */
  readonly where?: string;
}

/** The marks of a curve that are points, from left to right; what is at one place is one mark. */
export function fieldMarks(s: Statistics, curve: Curve): Mark[] {
  const steep = steepest(s);
  const seen: Sight[] = [
    ...nearest([...new Set([...s.kinks, ...curve.kinks])], (k) => k).flatMap((x) =>
      broken(x, curve, s.kinks.includes(x)),
    ),
    ...nearest(s.roots, (r) => r).map((x) => ({ x, y: 0, say: "root" })),
    ...(steep
      ? [
          {
            x: steep.x,
            y: curve.value(steep.x),
            say: `steepest, slope ${short(steep.value)}`,
            slope: steep.value,
          },
        ]
      : []),
    // Last, since what it says of a flat stretch says the place as well.
    ...nearest(s.extrema, (e) => Math.min(Math.abs(e.low), Math.abs(e.high))).flatMap(extreme),
  ];
  const places: Sight[][] = [];
  for (const sight of seen) {
    const here = places.find(
      ([p]) => Math.abs(p!.x - sight.x) < 1e-9 && Math.abs(p!.y - sight.y) < 1e-9,
    );
    if (here) here.push(sight);
    else places.push([sight]);
  }
  return places
    .map((here) => {
      const { x, y } = here[0]!;
      const where = here.at(-1)!.where ?? `at ${atPlace(x)}`;
      const slope = here.find((sight) => sight.slope !== undefined)?.slope;
      return { x, y, slope, text: `${here.map(({ say }) => say).join(", ")} ${where}` };
    })
    .sort((a, b) => a.x - b.x || a.y - b.y);
}

function broken(x: number, { value, derivative }: Curve, kink: boolean): Sight[] {
  const beside = (f: (x: number) => number) =>
    [x - 1e-9, x + 1e-9].map((t) => Number(f(t).toFixed(6))) as [number, number];
  const [low, high] = beside(value);
  if (low !== high) return [{ x, y: value(x), say: `jump from ${short(low)} to ${short(high)}` }];
  const [left, right] = beside(derivative);
  return kink ? [{ x, y: value(x), say: `kink, slope ${short(left)} to ${short(right)}` }] : [];
}

function extreme({ low, high, value, kind }: Statistics["extrema"][number]): Sight[] {
  const x = Number.isFinite(low) ? low : high;
  if (!Number.isFinite(x)) return [];
  const where =
    low === high
      ? undefined
      : !Number.isFinite(low)
        ? `up to ${atPlace(high)}`
        : !Number.isFinite(high)
          ? `from ${atPlace(low)} on`
          : `from ${atPlace(low)} to ${short(high)}`;
  return [{ x, y: value, say: `${kind} ${short(value)}`, ...(where ? { where } : {}) }];
}

/** The steepest place, where there is one: not at infinity, nor of a straight line, nor at a kink,
    which has the mark of its own. */
function steepest(s: Statistics): Point | undefined {
  const { smallest_slope: a, largest_slope: b } = s;
  if (!present(a) || !present(b) || a.value === b.value) return undefined;
  const best = Math.abs(a.value) > Math.abs(b.value) ? a : b;
  return Number.isFinite(best.x) && !s.kinks.includes(best.x) ? best : undefined;
}

export interface Asymptote extends Line {
  readonly side: "left" | "right";
  readonly text: string;
}

/** The asymptotes as lines; a straight line is none of its own. */
export function asymptotes(s: Statistics): Asymptote[] {
  const { smallest_slope: a, largest_slope: b } = s;
  if (present(a) && present(b) && a.value === b.value && s.kinks.length === 0) return [];
  return (["left", "right"] as const).flatMap((side) => {
    const line = s[`${side}_asymptote`];
    return present(line) ? [{ ...line, side, text: equation(line) }] : [];
  });
}

function equation({ slope, intercept }: Line): string {
  if (slope === 0) return `y = ${short(intercept)}`;
  const factor = slope === 1 ? "" : slope === -1 ? "\u2212" : `${short(slope)} `;
  const rest =
    intercept === 0 ? "" : ` ${intercept > 0 ? "+" : "\u2212"} ${short(Math.abs(intercept))}`;
  return `y = ${factor}x${rest}`;
}

/** Where the slope is under 10% of its peak, in words; "" where that is nowhere. */
export function hatched(s: Statistics): string {
  const stretches = present(s.saturation)
    ? ((s.saturation as Record<string, [number, number][]>)["0.1"] ?? [])
    : [];
  const phrases = nearest(stretches, ([a, b]) => Math.min(Math.abs(a), Math.abs(b))).map(
    ([a, b]) =>
      a === -Infinity && b === Infinity
        ? "everywhere"
        : a === -Infinity
          ? `up to ${atPlace(b)}`
          : b === Infinity
            ? `from ${atPlace(a)} on`
            : `from ${atPlace(a)} to ${short(b)}`,
  );
  return phrases.join(", ");
}

/** Whether marks like these go on without end beside the ones listed. */
export const goesOn = (s: Statistics): boolean => s.endless || s.slope_period !== null;
