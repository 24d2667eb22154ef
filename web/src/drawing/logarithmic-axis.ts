// A logarithmic axis: which powers of ten are labelled, and how they are printed.
import { svg, type SVGTemplateResult } from "lit";
import { plain } from "../ui/number-format";
import type { Plane } from "./plane";
import { lineAcross } from "./lines";

/** A powerOfTen of ten as a tick is labeled: 1, or 10 with its exponent raised. */
export const powerOfTen = (exponent: number): SVGTemplateResult | string =>
  exponent === 0 ? "1" : svg`10<tspan class="raised" dy="-0.45em">${plain(exponent)}</tspan>`;

/** The exponents to label, at most `most` of them: every one, or every 2nd, 5th, 10th, ... */
export function exponents(low: number, high: number, most = 7): number[] {
  for (const step of [1, 2, 5, 10, 20, 50, 100, 200]) {
    const first = Math.ceil(low / step - 1e-9);
    const count = Math.floor(high / step + 1e-9) - first + 1;
    if (count <= most)
      return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
  }
  return [];
}

/** Grid and labels of a vertical axis whose domain is in powers of ten. */
export function decadeAxis(f: Plane, most?: number): SVGTemplateResult {
  const [low, high] = f.y.domain() as [number, number];
  return svg`${exponents(low, high, most).map(
    (e) => svg`
    ${lineAcross(f, f.y(e), e === 0 ? "zero" : "grid")}
    <text class="tick" x=${f.left - 8} y=${f.y(e).toFixed(1)} dy="0.32em"
      text-anchor="end">${powerOfTen(e)}</text>`,
  )}`;
}
