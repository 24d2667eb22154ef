// Animates elements to their new places after a change of layout, where motion is allowed.
import { reducedMotion } from "./reduced-motion";

const time = { duration: 220, easing: "cubic-bezier(0.2, 0, 0.2, 1)" };

/** Makes a change to the layout; what stays glides, what is new comes into sight. */
export function animateLayout(elements: readonly HTMLElement[], change: () => void): void {
  const place = (e: HTMLElement): DOMRect => e.getBoundingClientRect();
  const before = new Map(elements.filter((e) => !e.hidden).map((e) => [e, place(e)]));
  change();
  if (reducedMotion.matches) return;
  for (const element of elements) {
    if (element.hidden) continue;
    const [was, is] = [before.get(element), place(element)];
    const [dx, dy] = was ? [was.left - is.left, was.top - is.top] : [0, 0];
    if (!was) element.animate({ opacity: [0, 1] }, time);
    else if (dx || dy) element.animate({ translate: [`${dx}px ${dy}px`, "0px 0px"] }, time);
  }
}
