// The statistics of a species, as the server writes them for its plate.

export interface Absent {
  readonly absent: string;
}
export interface Point {
  readonly x: number;
  readonly value: number;
}
export interface Line {
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
    typeof value === "string" && Object.hasOwn(words, value) ? words[value] : value,
  ) as Statistics;

/** Whether the server could compute it. */
export const present = <T extends object>(value: T | Absent): value is T => !("absent" in value);
