// What a species is picked by: its small drawing, and turning it on or off.
import { html, svg, type TemplateResult } from "lit";
import { curvePath } from "./curve-path";
import { makePlane } from "./plane";
import { bind, ordered, type Species } from "../state/catalogue";
import { page } from "../state/page-state";

const box = makePlane(
  34,
  22,
  { top: 2, right: 1, bottom: 2, left: 1 },
  { x0: -3.2, x1: 3.2, y0: -1.15, y1: 2 },
);

/** The small drawing that a species is known by. */
export const silhouette = (one: Species): TemplateResult => {
  const { value, kinks } = bind(one, page.state);
  return html`<svg class="silhouette" width="34" height="22" viewBox="0 0 34 22" aria-hidden="true">
    ${svg`<path d=${curvePath(box, value, kinks)}></path>`}
  </svg>`;
};

/** Puts a species on the chart, or takes it off. */
export function toggle(slug: string): void {
  const { show } = page.state;
  const next = show.includes(slug) ? show.filter((s) => s !== slug) : ordered([...show, slug]);
  page.set({ show: next }, { settled: true });
}
