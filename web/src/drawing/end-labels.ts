// Names at the ends of lines, on either side of a plane; lines that coincide share a name's place.
import { nothing, svg, type SVGTemplateResult } from "lit";
import { spread, type Frame } from "./plane";

export interface Named {
  readonly slug: string;
  readonly name: string;
}
export interface End {
  readonly names: readonly Named[];
  /** Where the line ends, in pixels; may lie outside the frame. */
  readonly at: number;
}

const longest = 16; // letters of a name; a typed formula is cut there

export const named = (setup: { names: readonly string[]; slugs: readonly string[] }): Named[] =>
  setup.names.map((name, i) => ({
    slug: setup.slugs[i]!,
    name: name.length > longest ? `${name.slice(0, longest - 1)}…` : name,
  }));

/** The lines that keep within a few pixels of the first of their group all along, by index. */
export function together(lines: readonly (readonly number[])[]): number[][] {
  const groups: number[][] = [];
  lines.forEach((line, i) => {
    const same = groups.find(([first]) => lines[first!]!.every((y, k) => Math.abs(y - line[k]!) <= 3));
    if (same) same.push(i);
    else groups.push([i]);
  });
  return groups;
}

/** The names of a group in lines of at most so many letters; a name is never broken. */
export function lines(ends: readonly End[], small: boolean): readonly End[] {
  return ends.flatMap((end) => {
    const found: Named[][] = [];
    for (const name of end.names) {
      const last = found.at(-1);
      if (last && !small && written([...last, name]).length <= longest + 2) last.push(name);
      else found.push([name]);
    }
    return found.map((names) => ({ ...end, names }));
  });
}

const written = (names: readonly Named[]): string => names.map(({ name }) => name).join(", ");

/** The room that such lines take beside a plane, in pixels: capitals are wider. */
export function roomFor(ends: readonly End[], small: boolean): number {
  const ems = ends.map(({ names }) => [...written(names)].reduce((sum, c) => sum + (c === c.toLowerCase() ? 0.44 : 0.62), 0));
  return Math.ceil(16 + (small ? 13.5 : 17) * Math.max(2.9, ...ems));
}

/** Spread so that none overlaps, each tied to its line's end. */
export function endNames(f: Frame, ends: readonly End[], side: "left" | "right", small: boolean): SVGTemplateResult {
  const gap = Math.min(small ? 16 : 20, (f.bottom - f.top) / Math.max(1, ends.length));
  const inside = (y: number) => Math.min(Math.max(y, f.top), f.bottom);
  const sorted = [...ends].sort((a, b) => a.at - b.at);
  const places = spread(sorted.map((end) => inside(end.at)), gap, f.top, f.bottom);
  const [edge, out] = side === "left" ? [f.left, -1] : [f.right, 1];
  return svg`<g class="ends ${gap < 14 ? "crowded" : ""}">${sorted.map((end, i) => {
    const place = places[i]!.toFixed(1);
    const leaves = end.at < f.top - 1 ? " ↑" : end.at > f.bottom + 1 ? " ↓" : "";
    return svg`<g class="end" data-slug=${end.names[0]!.slug}>
      ${leaves ? nothing : svg`<path class="leader" d="M${edge + 3 * out} ${inside(end.at).toFixed(1)}L${edge + 9 * out} ${place}"></path>`}
      <text x=${edge + 12 * out} y=${place} dy="0.32em" text-anchor=${side === "left" ? "end" : "start"}>${
        end.names.map((one, k) => svg`${k ? ", " : ""}<tspan data-slug=${one.slug}>${one.name}</tspan>`)}${leaves}</text>
    </g>`;
  })}</g>`;
}
