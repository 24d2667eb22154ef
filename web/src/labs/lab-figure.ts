// The base of the figures of the labs: a run, the frame shown, and the width of the box.
import { html, LitElement, type TemplateResult } from "lit";
import type { Line } from "./frames";
import type { Frame, Run } from "./run-records";

/** The same numbers as a figure's, at one frame. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const darkness = matchMedia("(prefers-color-scheme: dark)");

/** The figure of the lab whose lines are `L`. */
export abstract class LabFigure<L extends Line = Line> extends LitElement {
  static override properties = { run: { attribute: false }, at: { attribute: false } };
  /** Set by the player, anew with every change. */
  declare run: Run<L>;
  declare at: number;
  /** Of the box, in CSS pixels; 0 before it is known. */
  protected width = 0;
  readonly #observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width === this.width || width === 0) return;
    this.width = width;
    this.requestUpdate();
  });
  /** A canvas does not change color with the scheme: draw it again. */
  readonly #recolor = (): void => this.requestUpdate();

  /** The figure at frame `at`; nothing while `width` is 0. */
  protected abstract override render(): unknown;
  abstract table(): Table;
  /** One line for a screen reader: the results at this frame. */
  abstract says(): string;
  /** The figure as a file: see `standaloneSvg`. */
  abstract picture(): SVGSVGElement;

  protected get frame(): Frame<L> {
    return this.run.frames[this.at]!;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A box: an element of its own kind is inline, and has no width.
    this.classList.add("lab-figure");
    this.width = Math.round(this.getBoundingClientRect().width);
    this.#observer.observe(this);
    darkness.addEventListener("change", this.#recolor);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    darkness.removeEventListener("change", this.#recolor);
  }
}

/** "As a table": the same numbers in words and rows. */
export const tabled = ({ head, rows }: Table): TemplateResult =>
  html`<table>
    <thead>
      <tr>
        ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first, ...cells]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
