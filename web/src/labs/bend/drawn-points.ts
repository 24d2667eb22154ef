// Points that are drawn on the pad: their text, as the lab reads it, and what is said of them.
import { fewestPoints as fewest } from "../../shared-constants";

export interface Point {
  /** In hundredths. */
  readonly x: number;
  readonly y: number;
  readonly c: 0 | 1;
}

export const written = (points: readonly Point[]): string =>
  points.map(({ x, y, c }) => `${x},${y},${c}`).join(";");

export const read = (text: string): Point[] =>
  text
    .split(";")
    .filter(Boolean)
    .map((part) => {
      const [x = 0, y = 0, c = 0] = part.split(",").map(Number);
      return { x, y, c: c ? 1 : 0 };
    });

/** What a run still needs, in words. */
export function missing(points: readonly Point[]): string {
  const { length } = points;
  if (length === 0) return `Each class needs one, and the run ${fewest}.`;
  const bare = ([0, 1] as const).find((c) => points.every((p) => p.c !== c));
  if (bare !== undefined) return `Class ${bare} has none yet.`;
  return length < fewest ? `${fewest - length} more to run.` : "";
}

export const counted = ({ length }: readonly Point[]): string =>
  length === 1 ? "1 point" : `${length} points`;

export const place = ({ x, y }: { x: number; y: number }): string =>
  [x, y].map((v) => (v / 100).toFixed(2).replace("-", "−")).join(", ");
