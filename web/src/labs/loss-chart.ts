// Losses through training on a logarithmic scale; pointing at an epoch reads it beside the curves.
import { html, LitElement, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { significant } from "../ui/number-format";
import { axes } from "../drawing/axes";
import { endLabels, labelHeight, nameRoom, spread } from "../drawing/end-labels";
import { makePlane, type Plane } from "../drawing/plane";
import { pointAt } from "../drawing/pointer";
import { decadeAxis } from "../drawing/logarithmic-axis";
import { lineUp } from "../drawing/lines";
import { smallestLoss as smallest } from "../shared-constants";
import { uniqueId } from "../ui/unique-id";

export interface Series {
  readonly slug: string;
  readonly name: string;
  /** At each epoch drawn; null once the network has diverged. */
  readonly train: readonly (number | null)[];
  readonly test?: readonly (number | null)[];
}
export interface Losses {
  readonly series: readonly Series[];
  readonly epochs: readonly number[];
  /** The index of each of them among the frames of the run. */
  readonly frames: readonly number[];
  /** The epoch at the right end of the axis. */
  readonly last: number;
}

const highest = 10;
const narrow = 560; // px

/** The next exponent at or above of 1, 2 or 5 times a power of ten; below zero of 1/5, 1/2, 1. */
function above(exponent: number): number {
  const whole = Math.floor(exponent);
  return (
    whole + [0, Math.log10(2), Math.log10(5), 1].find((stop) => stop >= exponent - whole - 1e-9)!
  );
}

/** The exponents of ten that the losses lie between; far above 1 a curve leaves through the top. */
function range(series: readonly Series[]): [number, number] {
  const all = series
    .flatMap((one) => [...one.train, ...(one.test ?? [])])
    .filter((loss) => loss !== null && loss <= highest)
    .map((loss) => Math.log10(Math.max(loss!, smallest)));
  const [low, high] = [Math.min(...all, Math.log10(0.5)), Math.max(...all, 0)];
  return [-above(-low), above(high)];
}

/** The path of one loss; what is null or below the axis is left out or held at its foot. */
function path(f: Plane, epochs: readonly number[], losses: readonly (number | null)[]): string {
  let drawn = "";
  losses.forEach((loss, i) => {
    if (loss === null) return;
    drawn += `${drawn ? "L" : "M"}${f.x(epochs[i]!).toFixed(1)},${height(f, loss).toFixed(1)}`;
  });
  return drawn;
}

const height = (f: Plane, loss: number): number => f.y(Math.log10(Math.max(loss, smallest)));

/** The plane of the chart: epochs across, powers of ten up. */
export function lossFrame(losses: Losses, width: number, height: number): Plane {
  const [y0, y1] = range(losses.series);
  const right =
    nameRoom(
      losses.series.map(({ name }) => short(name)),
      width < narrow,
    ) + 6;
  return makePlane(
    width,
    height,
    { top: 14, right, bottom: 42, left: 44 },
    { x0: 0, x1: losses.last, y0, y1 },
  );
}

/** Axes, curves and names: all but what moves. */
export function lossCurves(
  f: Plane,
  { series, epochs }: Losses,
  small: boolean,
): SVGTemplateResult {
  const gap = labelHeight(small);
  const ends = series.flatMap(({ slug, name, train }) => {
    const i = train.filter((loss) => loss !== null).length - 1;
    return i < 0
      ? []
      : [
          {
            names: [{ slug, name: short(name) }],
            at: height(f, train[i]!),
            x: f.x(epochs[i]!),
            lost: i < train.length - 1,
          },
        ];
  });
  const lost = ends.filter((end) => end.lost).sort((a, b) => a.at - b.at);
  const inside = (y: number) => Math.max(y, f.top + gap / 2);
  const places = spread(
    lost.map(({ at }) => inside(at)),
    gap,
    f.top + gap / 2,
    f.bottom - gap / 2,
  );
  const clip = uniqueId("losses");
  return svg`
    <clipPath id=${clip}><rect x=${f.left} y=${f.top - 2} width=${f.right - f.left}
      height=${f.bottom - f.top + 2}></rect></clipPath>
    ${axes(f, { xCount: small ? 4 : 8, yCount: 0 })}
    <g class="axes">${decadeAxis(f, 6)}
      <text class="axis-title" x=${f.right} y=${f.height - 5} text-anchor="end">epoch →</text></g>
    <g clip-path="url(#${clip})">${series.map(
      ({ slug, train, test }) => svg`<g data-slug=${slug}>
      ${test ? svg`<path class="loss-test" d=${path(f, epochs, test)}></path>` : nothing}
      <path class="loss-train" d=${path(f, epochs, train)}></path></g>`,
    )}</g>
    ${lost.map(
      ({ names: [name], at, x }, i) => svg`<g data-slug=${name!.slug}>
      <path class="lost-at" d="M${x - 4},${inside(at) - 4}l8,8m0,-8l-8,8"></path>
      <text class="direct" x=${x + 9} y=${places[i]!}
        dy="0.32em">${name!.name}${at < f.top ? " ↑" : ""}</text></g>`,
    )}
    ${endLabels(
      { ...f, right: f.x(epochs.at(-1) ?? 0) },
      ends.filter((end) => !end.lost),
      { small },
    )}`;
}

export class LossChart extends LitElement {
  static override properties = {
    losses: { attribute: false },
    at: { attribute: false },
    width: { attribute: false },
    height: { attribute: false },
    over: { state: true },
  };
  declare losses: Losses;
  /** Which frame of the run is shown. */
  declare at: number;
  declare width: number;
  /** Where it is given, there are no readings beside the chart. */
  declare height: number | undefined;
  /** Which one the reader points at. */
  declare over: number | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { losses, width } = this;
    const beside = this.height === undefined && width >= 760;
    const small = width < narrow;
    const f = lossFrame(losses, beside ? width - 300 : width, this.height ?? (small ? 240 : 290));
    const { epochs } = losses;
    const [now, shown] = [f.x(epochs[this.#now]!), this.over ?? this.#now];
    return html`<div class="loss-board ${beside ? "beside" : ""}">
      <div
        class="loss-plane"
        role="slider"
        tabindex="0"
        aria-label="Epoch read on the loss chart"
        aria-valuemin="0"
        aria-valuemax=${losses.last}
        aria-valuenow=${epochs[shown]!}
        aria-valuetext=${this.#says(shown)}
        @keydown=${this.#key}
        @pointermove=${(e: PointerEvent) => this.#point(f, e)}
        @pointerdown=${(e: PointerEvent) => this.#point(f, e)}
        @pointerleave=${this.#leave}
        @click=${this.#seek}
        @blur=${this.#leave}
      >
        <svg
          class=${small ? "small" : ""}
          width=${f.width}
          height=${f.height}
          viewBox="0 0 ${f.width} ${f.height}"
          aria-hidden="true"
        >
          ${guard([losses, width], () => lossCurves(f, losses, small))}
          <rect
            class="ahead"
            x=${now}
            width=${Math.max(0, f.x(epochs.at(-1) ?? 0) - now)}
            y=${f.top}
            height=${f.bottom - f.top}
          ></rect>
          ${lineUp(f, now, "hair shown")}
          ${this.over === undefined ? nothing : lineUp(f, f.x(epochs[shown]!), "hair over")}
          ${losses.series.map(({ slug, train }) => {
            const loss = train[shown];
            // One that has left through the top has an arrow at its name.
            return loss === null || loss === undefined || height(f, loss) < f.top - 1
              ? nothing
              : svg`<circle class="at" data-slug=${slug} r="3.5" cx=${f.x(epochs[shown]!)}
                cy=${height(f, loss)}></circle>`;
          })}
        </svg>
      </div>
      ${this.height ? nothing : this.#reading(shown)}
    </div>`;
  }

  /** Which of the epochs the frame shows: the last one up to it. */
  get #now(): number {
    return Math.max(0, this.losses.frames.filter((frame) => frame <= this.at).length - 1);
  }

  #reading(shown: number): TemplateResult {
    const { series, epochs } = this.losses;
    const tested = series.some(({ test }) => test);
    return html`<table class="reading losses">
      <caption>
        Loss at epoch
        <b>${epochs[shown]}</b>
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col"><i class="key-train"></i>training</th>
          ${tested ? html`<th scope="col"><i class="key-test"></i>test</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${series.map(
          ({ slug, name, train, test }) =>
            html`<tr data-slug=${slug}>
              <th scope="row">${short(name)}</th>
              <td>${printed(train[shown])}</td>
              ${test ? html`<td>${printed(test[shown])}</td>` : nothing}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #says(shown: number): string {
    const { series, epochs } = this.losses;
    const one = ({ name, train, test }: Series) =>
      `${name} ${printed(train[shown])}${test ? `, test ${printed(test[shown])}` : ""}`;
    return `epoch ${epochs[shown]}: ${series.map(one).join("; ")}`;
  }

  #point(f: Plane, event: PointerEvent): void {
    const { x } = pointAt(f, event);
    const away = this.losses.epochs.map((epoch) => Math.abs(epoch - x));
    this.over = away.indexOf(Math.min(...away));
  }

  readonly #leave = (): void => {
    this.over = undefined;
  };

  readonly #seek = (): void => {
    if (this.over === undefined) return;
    const detail = this.losses.frames[this.over]!;
    this.dispatchEvent(new CustomEvent("lab-seek", { detail, bubbles: true }));
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [last, from] = [this.losses.epochs.length - 1, this.over ?? this.#now];
    const to: Record<string, number> = {
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      PageDown: from - 10,
      PageUp: from + 10,
      Home: 0,
      End: last,
    };
    const next = to[event.key];
    if (next !== undefined) this.over = Math.min(Math.max(next, 0), last);
    else if (event.key === "Enter" || event.key === " ") this.#seek();
    else if (event.key === "Escape") this.over = undefined;
    else return;
    event.preventDefault();
  };
}
customElements.define("loss-chart", LossChart);

/** A typed formula at the end of its curve: as much as there is room for. */
const short = (name: string): string => (name.length > 14 ? `${name.slice(0, 13)}…` : name);

const printed = (loss: number | null | undefined): string =>
  loss === null || loss === undefined ? "—" : significant(loss, 3);
