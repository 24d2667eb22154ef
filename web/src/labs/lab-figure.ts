// What the figures of the labs share: a run and where in it, a width, and a way to be taken away.
import { html, LitElement, render, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { plain } from "../ui/number-format";
import type { Frame as Plane } from "../drawing/plane";
import type { Frame, Run } from "./run-stream";

/** The same numbers as a figure's, at one frame. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const darkness = matchMedia("(prefers-color-scheme: dark)");

export abstract class LabFigure extends LitElement {
  static override properties = { run: { attribute: false }, at: { attribute: false } };
  /** Set by the player, anew with every change. */
  declare run: Run;
  declare at: number;
  /** Of the box, in CSS pixels; 0 before it is known. */
  protected width = 0;
  readonly #observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width === this.width || width === 0) return;
    this.width = width;
    this.requestUpdate();
  });
  /** What is drawn on a canvas does not follow the scheme by itself. */
  readonly #recolor = (): void => this.requestUpdate();

  /** The figure at frame `at`; nothing while `width` is 0. */
  protected abstract override render(): unknown;
  abstract table(): Table;
  /** One line for a listener: where the run stands at this frame. */
  abstract says(): string;
  /** The figure by itself, as a file: see `standalone`. */
  abstract picture(): SVGSVGElement;

  protected get frame(): Frame {
    return this.run.frames[this.at]!;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.width = Math.round(this.getBoundingClientRect().width);
    this.#observer.observe(this);
    darkness.addEventListener("change", this.#recolor);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    darkness.removeEventListener("change", this.#recolor);
  }

  /** A drawing that needs no style sheet: what the page's gives each element is written on it. */
  protected standalone(drawn: SVGTemplateResult, width: number, height: number): SVGSVGElement {
    const here = document.createElement("div");
    here.className = "visually-hidden";
    this.append(here);
    render(html`<svg xmlns="http://www.w3.org/2000/svg" width=${width} height=${height} viewBox="0 0 ${width} ${height}">
      <rect class="sheet" width=${width} height=${height}></rect>${drawn}</svg>`, here);
    const drawing = here.querySelector("svg")!;
    const alone = drawing.cloneNode(true) as SVGSVGElement;
    const copies = alone.querySelectorAll("*");
    drawing.querySelectorAll("*").forEach((element, i) => {
      const style = getComputedStyle(element);
      const copy = copies[i]!;
      for (const name of inked) copy.setAttribute(name, style.getPropertyValue(name));
      copy.removeAttribute("class");
    });
    here.remove();
    return alone;
  }
}

/** What the style sheet may give an element of a drawing. */
const inked = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "opacity", "font-family", "font-size", "font-style", "font-weight", "text-anchor", "paint-order", "visibility",
] as const;

const decoded = new WeakMap<object, Map<string, Uint8Array>>();

/** A field of bytes, sent as base64; decoded once. */
export function bytes(frame: Frame, field: string): Uint8Array {
  const fields = decoded.get(frame) ?? new Map<string, Uint8Array>();
  decoded.set(frame, fields);
  const before = fields.get(field);
  if (before) return before;
  const text = atob(frame[field] as string);
  const found = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) found[i] = text.charCodeAt(i);
  fields.set(field, found);
  return found;
}

/** A power of ten as a tick is labeled: 1, or 10 with its exponent raised. */
export const power = (exponent: number): SVGTemplateResult | string =>
  exponent === 0 ? "1" : svg`10<tspan class="raised" dy="-0.45em">${plain(exponent)}</tspan>`;

/** The powers of ten to label between two exponents, at most `most`: every one, or every 2nd, 5th, 10th, ... */
export function exponents(low: number, high: number, most = 7): number[] {
  for (const step of [1, 2, 5, 10, 20, 50, 100, 200]) {
    const first = Math.ceil(low / step - 1e-9);
    const count = Math.floor(high / step + 1e-9) - first + 1;
    if (count <= most) return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
  }
  return [];
}

/** Grid and labels of a vertical axis whose domain is in powers of ten. */
export function decades(f: Plane, most?: number): SVGTemplateResult {
  const [low, high] = f.y.domain() as [number, number];
  return svg`${exponents(low, high, most).map((e) => svg`
    <line class=${e === 0 ? "zero" : "grid"} x1=${f.left} x2=${f.right} y1=${f.y(e).toFixed(1)} y2=${f.y(e).toFixed(1)}></line>
    <text class="tick" x=${f.left - 8} y=${f.y(e).toFixed(1)} dy="0.32em" text-anchor="end">${power(e)}</text>`)}`;
}

/** "As a table": the same numbers in words and rows. */
export const tabled = ({ head, rows }: Table): TemplateResult => html`<table>
  <thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
  <tbody>${rows.map(([first, ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table>`;
