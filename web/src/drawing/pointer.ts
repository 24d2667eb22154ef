// Pointers on a plane: where one is, and dragging along x.
import type { Plane } from "./plane";

/** Where a pointer is on the plane of a frame. */
export function pointAt(f: Plane, event: PointerEvent): { x: number; y: number } {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return { x: f.x.invert(event.clientX - box.left), y: f.y.invert(event.clientY - box.top) };
}

/** A listener for pointerdown and pointermove that follows a drag, also past the figure's edge. */
export function dragged(f: Plane, to: (x: number) => void): (event: PointerEvent) => void {
  return (event) => {
    const figure = event.currentTarget as Element;
    if (event.type === "pointerdown") figure.setPointerCapture(event.pointerId);
    if (figure.hasPointerCapture(event.pointerId)) to(pointAt(f, event).x);
  };
}
