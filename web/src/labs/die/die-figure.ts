// The figure of die: dead units by step, networks dead from birth, the units of one network.
import {
  html,
  nothing,
  svg,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import { guard } from "lit/directives/guard.js";
import type { CurveName } from "../../drawing/end-labels";
import { birthPlot, drawBirths, saysBirths, type BirthPlot } from "./born-dead-chart";
import { drawShares, saysShares, sharePlot, type SharePlot } from "./dead-share-chart";
import {
  birthsAt,
  bound,
  counted,
  fates,
  percent,
  trainingAt,
  trainings,
  unitsOf,
  type DieRun,
} from "./dead-units";
import { curveNames } from "../coinciding-lines";
import type { Plane } from "../../drawing/plane";
import { LabFigure, type Table } from "../lab-figure";
import { standaloneSvg } from "../standalone-svg";
import type { DieLine, DieTrainFrame } from "../frames";
import { drawUnits, layerLabels, outline, type Grid, type Spot } from "./unit-map";
import { panelTitle, skeleton } from "../panel";
import { numberOf } from "../../ui/field-values";
import { layout, narrow, type Layout } from "./die-layout";

export class DieFigure extends LabFigure<DieLine> {
  /** The index of the training frame that is read; undefined reads the frame shown. */
  #held: number | undefined;
  /** The index of the width whose births are read; undefined reads the width of the run. */
  #born: number | undefined;
  #setup: DieRun["setup"] | undefined;
  #plots: { readonly shares: SharePlot; readonly births: BirthPlot } | undefined;

  protected override willUpdate(): void {
    if (this.run?.setup !== this.#setup) this.#held = this.#born = undefined;
    this.#setup = this.run?.setup;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const { width, run } = this;
    const l = this.#layout();
    const box = `0 0 ${width} ${l.height}`;
    if (!run)
      return html`<svg
        class="mini"
        width=${width}
        height=${l.height}
        viewBox=${box}
        aria-hidden="true"
      >
        ${[l.shares, l.births].map(skeleton)}${l.maps.map((spot) => outline(l.grid, spot))}
      </svg>`;
    const plots = this.#plotsIn(l);
    this.#plots = plots;
    const [{ f }, births] = [plots.shares, plots.births];
    const moments = trainings(run).length;
    return html` <svg
        class="mini die ${width < narrow ? "small" : ""}"
        width=${width}
        height=${l.height}
        viewBox=${box}
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
        @pointerleave=${this.#release}
      >
        ${this.#drawing(l, plots)}
        <g class="crosshair">
          <g class="at-step">
            <line class="hair" y1=${f.top} y2=${f.bottom}></line>
            <g class="flag">
              <rect x="-20" y=${f.bottom + 4} width="40" height="20" rx="2"></rect>
              <text y=${f.bottom + 18} text-anchor="middle"></text>
            </g>
          </g>
          <line class="hair at-width" y1=${births.f.top} y2=${births.f.bottom}></line>
        </g>
      </svg>
      <div class="readings">
        <div>
          <label class="slider"
            ><span>Units at step</span>
            <input
              type="range"
              min="0"
              step="1"
              max=${Math.max(1, moments - 1)}
              ?disabled=${moments === 0}
              @blur=${this.#release}
              @input=${(e: Event) => this.#hold(numberOf(e))} />
            <output></output
          ></label>
          <table class="reading">
            <caption class="visually-hidden"></caption>
            <thead>
              <tr>
                <td></td>
                <th scope="col">dead</th>
                <th scope="col">95%</th>
                <th scope="col">died</th>
                <th scope="col">revived</th>
              </tr>
            </thead>
            <tbody>
              ${curveNames(run.setup).map(
                ({ slug, name }) =>
                  html`<tr data-slug=${slug}>
                    <th scope="row">${name}</th>
                    <td></td>
                    <td></td>
                    <td></td>
                    <td></td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <div>
          <label class="slider"
            ><span>Networks of width</span>
            <input
              type="range"
              min="0"
              step="1"
              max=${births.limits.length - 1}
              @input=${(e: Event) => this.#look(numberOf(e))} />
            <output></output
          ></label>
          <dl class="facts">
            ${["born dead", "95%", "of", "Lu’s bound"].map(
              (what) =>
                html`<div>
                  <dt>${what}</dt>
                  <dd></dd>
                </div>`,
            )}
          </dl>
        </div>
      </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.run && this.width) this.#read();
  }

  override table(): Table {
    const now = trainingAt(this.run, this.at);
    const births = birthsAt(this.run, this.at);
    return {
      head: ["what", "dead", "95% from", "to", "died", "revived", "of", "Lu’s bound"],
      rows: [
        ...this.run.setup.names.map((name, i) => [
          `${name}, units${now ? ` at step ${now.step}` : ""}`,
          percent(now?.dead[i]),
          percent(now?.low[i]),
          percent(now?.high[i]),
          String(now?.died[i] ?? "–"),
          String(now?.revived[i] ?? "–"),
          "–",
          "–",
        ]),
        ...bound(this.run).map(([width, most]) => {
          const born = births.find((each) => each.width === width);
          return [
            `networks of width ${width}`,
            ...[born && born.dead / born.nets, born?.low, born?.high].map(percent),
            "–",
            "–",
            String(born?.nets ?? "–"),
            percent(most),
          ];
        }),
      ],
    };
  }

  override says(): string {
    const now = trainingAt(this.run, this.at);
    return now ? saysShares(this.run, now) : saysBirths(this.run, this.at);
  }

  override picture(): SVGSVGElement {
    const l = this.#layout();
    return standaloneSvg(this, this.#drawing(l, this.#plotsIn(l)), this.width, l.height);
  }

  #layout(): Layout {
    const { run } = this;
    return run
      ? layout(this.width, run.setup.names.length, run.header.params.depth, run.header.params.width)
      : layout(this.width, 3, 4, 16);
  }

  #plotsIn(l: Layout): { shares: SharePlot; births: BirthPlot } {
    const small = this.width < narrow;
    return {
      shares: sharePlot(this.run, this.at, l.shares, small),
      births: birthPlot(this.run, l.births, small),
    };
  }

  #drawing(l: Layout, plots: { shares: SharePlot; births: BirthPlot }): SVGTemplateResult {
    const { run, at, width } = this;
    const now = trainingAt(run, at);
    return svg`
      <g role="img" aria-label=${saysShares(run, now)}>${drawShares(run, at, plots.shares)}</g>
      ${guard(
        [
          run.setup,
          width,
          birthsAt(run, at)
            .map(({ nets }) => nets)
            .join(),
        ],
        () => svg`<g role="img"
        aria-label=${saysBirths(run, at)}>${drawBirths(run, at, plots.births)}</g>`,
      )}
      ${panelTitle(
        0,
        l.unitsTop + 5,
        "Units",
        width < narrow ? "first network; how many dead" : "of the first network, a row a layer",
      )}
      <g class="key" aria-hidden="true">${l.key.map(
        ({ left, top, fate }) => svg`
        ${drawUnits(Uint8Array.of(fate), { depth: 1, width: 1, cell: 12 }, { left, top: top - 6 })}
        <text class="tick" x=${left + 20} y=${top} dy="0.32em">${fates[fate]!}</text>`,
      )}</g>
      ${curveNames(run.setup).map((name, i) => this.#map(name, l.grid, l.maps[i]!, now, i))}`;
  }

  #map(
    { slug, name }: CurveName,
    grid: Grid,
    spot: Spot,
    now: DieTrainFrame | undefined,
    i: number,
  ): SVGTemplateResult {
    const units = now && unitsOf(this.run, now, i);
    const counts = units && counted(units);
    const same = [units?.join(""), spot.left, spot.top, grid.cell];
    const description = counts
      ? fates.map((fate, k) => `${counts[k]} ${fate}`).join(", ")
      : "not yet looked at";
    return svg`<g role="img" data-slug=${slug}
      aria-label="${name}, ${units?.length ?? grid.depth * grid.width} units: ${description}">
      <text class="map-name" x=${spot.left} y=${spot.top - 10}>${name}<tspan class="soft" dx="8">${
        counts
          ? `${counts[1]! + counts[2]!} of ${units!.length}${this.width < narrow ? "" : " dead"}`
          : ""
      }</tspan></text>
      ${outline(grid, spot)}${layerLabels(grid, spot)}
      ${units ? guard(same, () => drawUnits(units, grid, spot)) : nothing}</g>`;
  }

  /** Moves the crosshairs and updates the readings, without rendering the rest. */
  #read(): void {
    const {
      shares: { f },
      births: { x, limits },
    } = this.#plots!;
    const all = trainings(this.run);
    const now =
      this.#held === undefined
        ? trainingAt(this.run, this.at)
        : all[Math.min(this.#held, all.length - 1)];
    const step = now ? String(now.step) : "–";
    const overlay = this.querySelector<SVGGElement>(".at-step")!;
    overlay.style.display = now ? "" : "none";
    overlay.setAttribute("transform", `translate(${f.x(now?.step ?? 0)})`);
    overlay.querySelector("text")!.textContent = step;
    this.querySelector("caption")!.textContent = `Units at step ${step}`;
    this.querySelectorAll("tbody tr").forEach((row, i) =>
      fill(row, "td", [
        percent(now?.dead[i]),
        interval(now?.low[i], now?.high[i]),
        String(now?.died[i] ?? "–"),
        String(now?.revived[i] ?? "–"),
      ]),
    );
    const [steps, widths] = this.querySelectorAll<HTMLLabelElement>(".slider");
    slide(steps!, now ? all.indexOf(now) : 0, step, saysShares(this.run, now));

    const own = limits.findIndex(([width]) => width === this.run.header.params.width);
    const place = Math.min(this.#born ?? Math.max(0, own), limits.length - 1);
    const [width, most] = limits[place]!;
    const born = birthsAt(this.run, this.at).find((each) => each.width === width);
    const texts = [
      percent(born && born.dead / born.nets),
      interval(born?.low, born?.high),
      born ? `${born.nets} networks` : "–",
      percent(most),
    ];
    this.querySelector(".at-width")!.setAttribute("transform", `translate(${x(width)})`);
    const [share, ends, networks, limit] = texts;
    fill(this.querySelector(".facts")!, "dd", texts);
    slide(
      widths!,
      place,
      String(width),
      `width ${width}: born dead ${share} of ${networks}, 95% ${ends}; Lu’s bound ${limit}`,
    );
  }

  #hold(index: number): void {
    this.#held = index;
    this.#read();
  }

  #look(index: number): void {
    this.#born = index;
    this.#read();
  }

  /** Hover with a mouse, drag with a finger. */
  readonly #point = (event: PointerEvent): void => {
    const drawing = event.currentTarget as Element;
    if (event.type === "pointerdown") drawing.setPointerCapture(event.pointerId);
    else if (event.pointerType !== "mouse" && !drawing.hasPointerCapture(event.pointerId)) return;
    const box = drawing.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    const within = (f: Plane) =>
      px > f.left - 9 && px < f.right + 9 && py > f.top && py < f.bottom + 24;
    const {
      shares: { f },
      births,
    } = this.#plots!;
    const all = trainings(this.run);
    if (all.length && within(f))
      this.#hold(
        nearest(
          all.map(({ step }) => f.x(step)),
          px,
        ),
      );
    else if (within(births.f))
      this.#look(
        nearest(
          births.limits.map(([width]) => births.x(width)),
          px,
        ),
      );
  };

  readonly #release = (event: Event): void => {
    // A finger leaves whenever it is lifted.
    if (event instanceof PointerEvent && event.pointerType !== "mouse") return;
    this.#held = undefined;
    this.#read();
  };
}
customElements.define("die-figure", DieFigure);

const interval = (low: number | undefined, high: number | undefined): string =>
  low === undefined ? "–" : `${percent(low).slice(0, -1)}–${percent(high)}`;

/** The index of the place nearest to a pixel. */
const nearest = (places: readonly number[], px: number): number =>
  places.reduce(
    (best, place, i) => (Math.abs(place - px) < Math.abs(places[best]! - px) ? i : best),
    0,
  );

function fill(element: Element, selector: string, texts: readonly string[]): void {
  element.querySelectorAll(selector).forEach((cell, i) => {
    cell.textContent = texts[i]!;
  });
}

function slide(label: Element, value: number, shown: string, description: string): void {
  const range = label.querySelector("input")!;
  range.value = String(value);
  range.setAttribute("aria-valuetext", description);
  label.querySelector("output")!.textContent = shown;
}
