// Paints decision fields on a canvas: a byte a place, with points and lines over it.

import { rgb } from "../drawing/canvas-color";

export type Points = readonly (readonly [number, number])[];
/** Two ends of a line in the units of the data. */
export type Chord = readonly [number, number, number, number];

export interface Data {
  readonly inputs: Points;
  readonly targets: readonly number[];
  /** How many points are trained on; they come first. */
  readonly training: number;
  /** Both axes go from minus this to this. */
  readonly extent: number;
}

/** Where w1 x + w2 y + b = level crosses the square, or undefined where it passes by. */
export function chord(
  [w1, w2, b]: readonly [number, number, number],
  level: number,
  extent: number,
): Chord | undefined {
  const rest = level - b;
  const ends: [number, number][] = [];
  const add = (x: number, y: number) => {
    const inside = Math.max(Math.abs(x), Math.abs(y)) <= extent * (1 + 1e-12);
    if (inside && ends.every(([u, v]) => Math.hypot(u - x, v - y) > 1e-9 * extent))
      ends.push([x, y]);
  };
  for (const edge of [-extent, extent]) {
    add(edge, (rest - w1 * edge) / w2);
    add((rest - w2 * edge) / w1, edge);
  }
  return ends.length < 2 ? undefined : [...ends[0]!, ...ends[1]!];
}

const shades = 256;
const tau = 2 * Math.PI;

/** How a point is drawn, in pixels: class 0 a disc, class 1 a ring; test points are smaller. */
export const dot = (training: boolean, side: number): { r: number; opacity: number } => {
  const size = Math.min(Math.max(side / 100, 1.6), 2.6);
  return training ? { r: size, opacity: 1 } : { r: 0.72 * size, opacity: 0.6 };
};

/** Paints fields in the colors of the style sheet, and again when those change. */
export class FieldBrush {
  readonly #schemes = ["(prefers-color-scheme: dark)", "print"].map((query) => matchMedia(query));
  readonly #small = document.createElement("canvas");
  readonly #cloud = document.createElement("canvas");
  #cloudOf: readonly unknown[] = [];
  #palette: Uint32Array | undefined;
  colors = { classes: ["", ""], ink: "", none: "" };

  /** `redraw` is called when the colors have changed. */
  constructor(
    private readonly host: Element,
    private readonly redraw: () => void,
  ) {}

  connect(): void {
    for (const scheme of this.#schemes) scheme.addEventListener("change", this.#changed);
  }

  disconnect(): void {
    for (const scheme of this.#schemes) scheme.removeEventListener("change", this.#changed);
  }

  readonly #changed = (): void => {
    this.#palette = undefined;
    this.redraw();
  };

  /** The field alone, a pixel a place, first row at the top. */
  image(bytes: Uint8Array): HTMLCanvasElement {
    const palette = this.#shades();
    const side = Math.round(Math.sqrt(bytes.length));
    const canvas = this.#small;
    canvas.width = canvas.height = side;
    const context = canvas.getContext("2d", { willReadFrequently: true })!;
    const picture = context.createImageData(side, side);
    const pixels = new Uint32Array(picture.data.buffer);
    for (let i = 0; i < pixels.length; i++) pixels[i] = palette[bytes[i]!]!;
    context.putImageData(picture, 0, 0);
    return canvas;
  }

  /** A field with its points and lines on a canvas of `side` CSS pixels. */
  paint(
    canvas: HTMLCanvasElement,
    side: number,
    data: Data,
    bytes: Uint8Array,
    chords: readonly Chord[] = [],
    dashed = false,
  ): void {
    // The style sheet may load after the script.
    if (!this.#palette && !getComputedStyle(this.host).getPropertyValue("--class-0")) {
      requestAnimationFrame(this.redraw);
      return;
    }
    const image = this.image(bytes);
    const sharp = Math.min(devicePixelRatio, 3);
    const size = Math.round(side * sharp);
    if (canvas.width !== size) canvas.width = canvas.height = size;
    const context = canvas.getContext("2d")!;
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, size, size);
    const unit = size / (2 * data.extent);
    context.beginPath();
    for (const [x1, y1, x2, y2] of chords) {
      context.moveTo((x1 + data.extent) * unit, (data.extent - y1) * unit);
      context.lineTo((x2 + data.extent) * unit, (data.extent - y2) * unit);
    }
    context.strokeStyle = this.colors.ink;
    context.globalAlpha = 0.5;
    context.lineWidth = sharp;
    context.setLineDash(dashed ? [2 * sharp, 3 * sharp] : []);
    context.stroke();
    context.globalAlpha = 1;
    context.drawImage(this.#points(side, size, data), 0, 0);
  }

  /** The points, drawn once for all panels and frames. */
  #points(side: number, size: number, data: Data): HTMLCanvasElement {
    const of = [size, data.inputs, this.#palette];
    const canvas = this.#cloud;
    if (of.every((part, i) => part === this.#cloudOf[i])) return canvas;
    this.#cloudOf = of;
    canvas.width = canvas.height = size;
    const context = canvas.getContext("2d")!;
    const unit = side / (2 * data.extent);
    context.scale(size / side, size / side);
    data.inputs.forEach(([x, y], i) => {
      const { r, opacity } = dot(i < data.training, side);
      const inClass1 = data.targets[i]! > 0;
      context.globalAlpha = opacity;
      context.beginPath();
      context.arc((x + data.extent) * unit, (data.extent - y) * unit, r, 0, tau);
      context.lineWidth = inClass1 ? 1.2 : 1;
      context.fillStyle = inClass1 ? this.colors.none : this.colors.classes[0]!;
      context.strokeStyle = inClass1 ? this.colors.classes[1]! : this.colors.none;
      // A disc has a rim of the ground around it, a ring is filled with the ground.
      if (inClass1) context.fill();
      context.stroke();
      if (!inClass1) context.fill();
    });
    return canvas;
  }

  #shades(): Uint32Array {
    if (this.#palette) return this.#palette;
    const style = getComputedStyle(this.host);
    const read = (name: string) => style.getPropertyValue(name).trim();
    this.colors = {
      classes: [read("--class-0"), read("--class-1")],
      ink: read("--ink"),
      none: read("--field-none"),
    };
    const context = this.#cloud.getContext("2d")!;
    const [class0, none, class1] = ["--field-0", "--field-none", "--field-1"].map((name) =>
      rgb(context, read(name)),
    );
    const bytes = new Uint8ClampedArray(4 * shades);
    for (let i = 0; i < shades; i++) {
      const share = (2 * i) / (shades - 1) - 1;
      const end = share < 0 ? class0! : class1!;
      for (let c = 0; c < 3; c++)
        bytes[4 * i + c] = none![c]! + Math.abs(share) * (end[c]! - none![c]!);
      bytes[4 * i + 3] = 255;
    }
    this.#palette = new Uint32Array(bytes.buffer);
    return this.#palette;
  }
}
