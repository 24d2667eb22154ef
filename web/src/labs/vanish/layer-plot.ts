// The plot of vanish: the size of the signal or the gradient by layer, on a logarithmic axis.
import { nothing, svg, type SVGTemplateResult } from "lit";
import { line } from "d3-shape";
import { makePlane, type Plane } from "../../drawing/plane";
import { endLabels, type CurveName, type EndLabel } from "../../drawing/end-labels";
import { coinciding, curveNames, inRows } from "../coinciding-lines";
import { foot, head, panelTitle, type Place } from "../panel";
import { exponents, powerOfTen } from "../../drawing/logarithmic-axis";
import {
  decadesOf,
  depthOf,
  predicted,
  type Moment,
  type Size,
  type VanishRun,
  type Way,
} from "./signal-sizes";
import { lineAcross } from "../../drawing/lines";

export interface Margin {
  readonly left: number;
  readonly right: number;
}
export interface Panel {
  readonly f: Plane;
  readonly way: Way;
  /** The id of the path that its lines and dots are clipped by. */
  readonly clip: string;
  readonly small: boolean;
  readonly names: readonly CurveName[];
  /** The predictions in pixels, by activation and layer; NaN where there is none. */
  readonly lines: readonly (readonly number[])[];
  /** Activations whose predictions coincide. */
  readonly groups: readonly (readonly number[])[];
  /** Their names, at the ends where the signal and the gradient arrive. */
  readonly ends: readonly EndLabel[];
  /** Where measurements are drawn: every layer, or fewer where they would touch. */
  readonly dotted: readonly number[];
}

const titles: Readonly<Record<Way, readonly [name: string, direction: string]>> = {
  forward: ["Signal", "forward →"],
  backward: ["Gradient", "← backward"],
};

/** The smallest normal numbers of the usual types: below them digits are lost, then all. */
const floors = [
  ["float32", 2 ** -126],
  ["float64", 2 ** -1022],
] as const;

export function panelOf(
  run: VanishRun,
  now: Moment | undefined,
  way: Way,
  place: Place,
  margin: Margin,
  small: boolean,
  clip: string,
): Panel {
  const depth = depthOf(run);
  const [y0, y1] = decadesOf(run, way);
  const f = makePlane(
    place.left + place.width,
    place.top + place.height,
    {
      left: place.left + margin.left,
      right: margin.right,
      top: place.top + head,
      bottom: foot,
    },
    { x0: 0, x1: depth, y0, y1 },
  );
  const lines = predicted(run, way).map((sizes) => sizes.map((size) => heightOf(f, size)));
  const each = Math.ceil(7 / (f.x(1) - f.x(0)));
  const names = curveNames(run.setup);
  const groups = coinciding(lines);
  const ends = inRows(
    groups.flatMap((group) => {
      const i = group[0]!;
      const at = arrival(
        f,
        way === "forward" ? [...lines[i]!].reverse() : lines[i]!,
        now?.means[way][i]?.at(way === "forward" ? -1 : 0),
      );
      return at === undefined ? [] : [{ names: group.map((k) => names[k]!), at }];
    }),
    small,
  );
  const dotted = Array.from({ length: depth + 1 }, (_, layer) => layer).filter(
    (layer) => layer % each === 0,
  );
  return { f, way, clip, small, names, lines, groups, ends, dotted };
}

/** Where a line arrives, from its heights in order from that end: outside the plane where the line
    has left it. Where theory predicts nothing, a measured 0 puts it below the plane. */
function arrival(
  f: Plane,
  heights: readonly number[],
  measured: number | undefined,
): number | undefined {
  const last = heights.findIndex((y) => !Number.isNaN(y));
  if (last >= 0 && last < heights.length - 1)
    return last === 0 ? heights[0] : heights[last]! < f.y(0) ? f.top - foot : f.bottom + foot;
  return measured === 0 ? f.bottom + foot : undefined;
}

/** The height of a size; NaN for what a logarithmic axis cannot show. */
export const heightOf = (f: Plane, size: Size | undefined): number =>
  typeof size === "number" && size > 0 ? f.y(Math.log10(size)) : Number.NaN;

/** What stays the same through a run: axes, predictions, names. */
export function still(panel: Panel): SVGTemplateResult {
  const { f, way, clip, small, names, lines, groups, ends } = panel;
  const [y0, y1] = f.y.domain() as [number, number];
  const h = (exponent: number) => f.y(exponent).toFixed(1);
  // The signal arrives at the right and the gradient at the left: names there, the scale opposite.
  const forward = way === "forward";
  const [scale, out] = forward ? [f.left, -1] : [f.right, 1];
  const arrival = forward ? f.right + 20 : f.left - 20;
  const layers = f.x.ticks(small ? 4 : 7).filter(Number.isInteger);
  const draw = line<number>(
    (_, layer) => f.x(layer),
    (y) => y,
  )
    .defined((y) => !Number.isNaN(y))
    .digits(1);
  return svg`
    <clipPath id=${clip}><rect x=${f.left - 4} y=${f.top - 4} width=${f.right - f.left + 8}
      height=${f.bottom - f.top + 8}></rect></clipPath>
    ${panelTitle(f.left, f.top - 16, ...titles[way])}
    <g class="axes">
      ${exponents(y0, y1, small ? 5 : 7).map(
        (e) => svg`
        ${lineAcross(f, f.y(e), e === 0 ? "zero" : "grid")}
        <text class="tick" x=${scale + 9 * out} y=${h(e)} dy="0.32em"
          text-anchor=${forward ? "end" : "start"}>${powerOfTen(e)}</text>`,
      )}
      ${layers.map(
        (layer) => svg`
        <line
          class="grid" x1=${f.x(layer)} x2=${f.x(layer)} y1=${f.bottom} y2=${f.bottom + 4}></line>
        <text class="tick" x=${f.x(layer)} y=${f.bottom + 18} text-anchor="middle">${layer}</text>`,
      )}
      <text class="tick" x=${arrival} y=${f.bottom + 18}
        text-anchor=${forward ? "start" : "end"}>layer</text>
      ${floors
        .filter(([, least]) => Math.log10(least) > y0)
        .map(
          ([type, least]) => svg`
        ${lineAcross(f, f.y(Math.log10(least)), "floor")}
        <text class="floor-name" x=${forward ? f.left + 4 : f.right - 4}
          y=${f.y(Math.log10(least)) - 5}
          text-anchor=${forward ? "start" : "end"}>smallest normal ${type}</text>`,
        )}
    </g>
    <g clip-path="url(#${clip})">${groups.map((group) =>
      group.map(
        (
          i,
          k,
        ) => svg`<path class="theory ${group.length > 1 ? "" : "alone"}" data-slug=${names[i]!.slug}
      stroke-dasharray=${stripes(group.length)} stroke-dashoffset=${-9 * k}
        d=${draw(lines[i]!) ?? ""}></path>`,
      ),
    )}</g>
    ${endLabels(f, ends, { side: forward ? "right" : "left", clear: 3, small })}`;
}

/** Lines that coincide are striped in their colors. */
const stripes = (count: number): string | typeof nothing =>
  count > 1 ? `9 ${9 * (count - 1)}` : nothing;

/** The measurements of a moment as dots: strokes of no length with round ends, a path a kind. */
export function dots(panel: Panel, { networks, means, trained }: Moment): SVGTemplateResult {
  const { f, clip, way, names, groups, dotted } = panel;
  const across = dotted.map((layer) => f.x(layer).toFixed(1));
  const path = (sizes: readonly Size[]) =>
    dotted
      .map((layer, k) => {
        const y = heightOf(f, sizes[layer]);
        return y === y ? `M${across[k]},${y.toFixed(1)}h0` : "";
      })
      .join("");
  // Of two that coincide, the smaller is drawn on the larger.
  const rank = (i: number) => groups.find((group) => group.includes(i))!.indexOf(i);
  const dot = (
    i: number,
    kind: string,
    d: string,
  ) => svg`<path class="dot ${kind} rank-${Math.min(rank(i), 2)}"
    data-slug=${names[i]!.slug} d=${d}></path>`;
  return svg`<g clip-path="url(#${clip})"><g class=${trained ? "before" : ""}>
      ${trained ? nothing : networks[way].map((each, i) => dot(i, "each", each.map(path).join("")))}
      ${means[way].map((sizes, i) => dot(i, "mean", path(sizes)))}</g>
    ${
      trained
        ? trained[way].map((sizes, i) => {
            const d = path(sizes);
            return svg`${dot(i, "ring", d)}${dot(i, "hole", d)}`;
          })
        : nothing
    }</g>`;
}
