// Where the labels of a plate's marks stand: in two columns inside the plane, clear of the curves.
import { spread, type Frame } from "./plot";

export interface Callout {
  readonly text: string;
  /** The place that is labeled, in pixels. */
  readonly x: number;
  readonly y: number;
}
export interface Placed extends Callout {
  readonly side: "left" | "right";
  /** Where the text begins, or ends on the right. */
  readonly atX: number;
  readonly atY: number;
  /** Where the line to the mark leaves the text. */
  readonly fromX: number;
}

const character = 7; // px, of a label; a little more than the font has, so that none touches
const line = 22; // px
const inset = 16;
const clear = 16; // px between labels and curves
const foot = 52; // px at the bottom for what the hatched stretches say

/** Every label placed, none over another; undefined where they do not all fit. */
export function place(
  f: Frame, callouts: readonly Callout[], curves: readonly ((x: number) => number)[],
): Placed[] | undefined {
  const middle = (f.left + f.right) / 2;
  const sides = {
    left: callouts.filter((c) => c.x < middle),
    right: callouts.filter((c) => c.x >= middle),
  };
  const other = { left: "right", right: "left" } as const;
  for (const side of ["left", "right"] as const) {
    // What finds no room on its own side goes over to the other, the middlemost first.
    const kept = sides[side].sort((a, b) => Math.abs(b.x - middle) - Math.abs(a.x - middle));
    while (kept.length > room(f, side, kept, curves).places) {
      sides[other[side]].push(kept.pop()!);
    }
  }
  const placed: Placed[] = [];
  for (const side of ["left", "right"] as const) {
    const column = sides[side].sort((a, b) => a.y - b.y || a.x - b.x);
    const { low, high, places } = room(f, side, column, curves);
    if (column.length > places) return undefined;
    const at = spread(column.map((c) => Math.min(Math.max(c.y, low), high)), line, low, high);
    const inward = side === "left" ? 1 : -1;
    column.forEach((c, i) => {
      const atX = side === "left" ? f.left + inset : f.right - inset;
      placed.push({ ...c, side, atX, atY: at[i]!, fromX: atX + inward * (width(c) + 2) });
    });
  }
  return placed;
}

const width = ({ text }: Callout): number => text.length * character;

/** The tallest band that no curve crosses in the column these labels make. */
function room(
  f: Frame, side: "left" | "right", column: readonly Callout[], curves: readonly ((x: number) => number)[],
): { low: number; high: number; places: number } {
  const reach = inset + Math.max(0, ...column.map(width));
  const [from, to] = side === "left" ? [f.left, f.left + reach] : [f.right - reach, f.right];
  const [top, bottom] = [f.top, f.bottom - foot];
  const crossed = [top, bottom];
  for (const curve of curves) {
    for (let px = from; px <= to; px += 3) {
      const py = f.y(curve(f.x.invert(px)));
      if (py > top && py < bottom) crossed.push(py);
    }
  }
  crossed.sort((a, b) => a - b);
  let [low, high] = [0, 0];
  for (let i = 1; i < crossed.length; i++) {
    if (crossed[i]! - crossed[i - 1]! > high - low) [low, high] = [crossed[i - 1]!, crossed[i]!];
  }
  [low, high] = [low + clear, high - clear];
  return { low, high, places: reach < f.right - f.left && high >= low ? Math.floor((high - low) / line) + 1 : 0 };
}
