// The window on the plane that a plot shows: how it pans and zooms, and how far.
import { windowBound as bound } from "../shared-constants";

export interface PlotWindow {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

const narrowest = 0.02;

function clampInterval(low: number, high: number): [number, number] {
  const span = Math.min(Math.max(high - low, narrowest), 2 * bound);
  const middle = (low + high) / 2;
  const start = Math.min(Math.max(middle - span / 2, -bound), bound - span);
  return [start, start + span];
}

/** The nearest allowed window: within ±50 both ways, 0.02 to 100 wide and high. */
export function clampWindow(view: PlotWindow): PlotWindow {
  const [x0, x1] = clampInterval(view.x0, view.x1);
  const [y0, y1] = clampInterval(view.y0, view.y1);
  return { x0, x1, y0, y1 };
}

/** Moved by a share of its own width and height. */
export function pan(view: PlotWindow, right: number, up: number): PlotWindow {
  const dx = right * (view.x1 - view.x0);
  const dy = up * (view.y1 - view.y0);
  return clampWindow({ x0: view.x0 + dx, x1: view.x1 + dx, y0: view.y0 + dy, y1: view.y1 + dy });
}

/** Scaled about a point: factor below 1 looks closer. Both axes keep their ratio. */
export function zoom(view: PlotWindow, factor: number, x: number, y: number): PlotWindow {
  const dx = view.x1 - view.x0;
  const dy = view.y1 - view.y0;
  const lowest = Math.max(narrowest / dx, narrowest / dy);
  const highest = Math.min((2 * bound) / dx, (2 * bound) / dy);
  const f = Math.min(Math.max(factor, lowest), highest);
  return clampWindow({
    x0: x + (view.x0 - x) * f,
    x1: x + (view.x1 - x) * f,
    y0: y + (view.y0 - y) * f,
    y1: y + (view.y1 - y) * f,
  });
}

/** Scaled about the crosshair where it is in sight, else about the middle. */
export function zoomAbout(view: PlotWindow, factor: number, crosshair: number): PlotWindow {
  const inside = crosshair >= view.x0 && crosshair <= view.x1;
  return zoom(view, factor, inside ? crosshair : (view.x0 + view.x1) / 2, (view.y0 + view.y1) / 2);
}

export const sameWindow = (a: PlotWindow, b: PlotWindow): boolean =>
  (Object.keys(a) as (keyof PlotWindow)[]).every((k) => Math.abs(a[k] - b[k]) < 1e-9);
