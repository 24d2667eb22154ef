// Straight lines through the whole of a plane.
import { svg, type SVGTemplateResult } from "lit";
import type { Plane } from "./plane";

/** From the left edge to the right, at a height in pixels. */
export const lineAcross = (f: Plane, y: number, name: string): SVGTemplateResult =>
  svg`<line class=${name} x1=${f.left} x2=${f.right} y1=${y} y2=${y}></line>`;

/** From the bottom to the top, at a place in pixels. */
export const lineUp = (f: Plane, x: number, name: string): SVGTemplateResult =>
  svg`<line class=${name} x1=${x} x2=${x} y1=${f.top} y2=${f.bottom}></line>`;
