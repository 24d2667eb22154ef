// The order of the rows of a table: by numbers or words, what has no value last.
import type { State } from "./index-query";

export const orders = ["ascending", "descending"] as const;

/** What a row is sorted by: a number, a word, or null where there is nothing to compare. */
export function weight(text: string): number | string | null {
  if (text === "") return null;
  const number = text === "inf" ? Infinity : text === "-inf" ? -Infinity : Number(text);
  return Number.isNaN(number) ? text : number;
}

/** The rows sorted by a value; equal ones keep their order. */
export function sorted<T>(
  rows: readonly T[],
  value: (row: T) => number | string | null,
  order: string,
): T[] {
  const sign = order === "descending" ? -1 : 1;
  const weights = new Map(rows.map((row) => [row, value(row)]));
  return [...rows].sort((one, other) => {
    const [a, b] = [weights.get(one)!, weights.get(other)!];
    // What has no value stands last, whichever way the others go.
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return a === b ? 0 : sign * (a < b ? -1 : 1);
  });
}

/** The settings after a press on a column's header: up, down, and back to no order. */
export function pressed(name: string, { sort: by, order }: State): State {
  if (by !== name) return { sort: name, order: "" };
  return order === orders[1] ? { sort: "", order: "" } : { sort: name, order: orders[1] };
}
