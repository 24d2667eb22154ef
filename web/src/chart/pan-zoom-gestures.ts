// Pointer and wheel on the plot: hover reads x, drag pans, two fingers or ctrl + wheel zoom.
import type { Plane } from "../drawing/plane";
import { clampWindow, zoom, type PlotWindow } from "../drawing/plot-window";

interface Target {
  frame(): Plane | undefined;
  view(): PlotWindow;
  moveTo(x: number): void;
  look(view: PlotWindow): void;
}
interface Spot {
  readonly x: number;
  readonly y: number;
}

export class Gestures {
  readonly #touches = new Map<number, Spot>();
  #grip: { at: Spot; view: PlotWindow } | undefined;

  constructor(private readonly target: Target) {}

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const box = event.currentTarget as HTMLElement;
    box.setPointerCapture(event.pointerId);
    const spot = this.#spot(event);
    if (event.pointerType === "mouse") {
      this.#grip = { at: spot, view: this.target.view() };
    } else {
      this.#touches.set(event.pointerId, spot);
      if (this.#touches.size === 1) this.#read(spot);
    }
  };

  readonly move = (event: PointerEvent): void => {
    const spot = this.#spot(event);
    if (this.#grip) {
      this.#drag(event.currentTarget as HTMLElement, spot);
    } else if (this.#touches.has(event.pointerId)) {
      const before = [...this.#touches.values()];
      this.#touches.set(event.pointerId, spot);
      if (this.#touches.size === 2) this.#pinch(before, [...this.#touches.values()]);
      else if (this.#touches.size === 1) this.#read(spot);
    } else if (event.pointerType === "mouse") {
      this.#read(spot);
    }
  };

  readonly up = (event: PointerEvent): void => {
    this.#touches.delete(event.pointerId);
    this.#grip = undefined;
    (event.currentTarget as HTMLElement).classList.remove("grabbed");
  };

  readonly wheel = {
    // A plain wheel scrolls the page; trackpads send a pinch as ctrl + wheel.
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      const f = this.target.frame();
      if (!f || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const spot = this.#spot(event);
      const factor = Math.exp(Math.min(Math.max(event.deltaY, -60), 60) * 0.01);
      this.target.look(zoom(this.target.view(), factor, f.x.invert(spot.x), f.y.invert(spot.y)));
    },
  };

  #spot(event: MouseEvent): Spot {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #read({ x }: Spot): void {
    const f = this.target.frame();
    if (f) this.target.moveTo(f.x.invert(Math.min(Math.max(x, f.left), f.right)));
  }

  #drag(box: HTMLElement, spot: Spot): void {
    const f = this.target.frame();
    if (!f || !this.#grip) return;
    box.classList.add("grabbed");
    const { at, view } = this.#grip;
    this.target.look(shift(view, f, spot.x - at.x, spot.y - at.y));
  }

  #pinch(before: readonly Spot[], after: readonly Spot[]): void {
    const f = this.target.frame();
    const [a, b] = before;
    const [c, d] = after;
    if (!f || !a || !b || !c || !d) return;
    const was = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    const now = { x: (c.x + d.x) / 2, y: (c.y + d.y) / 2 };
    const moved = shift(this.target.view(), f, now.x - was.x, now.y - was.y);
    const factor = Math.hypot(a.x - b.x, a.y - b.y) / Math.max(1, Math.hypot(c.x - d.x, c.y - d.y));
    this.target.look(zoom(moved, factor, f.x.invert(was.x), f.y.invert(was.y)));
  }
}

/** The window after dragging the plane by so many pixels. */
function shift(view: PlotWindow, f: Plane, right: number, down: number): PlotWindow {
  const dx = (-right * (view.x1 - view.x0)) / (f.right - f.left);
  const dy = (down * (view.y1 - view.y0)) / (f.bottom - f.top);
  return clampWindow({ x0: view.x0 + dx, x1: view.x1 + dx, y0: view.y0 + dy, y1: view.y1 + dy });
}
