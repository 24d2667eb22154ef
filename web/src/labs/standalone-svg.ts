// A figure as an SVG file: what the style sheet gives each element is written on it.
import { html, render, type SVGTemplateResult } from "lit";

/** What the style sheet may give an element of a drawing. */
const inked = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "text-anchor",
  "paint-order",
  "visibility",
] as const;

/** Renders the drawing inside `host`, reads its computed style, and takes it away again. */
export function standaloneSvg(
  host: Element,
  drawn: SVGTemplateResult,
  width: number,
  height: number,
): SVGSVGElement {
  const here = document.createElement("div");
  here.className = "visually-hidden";
  host.append(here);
  render(
    html`<svg
      xmlns="http://www.w3.org/2000/svg"
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
    >
      <rect class="sheet" width=${width} height=${height}></rect>
      ${drawn}
    </svg>`,
    here,
  );
  const drawing = here.querySelector("svg")!;
  const alone = drawing.cloneNode(true) as SVGSVGElement;
  const copies = alone.querySelectorAll("*");
  drawing.querySelectorAll("*").forEach((element, i) => {
    const style = getComputedStyle(element);
    const copy = copies[i]!;
    for (const name of inked) copy.setAttribute(name, style.getPropertyValue(name));
    copy.removeAttribute("class");
  });
  here.remove();
  return alone;
}
