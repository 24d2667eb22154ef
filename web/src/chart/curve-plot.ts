// Fig. 1: the plane with every visible curve, and a crosshair over it.
import {
  html,
  nothing,
  svg,
  type PropertyDeclarations,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import { coordinate, significant } from "../ui/number-format";
import { Gestures } from "./pan-zoom-gestures";
import { axes, labelWidth } from "../drawing/axes";
import { curvePath, curveEnd } from "../drawing/curve-path";
import { endLabels, nameRoom, type EndLabel } from "../drawing/end-labels";
import { makePlane, type Plane } from "../drawing/plane";
import { inFocus, saturated } from "./saturation";
import { pan, zoomAbout } from "../drawing/plot-window";
import { keyed, snapped } from "./crosshair-steps";
import { bind } from "../state/curve-at-parameters";
import type { Species } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { table, type State } from "../state/settings";
import { SizedElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";

const narrow = 560; // px: below it the plot has a phone's proportions

export class CurvePlot extends SizedElement {
  protected override readonly watches: readonly Change[] = [
    "show",
    "derivatives",
    "parameters",
    "formula",
    "focus",
    "view",
  ];
  static override properties: PropertyDeclarations = { hints: { attribute: false } };
  /** The id of what says how the plane is worked by keys. */
  declare hints: string;
  protected readonly clip = uniqueId("plane-clip");
  readonly #hatch = uniqueId("hatch");
  #frame: Plane | undefined;
  readonly #gestures = new Gestures({
    frame: () => this.#frame,
    view: () => this.state.view,
    moveTo: (x) => this.#moveTo(x),
    look: (view) => this.set({ view }),
  });

  /** A movement of the crosshair touches the overlay only. */
  protected override stateChanged(changed: ReadonlySet<Change>): void {
    super.stateChanged(changed);
    if (changed.has("x") && !this.isUpdatePending) this.#drawCrosshair();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#drawCrosshair();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const s = this.state;
    const small = this.width < narrow;
    const height = small ? 360 : Math.min(520, Math.max(400, Math.round(this.width * 0.58)));
    const ticks = small ? { xCount: 5, yCount: 5 } : { xCount: 10, yCount: 6 };
    const left = 14 + labelWidth(s.view.y0, s.view.y1, ticks.yCount);
    const shown = this.functions.inOrder(s.show);
    const right = this.beside(small, shown);
    const margin = small
      ? { top: 14, right, bottom: 30, left }
      : { top: 18, right, bottom: 34, left: Math.max(44, left) };
    const f = makePlane(this.width, height, margin, s.view);
    this.#frame = f;
    return html` <div
      class="plane"
      role="slider"
      tabindex="0"
      aria-label="Crosshair: the input x"
      aria-orientation="horizontal"
      aria-valuemin=${table.x.low}
      aria-valuemax=${table.x.high}
      aria-describedby=${this.hints}
      @keydown=${this.#key}
      @pointerdown=${this.#gestures.down}
      @pointermove=${this.#gestures.move}
      @pointerup=${this.#gestures.up}
      @pointercancel=${this.#gestures.up}
      @wheel=${this.#gestures.wheel}
    >
      <svg
        class=${small ? "small" : ""}
        width=${f.width}
        height=${f.height}
        viewBox="0 0 ${f.width} ${f.height}"
        aria-hidden="true"
      >
        <defs>
          <clipPath id=${this.clip}>
            <rect
              x=${f.left}
              y=${f.top}
              width=${f.right - f.left}
              height=${f.bottom - f.top}
            ></rect>
          </clipPath>
          <pattern
            id=${this.#hatch}
            class="hatch"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line x1="0" y1="0" x2="0" y2="6"></line>
          </pattern>
        </defs>
        ${axes(f, ticks)} ${this.#saturation(f)} ${this.beneath(f)}
        <g clip-path="url(#${this.clip})" class=${s.focus ? "has-focus" : ""}>
          ${s.derivatives ? shown.map((species) => this.#slope(f, species, s)) : nothing}
          ${shown.map(
            (species) => svg`<path class="curve" data-slug=${species.slug}
              ?data-focus=${species.slug === s.focus}
              d=${curvePath(f, bind(species, s).value, this.kinks(species))}></path>`,
          )}
        </g>
        ${endLabels(
          f,
          shown.flatMap((species) => this.ends(f, species)),
          { small },
        )}
        ${this.above(f)}
        <g class="crosshair">
          <line class="hair" y1=${f.top} y2=${f.bottom}></line>
          ${shown.map(
            (species) => svg`
              ${
                s.derivatives
                  ? svg`<circle class="at slope" data-slug=${species.slug}
                r="3.5"></circle>`
                  : nothing
              }
              <circle class="at" data-slug=${species.slug} r="4.5"></circle>`,
          )}
          <g class="flag">
            <rect y=${f.bottom + 4} height="20" rx="2"></rect>
            <text y=${f.bottom + 18} text-anchor="middle"></text>
          </g>
        </g>
        ${
          shown.length === 0
            ? svg`<text class="empty" text-anchor="middle"
            x=${(f.left + f.right) / 2}
              y=${f.top + (f.bottom - f.top) / 3}>Nothing is shown. Turn a species on above.</text>`
            : nothing
        }
      </svg>
    </div>`;
  }

  /** Room for the labels beside the plane, in pixels. */
  protected beside(small: boolean, shown: readonly Species[]): number {
    return nameRoom(
      shown.map((species) => species.name),
      small,
    );
  }

  protected kinks(species: Species): readonly number[] {
    return bind(species, this.state).kinks;
  }

  protected ends(f: Plane, species: Species): EndLabel[] {
    return [{ names: [species], at: curveEnd(f, bind(species, this.state).value) }];
  }

  /** What else is drawn, under the curves and over them. */
  protected beneath(_: Plane): SVGTemplateResult | typeof nothing {
    return nothing;
  }

  protected above(_: Plane): SVGTemplateResult | typeof nothing {
    return nothing;
  }

  #slope(f: Plane, species: Species, s: State): SVGTemplateResult {
    const { derivative } = bind(species, s);
    const hair = (s.view.x1 - s.view.x0) * 1e-9;
    // Beside a kink the slope may have moved on by a hair's worth already.
    const differ = (a: number, b: number) => Math.abs(a - b) > 1e-6 * Math.max(1, Math.abs(a));
    const kinks = this.kinks(species);
    const jumps = kinks.flatMap((k) =>
      [k - hair, k + hair].map((side) => ({ k, y: derivative(side), here: derivative(k) })),
    );
    const split = jumps.filter(
      (j) => Number.isFinite(j.y) && jumps.some((o) => o.k === j.k && differ(o.y, j.y)),
    );
    return svg`<g class="slope-curve" data-slug=${species.slug}
      ?data-focus=${species.slug === s.focus}>
      <path d=${curvePath(f, derivative, kinks)}></path>
      ${split.map(
        (j) => svg`<circle class=${differ(j.y, j.here) ? "open" : "closed"} r="3"
        cx=${f.x(j.k)} cy=${f.y(j.y)}></circle>`,
      )}
    </g>`;
  }

  #saturation(f: Plane): SVGTemplateResult | typeof nothing {
    const species = inFocus(this.functions, this.state);
    if (!species) return nothing;
    const stretches = saturated(species, this.state);
    const widest = stretches.reduce((a, b) => (b[1] - b[0] > 1.01 * (a[1] - a[0]) ? b : a), [
      0, 0,
    ] as const);
    const room = f.x(widest[1]) - f.x(widest[0]);
    return svg`<g class="saturation" data-slug=${species.slug}>
      ${stretches.map(
        ([from, to]) => svg`<rect fill="url(#${this.#hatch})" data-from=${from} data-to=${to}
        x=${f.x(from)} y=${f.top}
        width=${Math.max(0, f.x(to) - f.x(from))} height=${f.bottom - f.top}></rect>`,
      )}
      ${
        room > 80
          ? ["slope under", "10% of peak"].map(
              (line, i) => svg`<text x=${f.x(widest[0]) + room / 2}
        y=${f.bottom - 26 + 17 * i} text-anchor="middle">${line}</text>`,
            )
          : nothing
      }
    </g>`;
  }

  #drawCrosshair(): void {
    const f = this.#frame;
    const hair = this.querySelector<SVGLineElement>(".hair");
    const plane = this.querySelector<HTMLElement>(".plane");
    if (!f || !hair || !plane) return;
    const s = this.state;
    const px = f.x(s.x);
    const visible = px >= f.left - 0.5 && px <= f.right + 0.5;
    this.querySelector<SVGGElement>(".crosshair")!.style.display = visible ? "" : "none";
    hair.setAttribute("x1", String(px));
    hair.setAttribute("x2", String(px));
    const read: string[] = [];
    for (const dot of this.querySelectorAll<SVGCircleElement>(".at")) {
      const [species] = this.functions.inOrder([dot.dataset["slug"]!]);
      // A formula taken away while the chart was out of sight.
      if (!species) continue;
      const slope = dot.classList.contains("slope");
      const { value: at, derivative } = bind(species, s);
      const value = (slope ? derivative : at)(s.x);
      const py = f.y(value);
      const seen = py >= f.top - 0.5 && py <= f.bottom + 0.5;
      dot.style.display = seen ? "" : "none";
      if (seen) {
        dot.setAttribute("cx", String(px));
        dot.setAttribute("cy", String(py));
      }
      read.push(`${species.name} ${slope ? "slope " : ""}${significant(value)}`);
    }
    const text = coordinate(s.x, s.view.x1 - s.view.x0);
    const flag = this.querySelector<SVGTextElement>(".flag text")!;
    flag.textContent = text;
    const half = text.length * 3.9 + 7;
    const at = Math.min(Math.max(px, f.left - 20 + half), f.width - half);
    flag.setAttribute("x", String(at));
    const box = this.querySelector<SVGRectElement>(".flag rect")!;
    box.setAttribute("x", String(at - half));
    box.setAttribute("width", String(2 * half));
    plane.setAttribute("aria-valuenow", String(s.x));
    plane.setAttribute("aria-valuetext", `x ${text}. ${read.join(", ")}`);
  }

  #moveTo(x: number): void {
    this.set({ x: Math.min(Math.max(snapped(this.state.view, x), table.x.low), table.x.high) });
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { x, view } = this.state;
    const looks: Record<string, () => void> = {
      "+": () => this.set({ view: zoomAbout(view, 0.5, x) }),
      "=": () => this.set({ view: zoomAbout(view, 0.5, x) }),
      "-": () => this.set({ view: zoomAbout(view, 2, x) }),
      "0": () => this.set({ view: this.context.settings.defaults.view }),
    };
    const to = keyed(event, view, x);
    if (to !== undefined) {
      this.#moveTo(to);
      this.#follow(this.state.x);
    } else if (looks[event.key]) {
      looks[event.key]!();
    } else {
      return;
    }
    event.preventDefault();
  };

  /** Keeps the crosshair in the window when keys take it past the edge. */
  #follow(x: number): void {
    const { view } = this.state;
    const span = view.x1 - view.x0;
    if (x < view.x0) this.set({ view: pan(view, (x - view.x0) / span, 0) });
    if (x > view.x1) this.set({ view: pan(view, (x - view.x1) / span, 0) });
  }
}
customElements.define("curve-plot", CurvePlot);
