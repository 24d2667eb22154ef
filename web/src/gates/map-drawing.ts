// What stays of a gate's figure while the crosshair moves: contours, axes and the color scale.
import { nothing, svg, type SVGTemplateResult } from "lit";
import type { ScaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { lineAcross, lineUp } from "../drawing/lines";
import type { Plane } from "../drawing/plane";
import { plain } from "../ui/number-format";
import { labelPlace, levels, rings, zeros, type Ring } from "./contours";
import type { Layout } from "./gate-layout";
import { reach, type Surface } from "./gate-surface";

/** Contours with their levels, the zero contour strong, what is zero throughout hatched. */
export function relief(
  { map, top, small }: Layout,
  surface: Surface,
  id: string,
): SVGTemplateResult {
  const sizes = levels(top);
  const all = [...sizes.map((v) => -v), ...sizes];
  const draw = line<Ring[number]>(
    ([a]) => map.x(a),
    ([, b]) => map.y(b),
  ).digits(1);
  const deep = (level: number) => (Math.abs(level) > 0.68 * top ? "deep" : "");
  const { roots, stretches } = zeros(surface);
  const edges = stretches.flat().filter((a) => Math.abs(a) < reach);
  const room = small ? 19 : 24;
  const placed: [number, number][] = [];
  const free = (x: number, y: number) => {
    const clear = placed.every(([u, v]) => Math.hypot(u - x, v - y) > room);
    if (clear) placed.push([x, y]);
    return clear;
  };
  const contours = rings(surface, all);
  const named = contours
    .flatMap(({ level, rings }) =>
      rings.flatMap((ring) => {
        const at = labelPlace(ring);
        return at ? [{ level, x: map.x(at[0]), y: map.y(at[1]) }] : [];
      }),
    )
    .sort((p, q) => Math.abs(q.level) - Math.abs(p.level))
    .filter(({ x, y }) => free(x, y));
  const vertical = (a: number) => lineUp(map, map.x(a), "zero-contour");
  return svg`<g class="relief" clip-path="url(#${id}-0)">
    ${stretches.map(
      ([low, high]) => svg`<rect class="nothing" fill="url(#${id}-hatch)" x=${map.x(low)}
      width=${map.x(high) - map.x(low)} y=${map.top} height=${map.bottom - map.top}></rect>`,
    )}
    ${contours.map(
      ({ level, rings }) => svg`<path class="contour ${deep(level)}" data-level=${level}
      d=${rings.map((ring) => draw(ring)).join("")}></path>`,
    )}
    ${[...roots, ...edges].map(vertical)}
    ${surface.byB ? lineAcross(map, map.y(0), "zero-contour") : nothing}
    ${named.map(
      ({ level, x, y }) => svg`<text class="contour-label ${deep(level)}"
      data-share=${level / top} x=${x.toFixed(1)} y=${y.toFixed(1)} dy="0.32em"
      text-anchor="middle">${plain(level)}</text>`,
    )}
    ${stretches.map(
      ([low, high]) => svg`<text class="contour-label" x=${map.x((low + high) / 2)}
      y=${map.y(-reach / 2)} text-anchor="middle">0</text>`,
    )}
  </g>
  <rect class="border" x=${map.left} y=${map.top} width=${map.right - map.left}
    height=${map.bottom - map.top}></rect>`;
}

/** One axis of a for the map and what is below it, one of b for the map and what is beside it. */
export function gateAxes({ map, alongA, alongB, small }: Layout): SVGTemplateResult {
  const across = map.x.ticks(small ? 4 : 8);
  const [up, over] = [few(alongA.y), few(alongB.x)].map((ticks) =>
    small ? outer(ticks) : ticks,
  ) as [number[], number[]];
  const row = map.bottom + 18;
  const kind = (t: number) => (t === 0 ? "zero" : "grid");
  const vertical = (f: Plane, t: number) => lineUp(f, f.x(t), kind(t));
  const level = (f: Plane, t: number) => lineAcross(f, f.y(t), kind(t));
  const below = (f: Plane, t: number) =>
    svg`<text class="tick" x=${f.x(t)} y=${row} text-anchor="middle">${plain(t)}</text>`;
  const left = (f: Plane, t: number) =>
    svg`<text class="tick" x=${f.left - 8} y=${f.y(t)} dy="0.32em"
      text-anchor="end">${plain(t)}</text>`;
  return svg`<g class="axes">
    ${across.map((t) => [vertical(alongA, t), level(alongB, t), below(map, t), left(map, t)])}
    ${up.map((t) => [level(alongA, t), left(alongA, t)])}
    ${over.map((t) => [vertical(alongB, t), below(alongB, t)])}
    <text class="axis-name" x=${map.left - 8} y=${map.top - 9} text-anchor="end">b</text>
    <text class="axis-name" x=${map.left - (small ? 12 : 16)} y=${row} text-anchor="end">a</text>
  </g>`;
}

/** The bar of the map's colors, with its ticks. */
export function colorScale(
  { alongA, alongB, scale, small }: Layout,
  surface: Surface,
  id: string,
): SVGTemplateResult {
  const y = (alongA.top + alongA.bottom) / 2;
  return svg`<g class="color-scale">
    <text class="section-name" x=${alongB.left}
      y=${y - (small ? 20 : 24)}>${surface.name}</text>
    <rect class="bar" x=${alongB.left} y=${y - 6} width=${alongB.right - alongB.left} height="12"
      fill="url(#${id}-scale)"></rect>
    ${(small ? outer(few(scale)) : few(scale)).map(
      (t) => svg`
      <line class="bar-tick" x1=${scale(t)} x2=${scale(t)} y1=${y + 6} y2=${y + 10}></line>
      <text class="tick" x=${scale(t)} y=${y + 23} text-anchor="middle">${plain(t)}</text>`,
    )}
  </g>`;
}

/** Ticks for a short axis: none so near its ends that it meets another axis's. */
const few = (scale: ScaleLinear<number, number>): number[] =>
  scale.ticks(4).filter((t) => Math.abs(t) < 0.9 * scale.domain()[1]!);

/** Zero and the outermost, where there is little room. */
const outer = (ticks: readonly number[]): number[] => [ticks[0]!, 0, ticks.at(-1)!];
