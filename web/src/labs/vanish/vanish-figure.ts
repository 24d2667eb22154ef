// The figure of vanish: the signal forward and the gradient backward, measured and predicted.
import {
  html,
  nothing,
  svg,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import { guard } from "lit/directives/guard.js";
import { significant } from "../../ui/number-format";
import { curveNames, labelRoom } from "../coinciding-lines";
import { LabFigure, type Table } from "../lab-figure";
import { standaloneSvg } from "../standalone-svg";
import type { VanishLine } from "../frames";
import { skeleton, type Place } from "../panel";
import { dots, panelOf, still, type Margin, type Panel } from "./layer-plot";
import {
  depthOf,
  moment,
  predicted,
  ways,
  type Moment,
  type Size,
  type VanishRun,
  type Way,
} from "./signal-sizes";
import { numberOf } from "../../ui/field-values";
import { uniqueId } from "../../ui/unique-id";

const narrow = 560; // px: below it the figure has a phone's proportions
const beside = 820; // px: from here on the panels stand side by side
const scale = { wide: 46, narrow: 38 }; // px, beside a plane for the labels of its axis
const letter = 6.95; // px, of the key
const row = 20; // px, of the key

const sizeText = (size: Size | undefined): string =>
  typeof size === "number" && !Number.isNaN(size) ? significant(size, 3).replace("+", "") : "–";

const title: Readonly<Record<Way, string>> = { forward: "Signal", backward: "Gradient" };

/** Where the panels and the key below them are, in pixels. */
interface Layout {
  readonly places: readonly Place[];
  readonly keyTop: number;
  readonly key: readonly (Entry & { x: number; y: number })[];
  readonly height: number;
}
interface Entry {
  readonly kind: "theory" | "mean" | "each" | "ring";
  readonly text: string;
}

const entries = (networks: number): Entry[] => [
  { kind: "theory", text: "line: mean field" },
  {
    kind: "mean",
    text: networks > 1 ? `dots: measured, mean of ${networks} networks` : "dots: measured",
  },
  ...(networks > 1 ? [{ kind: "each", text: "small: each network" } as const] : []),
  { kind: "ring", text: "open: the first one, trained" },
];

function layout(width: number, networks: number): Layout {
  const small = width < narrow;
  const gap = 14;
  const places =
    width >= beside
      ? [0, 1].map((i) => ({
          left: (i * (width + gap)) / 2,
          top: 0,
          width: (width - gap) / 2,
          height: Math.min(430, Math.round(width * 0.4)),
        }))
      : [0, 1].map((i) => ({
          left: 0,
          top: i * ((small ? 280 : 330) + gap),
          width,
          height: small ? 280 : 330,
        }));
  const top = places[1]!.top + places[1]!.height + 18;
  let [x, y] = [0, top];
  const key = entries(networks).map((entry) => {
    const wide = 30 + letter * entry.text.length;
    if (x > 0 && x + wide > width) [x, y] = [0, y + row];
    const placed = { ...entry, x, y };
    x += wide + 22;
    return placed;
  });
  return { places, key, keyTop: top, height: y + 12 };
}

export class VanishFigure extends LabFigure<VanishLine> {
  readonly #clip = uniqueId("vanish-clip");
  #layer = 0;
  #panels: readonly Panel[] = [];

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const { width, run } = this;
    const { places, height, key } = layout(width, run ? networksOf(run) : 2);
    const box = `0 0 ${width} ${height}`;
    if (!run)
      return html`<svg
        class="mini"
        width=${width}
        height=${height}
        viewBox=${box}
        aria-hidden="true"
      >
        ${places.map(skeleton)}
      </svg>`;
    this.#panels = this.#panelsAt(places);
    return html` <svg
        class="mini vanish ${width < narrow ? "small" : ""}"
        width=${width}
        height=${height}
        viewBox=${box}
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
      >
        ${this.#drawing(this.#panels, key)}
        <g class="crosshair">
          ${this.#panels.map(
            ({ f }) => svg`<g class="at-layer">
          <line class="hair" y1=${f.top} y2=${f.bottom}></line>
          <g class="flag"><rect x="-14" y=${f.bottom + 4} width="28" height="20" rx="2"></rect><text
            y=${f.bottom + 18} text-anchor="middle"></text></g>
        </g>`,
          )}
        </g>
      </svg>
      <label class="slider"
        ><span>Reading at layer</span>
        <input
          type="range"
          min="0"
          max=${depthOf(run)}
          step="1"
          @input=${(e: Event) => this.#moveTo(numberOf(e))} />
        <output></output
      ></label>
      <div class="readings">
        ${ways.map(
          (way) =>
            html`<table class="reading">
              <caption class="visually-hidden"></caption>
              <thead>
                <tr>
                  <th scope="col">${title[way]}</th>
                  <th scope="col">measured</th>
                  <th scope="col">mean field</th>
                  <th scope="col">trained</th>
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
                    </tr>`,
                )}
              </tbody>
            </table>`,
        )}
      </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.run && this.width) this.#moveTo(this.#layer);
  }

  override table(): Table {
    const now = moment(this.run, this.at);
    const trained = now?.trained ? ["signal, trained", "gradient, trained"] : [];
    return {
      head: [
        "layer",
        "activation",
        "signal",
        "signal, mean field",
        "gradient",
        "gradient, mean field",
        ...trained,
      ],
      rows: Array.from({ length: depthOf(this.run) + 1 }, (_, layer) =>
        this.run.setup.names.map((name, i) => [
          String(layer),
          name,
          ...ways.flatMap((way) => this.#sizes(now, way, i, layer).slice(0, 2)),
          ...(now?.trained ? ways.map((way) => this.#sizes(now, way, i, layer)[2]!) : []),
        ]),
      ).flat(),
    };
  }

  override says(): string {
    const now = moment(this.run, this.at);
    if (!now) return "";
    const { names } = this.run.setup;
    const sizes = (now.trained?.backward ?? now.means.backward).map(
      (each, i) => `${names[i]} ${sizeText(each[0])}`,
    );
    const progress = now.trained
      ? `After ${now.trained.step} steps of training`
      : `${now.count} of ${networksOf(this.run)} networks measured`;
    return `${progress}. Gradient at the input, of that at the top: ${sizes.join(", ")}.`;
  }

  override picture(): SVGSVGElement {
    const width = this.width || beside;
    const { places, height, key } = layout(width, networksOf(this.run));
    return standaloneSvg(this, this.#drawing(this.#panelsAt(places), key), width, height);
  }

  #panelsAt(places: readonly Place[]): Panel[] {
    const small = this.width < narrow;
    const now = moment(this.run, this.at);
    const ticks = small ? scale.narrow : scale.wide;
    return ways.map((way, i) => {
      const place = places[i]!;
      const of = (margin: Margin) =>
        panelOf(this.run, now, way, place, margin, small, `${this.#clip}-${way}`);
      const room = labelRoom(of({ left: 0, right: 0 }).ends, small);
      // Stacked panels have equal margins where there is room, so that their layers align.
      const other = places[1]!.top > 0 && !small ? Math.max(ticks, room) : ticks;
      return of(way === "forward" ? { left: other, right: room } : { left: room, right: other });
    });
  }

  #drawing(panels: readonly Panel[], key: Layout["key"]): SVGTemplateResult {
    const now = moment(this.run, this.at);
    const same = [
      this.run.setup,
      this.width,
      ...panels.flatMap(({ f, ends }) => [...f.y.domain(), ...ends.map(({ at }) => at)]),
    ];
    return svg`${panels.map(
      (panel) => svg`<g role="img" aria-label=${this.#summary(panel.way, now)}>
        ${guard(same, () => still(panel))}
        ${now ? dots(panel, now) : nothing}
      </g>`,
    )}
      <g class="key">${key.map(
        ({ kind, text, x, y }) => svg`
        ${
          kind === "theory"
            ? svg`<path class="theory" d="M${x},${y}h22"></path>`
            : svg`<path
          class="dot ${kind}" d="M${x + 11},${y}h0"></path>`
        }
        ${kind === "ring" ? svg`<path class="dot hole" d="M${x + 11},${y}h0"></path>` : nothing}
        <text class="tick" x=${x + 30} y=${y} dy="0.32em">${text}</text>`,
      )}</g>`;
  }

  /** What a panel shows, for those who do not see it. */
  #summary(way: Way, now: Moment | undefined): string {
    const depth = depthOf(this.run);
    const [end, whole] = way === "forward" ? [depth, "the input"] : [0, "the gradient at the top"];
    const summaries = this.run.setup.names.map((name, i) => {
      const [measured, theory, trained] = this.#sizes(now, way, i, end);
      const after = now?.trained ? `, ${trained} after training` : "";
      return `${name} ${measured} measured, ${theory} predicted${after}`;
    });
    const what = `${title[way]} ${way}, relative to ${whole}, on a logarithmic scale`;
    return `${what}. At layer ${end} of ${depth}: ${summaries.join("; ")}.`;
  }

  /** Measured at the start, predicted, and measured after training. */
  #sizes(now: Moment | undefined, way: Way, i: number, layer: number): string[] {
    const lost = this.run.divergences.some(
      ({ activation, before }) => activation === i && before <= this.at,
    );
    const sizes = [
      now?.means[way][i]?.[layer],
      predicted(this.run, way)[i]?.[layer],
      now?.trained?.[way][i]?.[layer],
    ].map(sizeText);
    return now?.trained && lost ? [...sizes.slice(0, 2), "diverged"] : sizes;
  }

  /** Moves the crosshair: it touches the overlay and the reading only. */
  #moveTo(layer: number): void {
    const depth = depthOf(this.run);
    this.#layer = Math.min(Math.max(layer, 0), depth);
    const at = String(this.#layer);
    this.querySelectorAll(".at-layer").forEach((overlay, i) => {
      overlay.setAttribute("transform", `translate(${this.#panels[i]!.f.x(this.#layer)})`);
      overlay.querySelector("text")!.textContent = at;
    });
    const now = moment(this.run, this.at);
    const byName = new Map<string, string[]>();
    this.querySelectorAll(".readings caption").forEach((caption, k) => {
      caption.textContent = `${title[ways[k]!]} at layer ${at}`;
    });
    this.querySelectorAll(".readings table").forEach((table, k) =>
      table.querySelectorAll("tbody tr").forEach((line, i) => {
        const sizes = this.#sizes(now, ways[k]!, i, this.#layer);
        line.querySelectorAll("td").forEach((cell, j) => {
          cell.textContent = sizes[j]!;
        });
        const name = this.run.setup.names[i]!;
        byName.set(name, [
          ...(byName.get(name) ?? []),
          `${title[ways[k]!].toLowerCase()} ${sizes[0]}, predicted ${sizes[1]}`,
        ]);
      }),
    );
    this.querySelector(".slider output")!.textContent = at;
    const range = this.querySelector<HTMLInputElement>(".slider input")!;
    range.value = at;
    const readings = [...byName].map(([name, each]) => `${name}: ${each.join("; ")}`);
    range.setAttribute("aria-valuetext", `layer ${at} of ${depth}. ${readings.join(". ")}`);
  }

  /** Hover with a mouse, drag with a finger. */
  readonly #point = (event: PointerEvent): void => {
    const drawing = event.currentTarget as Element;
    if (event.type === "pointerdown") drawing.setPointerCapture(event.pointerId);
    else if (event.pointerType !== "mouse" && !drawing.hasPointerCapture(event.pointerId)) return;
    const box = drawing.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const panel = this.#panels.find(
      ({ f }) => x > f.left - 9 && x < f.right + 9 && y > f.top - 9 && y < f.bottom + 24,
    );
    if (panel) this.#moveTo(Math.round(panel.f.x.invert(x)));
  };
}
customElements.define("vanish-figure", VanishFigure);

const networksOf = (run: VanishRun): number => run.header.params.seeds;
