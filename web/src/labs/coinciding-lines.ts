// The names of a lab's lines: lines that coincide share one label.
import type { CurveName, EndLabel } from "../drawing/end-labels";
import { longestName } from "../shared-constants";

/** The names of a run's activations, in their order. */
export const curveNames = (setup: {
  readonly names: readonly string[];
  readonly slugs: readonly string[];
}): CurveName[] =>
  setup.names.map((name, i) => ({
    slug: setup.slugs[i]!,
    name: name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name,
  }));

/** Groups of lines, by index: each keeps within 3 pixels of the first of its group throughout. */
export function coinciding(lines: readonly (readonly number[])[]): number[][] {
  const groups: number[][] = [];
  lines.forEach((line, i) => {
    const same = groups.find(([first]) =>
      lines[first!]!.every((y, k) => Math.abs(y - line[k]!) <= 3),
    );
    if (same) same.push(i);
    else groups.push([i]);
  });
  return groups;
}

/** Labels broken into rows of at most so many letters; a name is never broken. */
export function inRows(labels: readonly EndLabel[], small: boolean): readonly EndLabel[] {
  return labels.flatMap((label) => {
    const rows: CurveName[][] = [];
    for (const name of label.names) {
      const last = rows.at(-1);
      if (last && !small && joined([...last, name]).length <= longestName + 2) last.push(name);
      else rows.push([name]);
    }
    return rows.map((names) => ({ ...label, names }));
  });
}

const joined = (names: readonly CurveName[]): string => names.map(({ name }) => name).join(", ");

/** The width that such labels take beside a plane, in pixels: capitals are wider. */
export function labelRoom(labels: readonly EndLabel[], small: boolean): number {
  const ems = labels.map(({ names }) =>
    [...joined(names)].reduce((sum, c) => sum + (c === c.toLowerCase() ? 0.44 : 0.62), 0),
  );
  return Math.ceil(16 + (small ? 13.5 : 17) * Math.max(2.9, ...ems));
}
