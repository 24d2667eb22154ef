// Paints a gate's surface on a canvas, in the colors of the style sheet.
import { rgb, type Rgb } from "../drawing/canvas-color";
import { reach, type Surface } from "./gate-surface";

const steps = 2048;

/** Paints the surface: `below` at minus the scale's end, `level` at zero, `above` at its end. */
export function paint(canvas: HTMLCanvasElement, surface: Surface, top: number): void {
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  const style = getComputedStyle(canvas);
  const [below, level, above] = ["--below", "--level", "--above"].map((name) =>
    rgb(context, style.getPropertyValue(name)),
  ) as [Rgb, Rgb, Rgb];
  const { width, height } = canvas;
  const picture = context.createImageData(width, height);
  // A shade for each step from -1 to 1, finer than a screen can show; a pixel is one 32-bit number.
  const shades = new Uint8ClampedArray(4 * (2 * steps + 1));
  for (let i = -steps, k = 0; i <= steps; i++, k += 4) {
    const end = i < 0 ? below : above;
    for (let c = 0; c < 3; c++)
      shades[k + c] = level[c]! + (Math.abs(i) / steps) * (end[c]! - level[c]!);
    shades[k + 3] = 255;
  }
  const [pixels, colors] = [picture.data, shades].map((bytes) => new Uint32Array(bytes.buffer)) as [
    Uint32Array,
    Uint32Array,
  ];
  const factors = Float64Array.from(
    { length: width },
    (_, i) => (surface.along(reach * ((2 * i + 1) / width - 1)) / top) * steps,
  );
  for (let j = 0, k = 0; j < height; j++) {
    const b = surface.byB ? reach * (1 - (2 * j + 1) / height) : 1;
    for (let i = 0; i < width; i++, k++) pixels[k] = colors[Math.round(factors[i]! * b) + steps]!;
  }
  context.putImageData(picture, 0, 0);
}
