// A small figure over x that shares the page's crosshair: pointing here moves it everywhere.
import { html, type TemplateResult } from "lit";
import { coordinate } from "../ui/number-format";
import type { Plane } from "../drawing/plane";
import { pointAt } from "../drawing/pointer";
import { SizedElement } from "../state/state-element";
import { page } from "../state/page-state";
import { numberOf } from "../ui/field-values";

/** Room around the plane; .along-axis in the style sheet follows left and right. */
export const margin = { top: 12, right: 12, bottom: 28, left: 34 };

export abstract class LinkedFigure extends SizedElement {
  /** Reads the crosshair from the pointer: hover with a mouse, drag with a finger. */
  protected reader(f: Plane): (event: PointerEvent) => void {
    const [low, high] = f.x.domain() as [number, number];
    return (event) => {
      const x = Math.min(Math.max(pointAt(f, event).x, low), high);
      page.set({ x: Math.round(x * 100) / 100 });
    };
  }

  /** The same movement by keys. */
  protected slider(f: Plane): TemplateResult {
    const [low, high] = f.x.domain() as [number, number];
    const { x } = page.state;
    return html`<input
      type="range"
      class="along-axis"
      aria-label="x"
      min=${low}
      max=${high}
      step="0.01"
      .value=${String(x)}
      aria-valuetext=${coordinate(x)}
      @input=${(e: Event) => page.set({ x: numberOf(e) })}
    />`;
  }

  protected reading(): TemplateResult {
    return html`<div>
      <dt>x</dt>
      <dd>${coordinate(page.state.x)}</dd>
    </div>`;
  }
}
