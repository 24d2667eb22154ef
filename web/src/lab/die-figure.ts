// The figure of die: units dying as networks train, networks dead from birth, and the units of one.
import { html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { drawBirths, drawShares, saysBirths, saysShares, sharePlot, type SharePlot } from "./die-charts";
import { birthsAt, bound, counted, fates, param, percent, trainingAt, trainings, unitsOf, type Training } from "./die-run";
import { named, roomFor } from "./end-names";
import { LabFigure, type Table } from "./lab-figure";
import type { Run } from "./run";
import { drawUnits, layerLabels, outline, type Grid, type Spot } from "./unit-map";
import { skeleton, type Place } from "./vanish-panel";

const narrow = 560; // px: below it the figure has a phone's proportions
const beside = 820; // px: from here on the charts stand side by side
const labels = 24; // px, beside a map for its layers
const heading = 26; // px, above a map for its name
const gap = 26; // px, between parts
const letter = 6.95; // px, of the key

interface Layout {
  readonly shares: Place;
  readonly births: Place;
  readonly unitsTop: number;
  readonly key: readonly (Spot & { fate: number })[];
  readonly grid: Grid;
  readonly maps: readonly Spot[];
  readonly height: number;
}

function layout(width: number, maps: number, depth: number, units: number): Layout {
  const small = width < narrow;
  const high = small ? 270 : 330;
  const left = Math.round(0.58 * width);
  const shares = { left: 0, top: 0, width: width >= beside ? left : width, height: high };
  const births = width >= beside ? { left: left + gap, top: 0, width: width - left - gap, height: high }
    : { left: 0, top: high + 14, width, height: high - 20 };
  const unitsTop = births.top + births.height + 34;
  let [x, y] = [small ? 0 : 330, unitsTop + (small ? 24 : 0)];
  const key = fates.map((name, fate) => {
    const wide = 22 + letter * name.length;
    if (x + wide > width) [x, y] = [0, y + 20];
    const spot = { left: x, top: y, fate };
    x += wide + 22;
    return spot;
  });
  const least = Math.max(130, units * 7) + labels;
  const across = Math.min(maps, Math.max(1, Math.floor((width + gap) / (least + gap))));
  const room = (width - gap * (across - 1)) / across;
  const cell = Math.min(18, Math.floor((room - labels) / units));
  const top = key.at(-1)!.top + 26 + heading;
  const row = heading + depth * cell + 18;
  return {
    shares, births, unitsTop, key, grid: { depth, width: units, cell },
    maps: Array.from({ length: maps }, (_, i) => ({
      left: labels + (i % across) * (room + gap), top: top + Math.floor(i / across) * row,
    })),
    height: top + Math.ceil(maps / across) * row - heading,
  };
}

export class DieFigure extends LabFigure {
  /** The moment that is read, by its place among those that have come; else the run's own. */
  #held: number | undefined;
  #setup: Run["setup"] | undefined;
  #plot: SharePlot | undefined;

  protected override willUpdate(): void {
    if (this.run?.setup !== this.#setup) this.#held = undefined;
    this.#setup = this.run?.setup;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const { width, run } = this;
    const l = this.#layout();
    const box = `0 0 ${width} ${l.height}`;
    if (!run) return html`<svg class="mini" width=${width} height=${l.height} viewBox=${box} aria-hidden="true">${
      [l.shares, l.births].map(skeleton)}${l.maps.map((spot) => outline(l.grid, spot))}</svg>`;
    const plot = this.#plotIn(l.shares);
    this.#plot = plot;
    const births = birthsAt(run, this.at);
    return html`
      <svg class="mini die ${width < narrow ? "small" : ""}" width=${width} height=${l.height} viewBox=${box}
        @pointermove=${this.#point} @pointerdown=${this.#point} @pointerleave=${this.#release}>
        ${this.#drawing(l, plot)}
        <g class="crosshair"><g class="at-step">
          <line class="hair" y1=${plot.f.top} y2=${plot.f.bottom}></line>
          <g class="flag"><rect x="-20" y=${plot.f.bottom + 4} width="40" height="20" rx="2"></rect><text y=${plot.f.bottom + 18} text-anchor="middle"></text></g>
        </g></g>
      </svg>
      <label class="slider"><span>Reading at step</span>
        <input type="range" min="0" step="1" max=${Math.max(1, trainings(run).length - 1)} ?disabled=${!trainings(run).length}
          @blur=${this.#release} @input=${(e: Event) => this.#hold(Number((e.target as HTMLInputElement).value))}>
        <output></output></label>
      <div class="readings">
        <table class="reading units-reading">
          <caption class="visually-hidden">Units at a step</caption>
          <thead><tr><th scope="col">Units</th><th scope="col">dead</th><th scope="col">95%</th><th scope="col">died</th><th scope="col">revived</th></tr></thead>
          <tbody>${named(run.setup).map(({ slug, name }) => html`<tr data-slug=${slug}><th scope="row">${name}</th><td></td><td></td><td></td><td></td></tr>`)}</tbody>
        </table>
        <table class="reading births-reading">
          <caption class="visually-hidden">Networks born dead</caption>
          <thead><tr><th scope="col">Width</th><th scope="col">born dead</th><th scope="col">95%</th><th scope="col">Lu’s bound</th></tr></thead>
          <tbody>${bound(run).map(([units, most]) => {
            const one = births.find((each) => each.width === units);
            return html`<tr><th scope="row">${units}</th><td>${percent(one && one.dead / one.nets)}</td>
              <td>${interval(one?.low, one?.high)}</td><td>${percent(most)}</td></tr>`;
          })}</tbody>
        </table>
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
          `${name}, units${now ? ` at step ${now.step}` : ""}`, percent(now?.dead[i]), percent(now?.low[i]), percent(now?.high[i]),
          String(now?.died[i] ?? "–"), String(now?.revived[i] ?? "–"), "–", "–",
        ]),
        ...bound(this.run).map(([width, most]) => {
          const one = births.find((each) => each.width === width);
          return [`networks of width ${width}`, ...[one && one.dead / one.nets, one?.low, one?.high].map(percent),
            "–", "–", String(one?.nets ?? "–"), percent(most)];
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
    return this.standalone(this.#drawing(l, this.#plotIn(l.shares)), this.width, l.height);
  }

  #layout(): Layout {
    const { run } = this;
    return run ? layout(this.width, run.setup.names.length, param(run, "depth"), param(run, "width"))
      : layout(this.width, 3, 4, 16);
  }

  #plotIn(place: Place): SharePlot {
    return sharePlot(this.run, this.at, place, roomFor, this.width < narrow);
  }

  #drawing(l: Layout, plot: SharePlot): SVGTemplateResult {
    const { run, at, width } = this;
    const small = width < narrow;
    const now = trainingAt(run, at);
    return svg`
      <g role="img" aria-label=${saysShares(run, now)}>${drawShares(run, at, plot)}</g>
      ${guard([run.setup, width, birthsAt(run, at).map(({ nets }) => nets).join()], () => svg`<g role="img"
        aria-label=${saysBirths(run, at)}>${drawBirths(run, at, l.births, small)}</g>`)}
      <text class="panel-title" x="0" y=${l.unitsTop} dy="0.3em">Units<tspan class="soft" dx="8">of the first network, a row a layer</tspan></text>
      <g class="key" aria-hidden="true">${l.key.map(({ left, top, fate }) => svg`
        ${drawUnits(Uint8Array.of(fate), { depth: 1, width: 1, cell: 12 }, { left, top: top - 6 })}
        <text class="tick" x=${left + 20} y=${top} dy="0.32em">${fates[fate]!}</text>`)}</g>
      ${named(run.setup).map(({ slug, name }, i) => this.#map(slug, name, l.grid, l.maps[i]!, now, i))}`;
  }

  #map(slug: string, name: string, grid: Grid, spot: Spot, now: Training | undefined, i: number): SVGTemplateResult {
    const units = now && unitsOf(this.run, now, i);
    const counts = units && counted(units);
    const said = counts ? fates.map((fate, k) => `${counts[k]} ${fate}`).join(", ") : "not yet looked at";
    return svg`<g role="img" data-slug=${slug} aria-label="${name}, ${units?.length ?? grid.depth * grid.width} units: ${said}">
      <text class="map-name" x=${spot.left} y=${spot.top - 10}>${name}<tspan class="soft" dx="8">${
        counts ? `${counts[1]! + counts[2]!} of ${units!.length} dead` : ""}</tspan></text>
      ${outline(grid, spot)}${layerLabels(grid, spot)}
      ${units ? guard([units.join(""), spot.left, spot.top, grid.cell], () => drawUnits(units, grid, spot)) : nothing}</g>`;
  }

  /** Puts the crosshair and the reading where they are asked for: it touches nothing else. */
  #read(): void {
    const all = trainings(this.run);
    const own = trainingAt(this.run, this.at);
    const now = this.#held === undefined ? own : all[Math.min(this.#held, all.length - 1)];
    const f = this.#plot!.f;
    const overlay = this.querySelector<SVGGElement>(".at-step")!;
    overlay.style.display = now ? "" : "none";
    const step = now ? String(now.step) : "–";
    overlay.setAttribute("transform", `translate(${f.x(now?.step ?? 0)})`);
    overlay.querySelector("text")!.textContent = step;
    this.querySelectorAll(".units-reading tbody tr").forEach((row, i) => {
      const told = [percent(now?.dead[i]), interval(now?.low[i], now?.high[i]), String(now?.died[i] ?? "–"), String(now?.revived[i] ?? "–")];
      row.querySelectorAll("td").forEach((cell, k) => { cell.textContent = told[k]!; });
    });
    this.querySelector(".slider output")!.textContent = step;
    const range = this.querySelector<HTMLInputElement>(".slider input")!;
    range.value = String(now ? all.indexOf(now) : 0);
    range.setAttribute("aria-valuetext", saysShares(this.run, now));
  }

  #hold(index: number): void {
    this.#held = index;
    this.#read();
  }

  /** Hover with a mouse, drag with a finger. */
  readonly #point = (event: PointerEvent): void => {
    const drawing = event.currentTarget as Element;
    if (event.type === "pointerdown") drawing.setPointerCapture(event.pointerId);
    else if (event.pointerType !== "mouse" && !drawing.hasPointerCapture(event.pointerId)) return;
    const box = drawing.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const { f } = this.#plot!;
    const all = trainings(this.run);
    if (!all.length || x < f.left - 9 || x > f.right + 9 || y < f.top || y > f.bottom + 24) return;
    const step = f.x.invert(x);
    const nearest = all.reduce((best, one, i) => (Math.abs(one.step - step) < Math.abs(all[best]!.step - step) ? i : best), 0);
    this.#hold(nearest);
  };

  readonly #release = (event: Event): void => {
    // A finger leaves whenever it is lifted.
    if (event instanceof PointerEvent && event.pointerType !== "mouse") return;
    this.#held = undefined;
    this.#read();
  };
}
customElements.define("die-figure", DieFigure);

const interval = (low: number | null | undefined, high: number | null | undefined): string =>
  typeof low === "number" && typeof high === "number" ? `${percent(low).slice(0, -1)}–${percent(high)}` : "–";
