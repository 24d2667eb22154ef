// The chart of networks dead from birth: their share by width, beside Lu's bound.
import { nothing, svg, type SVGTemplateResult } from "lit";
import { line } from "d3-shape";
import type { Plane } from "../../drawing/plane";
import type { Place } from "../panel";
import { birthsAt, bound, percent, type DieRun } from "./dead-units";
import { chartTitle, shareAxis, sharePlane } from "./share-axis";

export interface BirthPlot {
  readonly place: Place;
  readonly f: Plane;
  readonly small: boolean;
  /** The widths with Lu's bound, ascending; and where each is, in pixels. */
  readonly limits: readonly (readonly [width: number, share: number])[];
  readonly x: (width: number) => number;
  /** Those at equal steps: the chosen width may stand apart, beyond the others. */
  readonly near: readonly (readonly [width: number, share: number])[];
}

export function birthPlot(run: DieRun, place: Place, small: boolean): BirthPlot {
  const limits = [...bound(run)].sort(([a], [b]) => a - b);
  const spots = new Map(
    limits.map(([width], i) => [width, i + (i > 0 && width > limits[i - 1]![0] + 1 ? 0.8 : 0)]),
  );
  const f = sharePlane(
    place,
    { left: small ? 40 : 48, right: 18 },
    Math.max(...spots.values()) + 0.4,
    1,
  );
  return {
    place,
    f,
    small,
    limits,
    x: (width) => f.x((spots.get(width) ?? 0) + 0.4),
    near: limits.filter(([width]) => spots.get(width)! % 1 === 0),
  };
}

/** Networks born dead against their width. */
export function drawBirths(
  run: DieRun,
  at: number,
  { place, f, small, limits, x, near }: BirthPlot,
): SVGTemplateResult {
  const chosen = run.header.params.width;
  const draw = line<readonly [number, number]>(
    ([width]) => x(width),
    ([, share]) => f.y(share),
  ).digits(1);
  const [from, beyond] = [near.at(-1)!, limits.at(-1)!];
  const [named, share] = near[1] ?? from;
  const births = birthsAt(run, at);
  const measured = births.find(({ width }) => width === near[2]?.[0]);
  const axes = small ? "ReLU networks, by width" : "share of ReLU networks, by width";
  return svg`${chartTitle(place, "Born dead", axes)}
    <g class="axes">${shareAxis(f)}
      ${limits.map(
        ([width]) => svg`<line
          class="grid" x1=${x(width)} x2=${x(width)} y1=${f.bottom} y2=${f.bottom + 4}></line>
        <text class="tick ${width === chosen ? "chosen" : ""}" x=${x(width)} y=${f.bottom + 18}
          text-anchor="middle">${width}</text>`,
      )}</g>
    <path class="bound" d=${draw(near) ?? ""}></path>
    ${
      beyond === from
        ? nothing
        : svg`<path class="bound beyond"
      d=${draw([from, beyond]) ?? ""}></path>`
    }
    <text class="direct" x=${x(named) + 12} y=${f.y(share) - 6}>Lu’s bound</text>
    ${
      measured
        ? svg`<text class="direct" x=${x(measured.width) - 9}
      y=${Math.min(f.y(measured.dead / measured.nets) + 14, f.bottom - 6)}
      text-anchor="end">measured</text>`
        : nothing
    }
    ${births.map(
      ({ width, dead, nets, low, high }) => svg`<g class="births">
      <path class="interval"
        d="M${x(width).toFixed(1)},${f.y(low).toFixed(1)}V${f.y(high).toFixed(1)}"></path>
      <circle cx=${x(width).toFixed(1)} cy=${f.y(dead / nets).toFixed(1)} r="3.6"></circle></g>`,
    )}`;
}

export function saysBirths(run: DieRun, at: number): string {
  const births = birthsAt(run, at);
  const shares = bound(run).map(([width, most]) => {
    const here = births.find((each) => each.width === width);
    const measured = here ? `${percent(here.dead / here.nets)}, ` : "";
    return `width ${width}: ${measured}at most ${percent(most)}`;
  });
  const deep = `${run.header.params.depth} layers deep`;
  return `Networks dead from birth, measured and Lu’s bound, ${deep}. ${shares.join("; ")}.`;
}
