// The axes of a figure: grid, tick labels and the lines at zero.
import { svg, type SVGTemplateResult } from "lit";
import { scaleLinear, type ScaleLinear } from "d3-scale";
import { plain } from "../ui/number-format";
import type { Plane } from "./plane";
import { lineAcross, lineUp } from "./lines";

const digit = 7; // px, of a tick label

/** The width that the labels of a vertical axis need. */
export const labelWidth = (low: number, high: number, count: number): number =>
  digit *
  Math.max(
    ...scaleLinear([low, high], [0, 1])
      .ticks(count)
      .map((t) => plain(t).length),
  );

/** As many ticks as asked for, or fewer where their labels would touch. */
function fitting(scale: ScaleLinear<number, number>, count: number): number[] {
  for (let n = count; n > 1; n--) {
    const ticks = scale.ticks(n);
    const [a = 0, b = 0] = ticks;
    const widest = Math.max(...ticks.map((t) => plain(t).length));
    if (ticks.length < 2 || scale(b) - scale(a) > digit * (widest + 1.5)) return ticks;
  }
  return scale.ticks(1);
}

/** Grid, tick labels and the two zero lines. */
export function axes(f: Plane, { xCount = 10, yCount = 6 } = {}): SVGTemplateResult {
  const h = (v: number) => f.y(v).toFixed(1);
  const w = (v: number) => f.x(v).toFixed(1);
  return svg`<g class="axes">
    ${f.y.ticks(yCount).map(
      (t) => svg`
      ${lineAcross(f, f.y(t), t === 0 ? "zero" : "grid")}
      <text class="tick" x=${f.left - 8} y=${h(t)} dy="0.32em"
        text-anchor="end">${plain(t)}</text>`,
    )}
    ${fitting(f.x, xCount).map(
      (t) => svg`
      ${lineUp(f, f.x(t), t === 0 ? "zero" : "grid")}
      <text class="tick" x=${w(t)} y=${f.bottom + 18} text-anchor="middle">${plain(t)}</text>`,
    )}
  </g>`;
}
