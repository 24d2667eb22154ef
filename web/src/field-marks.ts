// Field marks: what the statistics of a species say is to be seen on its curve, and where.
import { plain, significant } from "./format";
import type { Curve } from "./species";

interface Absent {
  readonly absent: string;
}
interface Point {
  readonly x: number;
  readonly value: number;
}
interface Line {
  readonly slope: number;
  readonly intercept: number;
}
/** What `Statistics.as_dict()` of the Python analysis says, as far as it is drawn. */
export interface Statistics {
  readonly parameters: Readonly<Record<string, number>>;
  readonly kinks: readonly number[];
  readonly roots: readonly number[];
  readonly extrema: readonly { low: number; high: number; value: number; kind: string }[];
  readonly endless: boolean;
  readonly slope_period: number | null;
  readonly smallest_slope: Point | Absent;
  readonly largest_slope: Point | Absent;
  readonly saturation: Readonly<Record<string, readonly (readonly [number, number])[]>> | Absent;
  readonly left_asymptote: Line | Absent;
  readonly right_asymptote: Line | Absent;
}

const words: Readonly<Record<string, number>> = { Infinity, "-Infinity": -Infinity };

/** Reads statistics as the server writes them: JSON has no infinity, so that is a word there. */
export const readStatistics = (text: string): Statistics =>
  JSON.parse(text, (_, value: unknown) =>
    typeof value === "string" && Object.hasOwn(words, value) ? words[value] : value) as Statistics;

const is = <T extends object>(found: T | Absent): found is T => !("absent" in found);

/** Four digits, and fewer where fewer are exact: 0.25, but 0.1700. */
export const short = (value: number): string =>
  Number(value.toPrecision(4)) === value ? plain(value) : significant(value);

export interface Mark {
  readonly x: number;
  readonly y: number;
  /** All that is seen at this place. */
  readonly says: readonly string[];
  readonly text: string;
  /** Drawn as a short tangent, where this is the steepest point. */
  readonly slope: number | undefined;
}

const most = 8; // marks of a kind, those nearest 0
const nearest = <T>(all: readonly T[], place: (one: T) => number): T[] => {
  const kept = [...all].sort((a, b) => Math.abs(place(a)) - Math.abs(place(b))).slice(0, most);
  return all.filter((one) => kept.includes(one));
};

/** The marks of a curve that are points, from left to right; what is at one place is one mark. */
export function fieldMarks(s: Statistics, curve: Curve): Mark[] {
  const seen: { x: number; y: number; say: string; slope?: number; where?: string }[] = [];
  for (const x of nearest(s.kinks, (k) => k)) {
    const sides = (f: (x: number) => number) => [x - 1e-9, x + 1e-9].map((t) => Number(f(t).toFixed(6)));
    const [low, high] = sides(curve.value).map(short);
    const [left, right] = sides(curve.derivative).map(short);
    const say = low === high ? `kink, slope ${left} to ${right}` : `jump from ${low} to ${high}`;
    seen.push({ x, y: curve.value(x), say });
  }
  for (const { low, high, value, kind } of nearest(s.extrema, (e) => Math.min(Math.abs(e.low), Math.abs(e.high)))) {
    const flat = low !== high;
    const x = Number.isFinite(low) ? low : high;
    if (!Number.isFinite(x)) continue;
    const where = !flat ? undefined
      : !Number.isFinite(low) ? `up to x = ${short(high)}`
      : !Number.isFinite(high) ? `from x = ${short(low)} on`
      : `from x = ${short(low)} to ${short(high)}`;
    seen.push({ x, y: value, say: `${kind} ${short(value)}`, ...(where ? { where } : {}) });
  }
  for (const x of nearest(s.roots, (r) => r)) seen.push({ x, y: 0, say: "root" });
  const steep = steepest(s);
  if (steep) {
    seen.push({ x: steep.x, y: curve.value(steep.x), say: `steepest, slope ${short(steep.value)}`, slope: steep.value });
  }
  const marks: { x: number; y: number; says: string[]; slope: number | undefined; where: string }[] = [];
  for (const { x, y, say, slope, where } of seen) {
    const here = marks.find((m) => Math.abs(m.x - x) < 1e-9 && Math.abs(m.y - y) < 1e-9);
    if (here) {
      here.says.push(where ? `${say} ${where}` : say);
      here.slope ??= slope;
    } else {
      marks.push({ x, y, says: [say], slope, where: where ?? `at x = ${short(x)}` });
    }
  }
  return marks.sort((a, b) => a.x - b.x || a.y - b.y)
    .map(({ where, ...mark }) => ({ ...mark, text: `${mark.says.join(", ")} ${where}` }));
}

/** The steepest place, where there is one: not at infinity, nor of a straight line, nor at a kink,
    which has the mark of its own. */
function steepest(s: Statistics): Point | undefined {
  const { smallest_slope: a, largest_slope: b } = s;
  if (!is(a) || !is(b) || a.value === b.value) return undefined;
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
  if (is(a) && is(b) && a.value === b.value && s.kinks.length === 0) return [];
  return (["left", "right"] as const).flatMap((side) => {
    const line = s[`${side}_asymptote`];
    return is(line) ? [{ ...line, side, text: equation(line) }] : [];
  });
}

function equation({ slope, intercept }: Line): string {
  if (slope === 0) return `y = ${short(intercept)}`;
  const factor = slope === 1 ? "" : slope === -1 ? "\u2212" : `${short(slope)} `;
  const rest = intercept === 0 ? "" : ` ${intercept > 0 ? "+" : "\u2212"} ${short(Math.abs(intercept))}`;
  return `y = ${factor}x${rest}`;
}

/** Where the slope is under 10% of its peak, in words; "" where that is nowhere. */
export function hatched(s: Statistics): string {
  const stretches = is(s.saturation) ? (s.saturation as Record<string, [number, number][]>)["0.1"] ?? [] : [];
  const said = nearest(stretches, ([a, b]) => Math.min(Math.abs(a), Math.abs(b))).map(([a, b]) =>
    a === -Infinity && b === Infinity ? "everywhere"
      : a === -Infinity ? `up to x = ${short(b)}`
      : b === Infinity ? `from x = ${short(a)} on`
      : `from x = ${short(a)} to ${short(b)}`);
  return said.join(", ");
}

/** Whether marks like these go on without end beside the ones listed. */
export const goesOn = (s: Statistics): boolean => s.endless || s.slope_period !== null;
