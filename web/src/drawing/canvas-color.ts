// A color of the style sheet as numbers, for painting on a canvas.

export type Rgb = readonly [red: number, green: number, blue: number];

/** A color as red, green and blue; the canvas spells each as #rrggbb. */
export function rgb(context: CanvasRenderingContext2D, text: string): Rgb {
  context.fillStyle = text;
  const hex = Number.parseInt((context.fillStyle as string).slice(1), 16);
  return [hex >> 16, (hex >> 8) & 255, hex & 255];
}
