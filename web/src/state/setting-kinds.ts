// The kinds of settings: how each is read from a URL, refused with its nearest, and written.
import { clampWindow, type PlotWindow } from "../drawing/plot-window";
import { homeWindow, longestFormula, windowBound } from "../shared-constants";
import { noneOf, quoted } from "../ui/nearest-word";
import { exact, plain, readNumber } from "../ui/number-format";

/** A row. `read` gives the value, or a string: what is allowed and the nearest to it. */
export interface Row<T> {
  readonly fallback: T;
  read(text: string): { value: T } | { problem: string };
  write(value: T): string;
}
export interface NumberRow extends Row<number> {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

export function number(fallback: number, low: number, high: number, step: number): NumberRow {
  const kind = step === 1 ? "a whole number" : "a number";
  const allowed = `${kind} from ${plain(low)} to ${plain(high)}`;
  return {
    fallback,
    low,
    high,
    step,
    write: exact,
    read(text) {
      const value = readNumber(text);
      if (Number.isNaN(value)) return { problem: `${quoted(text)} is not ${allowed}` };
      if (value < low || value > high) {
        const bound = plain(value < low ? low : high);
        return { problem: `${quoted(text)} is not ${allowed}; the nearest is ${bound}` };
      }
      if (step === 1 && !Number.isInteger(value)) {
        return {
          problem: `${quoted(text)} is not ${allowed}; the nearest is ${Math.round(value)}`,
        };
      }
      return { value };
    },
  };
}

export const flag: Row<boolean> = {
  fallback: false,
  write: (value) => (value ? "1" : "0"),
  read: (text) =>
    text === "0" || text === "1"
      ? { value: text === "1" }
      : { problem: `${quoted(text)} is neither 0 nor 1` },
};
/** One of a few words; the first is the default. */
export const oneOf = <T extends string>(...words: [T, ...T[]]): Row<T> => ({
  fallback: words[0],
  write: (value) => value,
  read(text) {
    const value = words.find((word) => word === text);
    return value
      ? { value }
      : {
          problem: noneOf(text, words),
        };
  },
});
export const plotWindow: Row<PlotWindow> = {
  fallback: homeWindow,
  write: ({ x0, x1, y0, y1 }) =>
    [x0, x1, y0, y1].map((v) => exact(Number(v.toPrecision(6)))).join(","),
  read(text) {
    const [x0, x1, y0, y1, ...rest] = text.split(",").map(readNumber);
    const asked = { x0: x0 ?? NaN, x1: x1 ?? NaN, y0: y0 ?? NaN, y1: y1 ?? NaN };
    const clamped = clampWindow(asked);
    const same = (Object.keys(asked) as (keyof PlotWindow)[]).every(
      (k) => Math.abs(asked[k] - clamped[k]) <= 1e-4 * Math.max(1, Math.abs(asked[k])),
    );
    return same && rest.length === 0
      ? { value: asked }
      : {
          problem: `${quoted(text)} is not a window “left,right,bottom,top” within ±${windowBound}`,
        };
  },
};

export const text: Row<string> = {
  fallback: "",
  write: (value) => value,
  read: (value) =>
    value.length <= longestFormula
      ? { value }
      : { problem: `a formula has at most ${longestFormula} characters, got ${value.length}` },
};
