// Places the labels of field marks: near their marks, clear of the curves and of each other.
import type { Plane } from "../drawing/plane";

export interface Callout {
  readonly text: string;
  /** The place that is labeled, in pixels. */
  readonly x: number;
  readonly y: number;
}
export interface Placed extends Callout {
  /** The near end of the text, and whether it begins or ends there. */
  readonly atX: number;
  readonly atY: number;
  readonly anchor: "start" | "end";
}
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const font = 'italic 15px "Newsreader", Georgia, serif'; // that of .callout in the style sheet
const half = 10; // px: half a line
const clear = 5; // px between a label and anything else
const step = 3; // px between the places where a curve is known

let pen: CanvasRenderingContext2D | null | undefined;
/** How wide a label is, in pixels; a guess to the safe side where nothing can measure it. */
function width(text: string): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return 8 * text.length;
  pen.font = font;
  return pen.measureText(text).width;
}

/** Distance and direction from a mark, the nearest first; at one distance up and outward first. */
const wishes = [22, 34, 50, 70, 95, 125, 160, 200].flatMap((far) =>
  [-40, -140, 40, 140, -15, -165, 15, 165, -65, -115, 65, 115].map((degrees) => ({
    right: far * Math.cos((degrees * Math.PI) / 180),
    down: far * Math.sin((degrees * Math.PI) / 180),
  })),
);

/** Every label placed, none over another or over a curve; undefined where they do not all fit. */
export function place(
  f: Plane,
  callouts: readonly Callout[],
  curves: readonly ((x: number) => number)[],
  obstacles: readonly Box[],
): Placed[] | undefined {
  const drawn = curves.map((curve) => {
    const n = Math.ceil((f.right - f.left) / step);
    return Array.from({ length: n + 1 }, (_, i) => f.y(curve(f.x.invert(f.left + i * step))));
  });
  /** A curve passes through the box, also where it jumps. */
  const crossed = (box: Box): boolean =>
    drawn.some((ys) => {
      const [from, to] = [box.left, box.right].map((px) => Math.round((px - f.left) / step)) as [
        number,
        number,
      ];
      for (let i = Math.max(0, from); i <= to && i + 1 < ys.length; i++) {
        const [a, b] = [ys[i]!, ys[i + 1]!];
        if (Math.min(a, b) < box.bottom && Math.max(a, b) > box.top) return true;
      }
      return false;
    });
  const taken: Box[] = [...obstacles, ...callouts.map(({ x, y }) => around(x, x, y, 5))];
  const placed: Placed[] = [];
  for (const callout of callouts) {
    const wide = width(callout.text);
    let free: { at: Placed; boxes: Box[] } | undefined;
    for (const { right, down } of wishes) {
      const [atX, atY] = [callout.x + right, callout.y + down];
      const anchor = right > 0 ? "start" : "end";
      const box = around(
        anchor === "start" ? atX : atX - wide,
        anchor === "start" ? atX + wide : atX,
        atY,
        half,
      );
      if (
        box.left < f.left + 8 ||
        box.right > f.right - 8 ||
        box.top < f.top + 2 ||
        box.bottom > f.bottom - 2
      )
        continue;
      if (crossed(box) || taken.some((other) => overlap(box, other))) continue;
      const line = pointer(callout, atX, atY);
      if (line.some((spot) => taken.some((other) => overlap(spot, other)))) continue;
      free = { at: { ...callout, atX, atY, anchor }, boxes: [box, ...line] };
      break;
    }
    if (!free) return undefined;
    placed.push(free.at);
    taken.push(...free.boxes);
  }
  return placed;
}

const around = (left: number, right: number, middle: number, high: number): Box => ({
  left: left - clear,
  right: right + clear,
  top: middle - high,
  bottom: middle + high,
});

/** The line from a label to its mark, as spots that nothing else may cover. */
const pointer = ({ x, y }: Callout, atX: number, atY: number): Box[] =>
  [0.1, 0.25, 0.4, 0.55].map((t) => {
    const [px, py] = [atX + t * (x - atX), atY + t * (y - atY)];
    return { left: px - 1, right: px + 1, top: py - 1, bottom: py + 1 };
  });

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
