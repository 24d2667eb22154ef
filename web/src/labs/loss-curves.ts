// The curves of losses through training on a logarithmic scale, with their axes and names.
import { nothing, svg, type SVGTemplateResult } from "lit";
import { axes } from "../drawing/axes";
import { endLabels, labelHeight, nameRoom, spread } from "../drawing/end-labels";
import { makePlane, type Plane } from "../drawing/plane";
import { decadeAxis } from "../drawing/logarithmic-axis";
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
export const narrow = 560; // px

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
    drawn += `${drawn ? "L" : "M"}${f.x(epochs[i]!).toFixed(1)},${lossHeight(f, loss).toFixed(1)}`;
  });
  return drawn;
}

export const lossHeight = (f: Plane, loss: number): number =>
  f.y(Math.log10(Math.max(loss, smallest)));

/** The plane of the chart: epochs across, powers of ten up. */
export function lossFrame(losses: Losses, width: number, height: number): Plane {
  const [y0, y1] = range(losses.series);
  const right =
    nameRoom(
      losses.series.map(({ name }) => shortName(name)),
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
            names: [{ slug, name: shortName(name) }],
            at: lossHeight(f, train[i]!),
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

/** A typed formula at the end of its curve: as much as there is room for. */
export const shortName = (name: string): string =>
  name.length > 14 ? `${name.slice(0, 13)}…` : name;
