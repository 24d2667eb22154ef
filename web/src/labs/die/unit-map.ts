// The units of a network, a cell each, a row a layer: alive, dead from birth, died, revived.
import { nothing, svg, type SVGTemplateResult } from "lit";
import { fates } from "./dead-units";

export interface Spot {
  readonly left: number;
  readonly top: number;
}
export interface Grid {
  readonly depth: number;
  readonly width: number;
  /** px, the side of a cell */
  readonly cell: number;
}

/** The marks of the cells of each fate; a path draws all of one. */
export function drawUnits(
  units: Uint8Array,
  { width, cell }: Grid,
  { left, top }: Spot,
): SVGTemplateResult {
  const paths = fates.map(() => "");
  const crosses: string[] = [];
  const side = cell - 1.5;
  const arm = side / 2 - 1.2;
  units.forEach((fate, i) => {
    const [x, y] = [
      left + (i % width) * cell + cell / 2,
      top + Math.floor(i / width) * cell + cell / 2,
    ];
    // Alive a dot, revived a ring: strokes of no length with round ends, the dead: squares.
    paths[fate] +=
      fate === 1 || fate === 2
        ? `M${x - side / 2},${y - side / 2}h${side}v${side}h${-side}z`
        : `M${x},${y}h0`;
    if (fate === 2)
      crosses.push(
        `M${x - arm},${y - arm}l${2 * arm},${2 * arm}m0,${-2 * arm}l${-2 * arm},${2 * arm}`,
      );
  });
  const [alive, born, died, revived] = paths;
  return svg`<path class="unit alive" d=${alive!}></path>
    <path class="unit born" d=${born!}></path>
    <path class="unit died" d=${died!}></path>
    <path class="unit crosses" d=${crosses.join("")}></path>
    <path class="unit revived" stroke-width=${Math.min(side, 9)} d=${revived!}></path>
    <path class="unit hole" stroke-width=${Math.min(side, 9) - 3.2} d=${revived!}></path>`;
}

/** The rows and columns before there is anything to tell of them. */
export const outline = (
  { depth, width, cell }: Grid,
  { left, top }: Spot,
): SVGTemplateResult => svg`<rect class="bed"
  x=${left - 2} y=${top - 2} width=${width * cell + 4} height=${depth * cell + 4}></rect>`;

/** Which layer the first row is, and which the last. */
export const layerLabels = ({ depth, cell }: Grid, { left, top }: Spot): SVGTemplateResult => svg`
  <text class="tick" x=${left - 7} y=${top + cell / 2} dy="0.36em" text-anchor="end">1</text>
  ${
    depth > 1
      ? svg`<text class="tick" x=${left - 7} y=${top + (depth - 0.5) * cell} dy="0.36em"
    text-anchor="end">${depth}</text>`
      : nothing
  }`;
