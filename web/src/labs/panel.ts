// A panel of a lab's figure: where it lies, its title, and its outline before a run has frames.
import { svg, type SVGTemplateResult } from "lit";

/** In pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const head = 34; // px above a plane, for the title of its panel
export const foot = 26; // px below it, for the labels of its axis

/** A panel before there is anything to draw. */
export function skeleton({ left, top, width, height }: Place): SVGTemplateResult {
  const at = (share: number) => top + head + share * (height - head - foot);
  return svg`<g class="axes">${[0, 0.25, 0.5, 0.75, 1].map(
    (share) => svg`<line class="grid" x1=${left} x2=${left + width}
    y1=${at(share)} y2=${at(share)}></line>`,
  )}</g>`;
}

export const panelTitle = (x: number, y: number, name: string, more: string): SVGTemplateResult =>
  svg`<text class="panel-title" x=${x} y=${y}>${name}<tspan class="soft"
    dx="8">${more}</tspan></text>`;
