// Straight lines through the whole of a plane.
import { svg, type SVGTemplateResult } from "lit";
import type { Plane } from "./plane";

/** From the left edge to the right, at a height in pixels. */
export const lineAcross = (f: Plane, y: number, name: string): SVGTemplateResult =>
  svg`<line class=${name} x1=${f.left} x2=${f.right} y1=${y.toFixed(2)} y2=${y.toFixed(2)}></line>`;

/** From the bottom to the top, at a place in pixels. */
export const lineUp = (f: Plane, x: number, name: string): SVGTemplateResult =>
  svg`<line class=${name} x1=${x.toFixed(2)} x2=${x.toFixed(2)} y1=${f.top} y2=${f.bottom}></line>`;
