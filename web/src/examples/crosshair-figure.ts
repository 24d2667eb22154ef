// A small figure over x that shares the page's crosshair: pointing here moves it everywhere.
import { html, type TemplateResult } from "lit";
import { coordinate } from "../ui/number-format";
import type { Plane } from "../drawing/plane";
import { pointAt } from "../drawing/pointer";
import { numberOf } from "../ui/field-values";
import { SizedElement } from "../state/state-element";

/** Room around the plane; .along-axis in the style sheet follows left and right. */
export const margin = { top: 12, right: 12, bottom: 28, left: 34 };

export abstract class LinkedFigure extends SizedElement {
  /** Reads the crosshair from the pointer: hover with a mouse, drag with a finger. */
  protected reader(f: Plane): (event: PointerEvent) => void {
    const [low, high] = f.x.domain() as [number, number];
    return (event) => {
      const x = Math.min(Math.max(pointAt(f, event).x, low), high);
      this.set({ x: Math.round(x * 100) / 100 });
    };
  }

  /** The same movement by keys. */
  protected slider(f: Plane): TemplateResult {
    const [low, high] = f.x.domain() as [number, number];
    const { x } = this.state;
    return html`<input
      type="range"
      class="along-axis"
      aria-label="x"
      min=${low}
      max=${high}
      step="0.01"
      .value=${String(x)}
      aria-valuetext=${coordinate(x)}
      @input=${(e: Event) => this.set({ x: numberOf(e) })}
    />`;
  }

  protected reading(): TemplateResult {
    return html`<div>
      <dt>x</dt>
      <dd>${coordinate(this.state.x)}</dd>
    </div>`;
  }
}
