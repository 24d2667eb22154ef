// The steps of the crosshair: the grid it lands on, and where each key takes it.
import type { PlotWindow } from "../drawing/plot-window";

/** A round step near a hundredth of the window: 0.1 when it is 10 wide. */
const stepFor = (view: PlotWindow): number =>
  10 ** Math.round(Math.log10((view.x1 - view.x0) / 100));

/** Onto the grid of a tenth of a step: readable numbers, finer than a pixel. */
export function snapped(view: PlotWindow, x: number): number {
  const grid = stepFor(view) / 10;
  return Number((Math.round(x / grid) * grid).toPrecision(10));
}

/** Where a key takes the crosshair: by a step, with shift a tenth of one, by ten, or to an end. */
export function keyed(event: KeyboardEvent, view: PlotWindow, x: number): number | undefined {
  const step = stepFor(view) * (event.shiftKey ? 0.1 : 1);
  const moves: Record<string, number> = {
    ArrowLeft: x - step,
    ArrowRight: x + step,
    ArrowDown: x - step,
    ArrowUp: x + step,
    PageDown: x - 10 * step,
    PageUp: x + 10 * step,
    Home: view.x0,
    End: view.x1,
  };
  return moves[event.key];
}
