// The surfaces of a gate f(a, b) = g(a) b: f and its two slopes, their scale and their contours.
import { contours } from "d3-contour";
import { scaleLinear } from "d3-scale";
import { gates, type Gate } from "../activations.js";
import { page, species, type Species } from "../state/catalogue";
import { table, type PageState } from "../state/settings";

export type Part = PageState["part"];

/** How far a and b go from zero. */
export const reach = table.a.high;

export const gate = gates.find(({ slug }) => slug === page["species"]) as Gate;
export const inner: Species = species(gate.inner);

export interface Surface {
  /** What it is called in print, as tspan-ready text. */
  readonly name: string;
  at(a: number, b: number): number;
  /** Its factor in a: the surface is this times b, or this alone. */
  readonly along: (a: number) => number;
  /** Whether b multiplies it. */
  readonly byB: boolean;
}

export const surfaces: Readonly<Record<Part, Surface>> = {
  f: { name: "f", at: gate.value, along: inner.value, byB: true },
  da: { name: "∂f/∂a", at: (a, b) => gate.derivatives(a, b)[0], along: inner.derivative, byB: true },
  db: { name: "∂f/∂b", at: (a, b) => gate.derivatives(a, b)[1], along: inner.value, byB: false },
};

const samples = 801;
const axis = Array.from({ length: samples }, (_, i) => -reach + (2 * reach * i) / (samples - 1));

/** A round number at or above the largest size on the square: the end of its scale. */
export function peak({ along, byB }: Surface): number {
  const largest = Math.max(...axis.map((a) => Math.abs(along(a)))) * (byB ? reach : 1);
  return scaleLinear([0, largest], [0, 1]).nice(8).domain()[1]!;
}

/** The levels drawn, of each sign: the four largest of 1, 2, 5, 10, ... well inside the scale. */
export const levels = (top: number): number[] =>
  [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10].filter((level) => level < 0.85 * top).slice(-4);

const cell = reach / 80;
const cells = 166;
/** Half a cell off zero and beyond the square, where a border would be drawn as a contour. */
const corner = -(cells / 2 - 0.5) * cell;

export type Ring = readonly (readonly [number, number])[];

/** Where the surface is at each level: rings in (a, b), closed outside the square. */
export function rings(surface: Surface, at: readonly number[]): { level: number; rings: Ring[] }[] {
  const grid = Array.from({ length: cells * cells }, (_, i) =>
    surface.at(corner + (i % cells) * cell, corner + Math.floor(i / cells) * cell));
  const negated = grid.map((value) => -value);
  const place = (x: number) => corner + (x - 0.5) * cell;
  // A contour surrounds what lies above its level; around what lies below -level it is the same
  // line as that of the negated surface.
  const trace = (level: number) => {
    const drawn = contours().size([cells, cells]).contour(level < 0 ? negated : grid, Math.abs(level));
    return drawn.coordinates.flat().map((ring) => ring.map(([x, y]) => [place(x!), place(y!)] as const));
  };
  return at.map((level) => ({ level, rings: trace(level) }));
}

/** Where the factor in a is zero: at single places, and along stretches. */
export function zeros({ along }: Surface): { roots: number[]; stretches: [number, number][] } {
  const roots: number[] = [];
  const stretches: [number, number][] = [];
  const values = axis.map(along);
  values.forEach((value, i) => {
    const before = values[i - 1];
    const a = axis[i]!;
    if (value === 0) {
      const last = stretches.at(-1);
      if (before === 0 && last) last[1] = a;
      else stretches.push([a, a]);
    } else if (before !== undefined && before * value < 0) {
      roots.push(bisect(along, axis[i - 1]!, a));
    }
  });
  const single = stretches.filter(([low, high]) => low === high).map(([low]) => low);
  return { roots: [...roots, ...single], stretches: stretches.filter(([low, high]) => low < high) };
}

function bisect(fn: (x: number) => number, low: number, high: number): number {
  const falling = fn(low) > 0;
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (fn(middle) > 0 === falling) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Where to write a ring's level: its point well inside the square that is nearest a diagonal. */
export function labelPlace(ring: Ring): readonly [number, number] | undefined {
  const away = ([a, b]: readonly [number, number]) => Math.abs(Math.abs(a) - Math.abs(b));
  const inside = ring.filter((at) => Math.max(...at.map(Math.abs)) < 0.94 * reach);
  return inside.reduce<readonly [number, number] | undefined>(
    (best, at) => (best && away(best) <= away(at) ? best : at), undefined);
}

type Color = readonly [number, number, number];
const steps = 2048;

/** Paints the surface: `below` at minus the scale's end, `level` at zero, `above` at its end. */
export function paint(canvas: HTMLCanvasElement, surface: Surface, top: number): void {
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  const style = getComputedStyle(canvas);
  const [below, level, above] = ["--below", "--level", "--above"].map((name) =>
    color(context, style.getPropertyValue(name))) as [Color, Color, Color];
  const { width, height } = canvas;
  const picture = context.createImageData(width, height);
  // A shade for each step from -1 to 1, finer than a screen can show; a pixel is one 32-bit number.
  const shades = new Uint8ClampedArray(4 * (2 * steps + 1));
  for (let i = -steps, k = 0; i <= steps; i++, k += 4) {
    const end = i < 0 ? below : above;
    for (let c = 0; c < 3; c++) shades[k + c] = level[c]! + (Math.abs(i) / steps) * (end[c]! - level[c]!);
    shades[k + 3] = 255;
  }
  const [pixels, colors] = [picture.data, shades].map((bytes) => new Uint32Array(bytes.buffer)) as [Uint32Array, Uint32Array];
  const factors = Float64Array.from({ length: width }, (_, i) => (surface.along(reach * ((2 * i + 1) / width - 1)) / top) * steps);
  for (let j = 0, k = 0; j < height; j++) {
    const b = surface.byB ? reach * (1 - (2 * j + 1) / height) : 1;
    for (let i = 0; i < width; i++, k++) pixels[k] = colors[Math.round(factors[i]! * b) + steps]!;
  }
  context.putImageData(picture, 0, 0);
}

/** A color of the style sheet as red, green and blue; the canvas spells each as #rrggbb. */
function color(context: CanvasRenderingContext2D, text: string): Color {
  context.fillStyle = text;
  const hex = Number.parseInt((context.fillStyle as string).slice(1), 16);
  return [hex >> 16, (hex >> 8) & 255, hex & 255];
}
