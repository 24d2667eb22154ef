// The silhouette of a function: its curve, as small as a species is known by.
import { html, svg, type TemplateResult } from "lit";
import type { Curve } from "../state/curve-at-parameters";
import { curvePath } from "./curve-path";
import { makePlane } from "./plane";

const [width, height] = [34, 22];
const box = makePlane(
  width,
  height,
  { top: 2, right: 1, bottom: 2, left: 1 },
  { x0: -3.2, x1: 3.2, y0: -1.15, y1: 2 },
);

export const silhouette = ({ value, kinks }: Curve): TemplateResult =>
  html`<svg
    class="silhouette"
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    aria-hidden="true"
  >
    ${svg`<path d=${curvePath(box, value, kinks)}></path>`}
  </svg>`;
