// Where the parts of a gate's figure lie: the map, the sections along a and b, the color scale.
import { scaleLinear, type ScaleLinear } from "d3-scale";
import { makePlane, type Plane } from "../drawing/plane";
import { reach } from "./gate-surface";

const narrow = 560; // px: below it the drawing has a phone's proportions
const square = { x0: -reach, x1: reach, y0: -reach, y1: reach };

/** The map, the section along a below it, the section along b beside it, and the scale. */
export interface Layout {
  readonly top: number;
  readonly map: Plane;
  readonly alongA: Plane;
  readonly alongB: Plane;
  /** Where on the bar a color's value stands. */
  readonly scale: ScaleLinear<number, number>;
  readonly small: boolean;
}

export function layout(width: number, top: number): Layout {
  const small = width < narrow;
  const [left, gap, right, head, ticks] = small ? [26, 10, 8, 22, 24] : [40, 18, 14, 26, 28];
  const beside = small ? 80 : Math.min(230, Math.max(150, Math.round(width * 0.26)));
  const side = Math.min(560, Math.round(width - left - gap - beside - right));
  const below = small ? 120 : 220;
  // Where only the corners of the square reach that far, half of it shows the sections well.
  const most = top > 2 * reach ? top / 2 : top;
  const height = head + side + ticks + below + 12;
  const full = left + side + gap + beside + right;
  const under = head + side + ticks;
  const beyond = left + side + gap;
  return {
    top,
    small,
    scale: scaleLinear([-top, top], [beyond, full - right]),
    map: makePlane(
      full,
      height,
      { top: head, right: full - left - side, bottom: height - head - side, left },
      square,
    ),
    alongA: makePlane(
      full,
      height,
      { top: under, right: full - left - side, bottom: 12, left },
      { ...square, y0: -most, y1: most },
    ),
    alongB: makePlane(
      full,
      height,
      { top: head, right, bottom: height - head - side, left: beyond },
      { ...square, x0: -most, x1: most },
    ),
  };
}
