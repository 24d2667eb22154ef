// What every figure is drawn with: a frame with scales, axes, curves, labels at the ends.
import { nothing, svg, type SVGTemplateResult } from "lit";
import { scaleLinear, type ScaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { plain } from "../ui/number-format";
import type { View } from "../chart/plot-window";

export interface Margin {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

export function frame(width: number, height: number, margin: Margin, view: View): Frame {
  const [left, right] = [margin.left, width - margin.right];
  const [top, bottom] = [margin.top, height - margin.bottom];
  return {
    width, height, left, right, top, bottom,
    x: scaleLinear([view.x0, view.x1], [left, right]),
    y: scaleLinear([view.y0, view.y1], [bottom, top]),
  };
}

const digit = 7; // px, of a tick label

/** The width that the labels of a vertical axis need. */
export const labelWidth = (low: number, high: number, count: number): number =>
  digit * Math.max(...scaleLinear([low, high], [0, 1]).ticks(count).map((t) => plain(t).length));

/** As many ticks as asked for, or fewer where their labels would touch. */
function fitting(scale: ScaleLinear<number, number>, count: number): number[] {
  for (let n = count; n > 1; n--) {
    const ticks = scale.ticks(n);
    const [a = 0, b = 0] = ticks;
    const widest = Math.max(...ticks.map((t) => plain(t).length));
    if (ticks.length < 2 || scale(b) - scale(a) > digit * (widest + 1.5)) return ticks;
  }
  return scale.ticks(1);
}

/** Grid, tick labels and the two zero lines. */
export function axes(f: Frame, { xCount = 10, yCount = 6 } = {}): SVGTemplateResult {
  const h = (v: number) => f.y(v).toFixed(1);
  const w = (v: number) => f.x(v).toFixed(1);
  return svg`<g class="axes">
    ${f.y.ticks(yCount).map((t) => svg`
      <line class=${t === 0 ? "zero" : "grid"} x1=${f.left} x2=${f.right} y1=${h(t)} y2=${h(t)}></line>
      <text class="tick" x=${f.left - 8} y=${h(t)} dy="0.32em" text-anchor="end">${plain(t)}</text>`)}
    ${fitting(f.x, xCount).map((t) => svg`
      <line class=${t === 0 ? "zero" : "grid"} x1=${w(t)} x2=${w(t)} y1=${f.top} y2=${f.bottom}></line>
      <text class="tick" x=${w(t)} y=${f.bottom + 18} text-anchor="middle">${plain(t)}</text>`)}
  </g>`;
}

const pixelStep = 2;

/** The height of a value in pixels; an infinite one, or one far out of sight, is four windows off. */
function heightOf(f: Frame, y: number): number {
  const [y0, y1] = f.y.domain() as [number, number];
  const far = 4 * (y1 - y0);
  return f.y(Math.min(Math.max(y, y0 - far), y1 + far));
}

/** The path of a function over the frame, each side of a kink drawn by itself. */
export function curve(f: Frame, fn: (x: number) => number, kinks: readonly number[] = []): string {
  const [x0, x1] = f.x.domain() as [number, number];
  const hair = (x1 - x0) * 1e-9;
  const inside = kinks.filter((k) => k > x0 && k < x1);
  const ends = [x0, ...inside.flatMap((k) => [k - hair, k + hair]), x1];
  const draw = line<number>((x) => f.x(x), (x) => heightOf(f, fn(x))).defined((x) => !Number.isNaN(fn(x))).digits(1);
  let path = "";
  for (let i = 0; i < ends.length; i += 2) {
    const [from, to] = [ends[i]!, ends[i + 1]!];
    const n = Math.max(1, Math.ceil((f.x(to) - f.x(from)) / pixelStep));
    path += draw(Array.from({ length: n + 1 }, (_, j) => from + ((to - from) * j) / n)) ?? "";
  }
  return path;
}

export interface EndLabel {
  readonly slug: string;
  readonly text: string;
  /** Where the curve is at the right edge, in pixels; may lie outside the frame. */
  readonly at: number;
}

/** Where a curve is at the right edge, in pixels; if it has no value there, where it last has one. */
export function endOf(f: Frame, fn: (x: number) => number): number {
  for (let px = f.right; px > f.left; px -= pixelStep) {
    const y = fn(f.x.invert(px));
    if (!Number.isNaN(y)) return heightOf(f, y);
  }
  return f.y(0);
}

/** The room beside a plane for names at the ends of its curves, with their arrows, in pixels. */
export function nameRoom(names: readonly string[], small: boolean): number {
  const longest = 2 + Math.max(0, ...names.map((name) => name.length));
  return small ? Math.max(90, 16 + 6 * longest) : Math.max(118, 16 + 7.8 * longest);
}

/** Labels beside the right edge, spread so that none overlaps, tied to their curves. */
export function endLabels(f: Frame, labels: readonly EndLabel[], gap: number): SVGTemplateResult {
  const inside = (y: number) => Math.min(Math.max(y, f.top + gap / 2), f.bottom - gap / 2);
  const sorted = [...labels].sort((a, b) => a.at - b.at);
  const places = spread(sorted.map((l) => inside(l.at)), gap, f.top + gap / 2, f.bottom - gap / 2);
  return svg`<g class="ends">${sorted.map((label, i) => {
    const place = places[i]!;
    const leaves = label.at < f.top - 1 ? " ↑" : label.at > f.bottom + 1 ? " ↓" : "";
    return svg`<g class="end" data-slug=${label.slug}>
      ${leaves ? nothing : svg`<path class="leader" d="M${f.right} ${label.at.toFixed(1)}L${f.right + 8} ${place.toFixed(1)}"></path>`}
      <text x=${f.right + 11} y=${place.toFixed(1)} dy="0.32em">${label.text}${leaves}</text>
    </g>`;
  })}</g>`;
}

/** Ascending places at least `gap` apart, each as near its wish as the others allow. */
export function spread(wishes: readonly number[], gap: number, low: number, high: number): number[] {
  // Pool neighbours that would overlap into blocks centred on their mean wish.
  const blocks: { sum: number; n: number }[] = [];
  const start = (b: { sum: number; n: number }) =>
    Math.max(low, Math.min(b.sum / b.n, high - (b.n - 1) * gap));
  for (const wish of wishes) {
    blocks.push({ sum: wish, n: 1 });
    while (blocks.length > 1) {
      const b = blocks[blocks.length - 1]!;
      const a = blocks[blocks.length - 2]!;
      if (start(a) + a.n * gap <= start(b)) break;
      // A member k places down a block wishes the block's start k gaps higher.
      blocks.splice(-2, 2, { sum: a.sum + b.sum - a.n * b.n * gap, n: a.n + b.n });
    }
  }
  return blocks.flatMap((b) => Array.from({ length: b.n }, (_, k) => start(b) + k * gap));
}

/** Where a pointer is on the plane of a frame. */
export function pointAt(f: Frame, event: PointerEvent): { x: number; y: number } {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return { x: f.x.invert(event.clientX - box.left), y: f.y.invert(event.clientY - box.top) };
}

/** A listener for pointerdown and pointermove that follows a drag, also past the figure's edge. */
export function dragged(f: Frame, to: (x: number) => void): (event: PointerEvent) => void {
  return (event) => {
    const figure = event.currentTarget as Element;
    if (event.type === "pointerdown") figure.setPointerCapture(event.pointerId);
    if (figure.hasPointerCapture(event.pointerId)) to(pointAt(f, event).x);
  };
}
