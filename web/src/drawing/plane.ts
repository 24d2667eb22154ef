// The plane of a figure: its margins, and the scales from x and y to pixels.
import { scaleLinear, type ScaleLinear } from "d3-scale";
import type { PlotWindow } from "./plot-window";

export interface Margin {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

export function makePlane(width: number, height: number, margin: Margin, shown: PlotWindow): Plane {
  const [left, right] = [margin.left, width - margin.right];
  const [top, bottom] = [margin.top, height - margin.bottom];
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    x: scaleLinear([shown.x0, shown.x1], [left, right]),
    y: scaleLinear([shown.y0, shown.y1], [bottom, top]),
  };
}
