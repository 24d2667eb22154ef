// The window on the plane that the chart shows, and how it moves.

export interface View {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Where the front page's chart opens. */
export const home: View = { x0: -5, x1: 5, y0: -1.4, y1: 3.2 };

const bound = 50;
const narrowest = 0.02;

function clampInterval(low: number, high: number): [number, number] {
  const span = Math.min(Math.max(high - low, narrowest), 2 * bound);
  const middle = (low + high) / 2;
  const start = Math.min(Math.max(middle - span / 2, -bound), bound - span);
  return [start, start + span];
}

/** The nearest allowed window: within ±50 both ways, 0.02 to 100 wide and high. */
export function clampView(view: View): View {
  const [x0, x1] = clampInterval(view.x0, view.x1);
  const [y0, y1] = clampInterval(view.y0, view.y1);
  return { x0, x1, y0, y1 };
}

/** Moved by a share of its own width and height. */
export function pan(view: View, right: number, up: number): View {
  const dx = right * (view.x1 - view.x0);
  const dy = up * (view.y1 - view.y0);
  return clampView({ x0: view.x0 + dx, x1: view.x1 + dx, y0: view.y0 + dy, y1: view.y1 + dy });
}

/** Scaled about a point: factor below 1 looks closer. Both axes keep their ratio. */
export function zoom(view: View, factor: number, x: number, y: number): View {
  const dx = view.x1 - view.x0;
  const dy = view.y1 - view.y0;
  const lowest = Math.max(narrowest / dx, narrowest / dy);
  const highest = Math.min((2 * bound) / dx, (2 * bound) / dy);
  const f = Math.min(Math.max(factor, lowest), highest);
  return clampView({
    x0: x + (view.x0 - x) * f,
    x1: x + (view.x1 - x) * f,
    y0: y + (view.y0 - y) * f,
    y1: y + (view.y1 - y) * f,
  });
}

/** Scaled about the crosshair where it is in sight, else about the middle. */
export function zoomAbout(view: View, factor: number, crosshair: number): View {
  const inside = crosshair >= view.x0 && crosshair <= view.x1;
  return zoom(view, factor, inside ? crosshair : (view.x0 + view.x1) / 2, (view.y0 + view.y1) / 2);
}

export const sameView = (a: View, b: View): boolean =>
  (Object.keys(a) as (keyof View)[]).every((k) => Math.abs(a[k] - b[k]) < 1e-9);

/** A round step near a hundredth of the window: 0.1 when it is 10 wide. */
export const stepFor = (view: View): number =>
  10 ** Math.round(Math.log10((view.x1 - view.x0) / 100));

/** Onto the grid of a tenth of a step: readable numbers, finer than a pixel. */
export function snapped(view: View, x: number): number {
  const grid = stepFor(view) / 10;
  return Number((Math.round(x / grid) * grid).toPrecision(10));
}

/** Where a key takes the crosshair: by a step, with shift a tenth of one, by ten, or to an end. */
export function keyed(event: KeyboardEvent, view: View, x: number): number | undefined {
  const step = stepFor(view) * (event.shiftKey ? 0.1 : 1);
  const moves: Record<string, number> = {
    ArrowLeft: x - step, ArrowRight: x + step, ArrowDown: x - step, ArrowUp: x + step,
    PageDown: x - 10 * step, PageUp: x + 10 * step, Home: view.x0, End: view.x1,
  };
  return moves[event.key];
}
