// The plane that both charts of die have: shares up, from 0% to a round share of the units.
import { svg, type SVGTemplateResult } from "lit";
import { makePlane, type Plane } from "../../drawing/plane";
import { foot, head, panelTitle, type Place } from "../panel";
import { lineAcross } from "../../drawing/lines";

export const chartTitle = ({ left, top }: Place, name: string, more: string): SVGTemplateResult =>
  panelTitle(left, top + head - 16, name, more);

export const sharePlane = (
  { left, top, width, height }: Place,
  margin: { left: number; right: number },
  x1: number,
  y1: number,
): Plane =>
  makePlane(
    left + width,
    top + height,
    { left: left + margin.left, right: margin.right, top: top + head, bottom: foot },
    { x0: 0, x1, y0: 0, y1 },
  );

/** Grid and labels of an axis of shares. */
export function shareAxis(f: Plane): SVGTemplateResult[] {
  const top = f.y.domain()[1]!;
  return [0, 0.25, 0.5, 0.75, 1]
    .filter((part) => top !== 0.1 || part % 0.5 === 0)
    .map((part) => {
      const y = f.y(part * top);
      return svg`${lineAcross(f, y, part === 0 ? "zero" : "grid")}
      <text class="tick" x=${f.left - 8} y=${y} dy="0.32em"
        text-anchor="end">${Number((100 * part * top).toPrecision(4))}%</text>`;
    });
}
