// The two charts of die: dead units as a network trains, and networks dead from birth.
import { nothing, svg, type SVGTemplateResult } from "lit";
import { area, line } from "d3-shape";
import { frame, type Frame } from "../../drawing/plane";
import { birthsAt, bound, mostDead, param, percent, trainingAt, trainings, type Share, type Training } from "./dead-units";
import { endNames, lines as inLines, named, together, type End } from "../../drawing/end-labels";
import type { Run } from "../run-stream";
import type { Place } from "../vanish/layer-plot";

export const head = 34; // px above a plane, for its title
const foot = 28; // px below it, for the labels of its axis

const titled = ({ left, top }: Place, name: string, more: string): SVGTemplateResult =>
  svg`<text class="panel-title" x=${left} y=${top + head - 16}>${name}<tspan class="soft" dx="8">${more}</tspan></text>`;

const planeIn = ({ left, top, width, height }: Place, margin: { left: number; right: number }, x1: number, y1: number): Frame =>
  frame(left + width, top + height, { left: left + margin.left, right: margin.right, top: top + head, bottom: foot },
    { x0: 0, x1, y0: 0, y1 });

/** Grid and labels of an axis of shares. */
function shares(f: Frame): SVGTemplateResult[] {
  const top = f.y.domain()[1]!;
  return [0, 0.25, 0.5, 0.75, 1].filter((part) => top !== 0.1 || part % 0.5 === 0).map((part) => {
    const y = f.y(part * top).toFixed(1);
    return svg`<line class=${part === 0 ? "zero" : "grid"} x1=${f.left} x2=${f.right} y1=${y} y2=${y}></line>
      <text class="tick" x=${f.left - 8} y=${y} dy="0.32em" text-anchor="end">${Number((100 * part * top).toPrecision(4))}%</text>`;
  });
}

/** The top of the axis of shares: round, and no lower than what has come of the run reaches. */
const reached = (run: Run): number => [0.1, 0.2, 0.4, 0.6, 0.8].find((top) => mostDead(run) <= top) ?? 1;

export interface SharePlot {
  readonly place: Place;
  readonly f: Frame;
  readonly small: boolean;
  readonly ends: readonly End[];
}

export function sharePlot(run: Run, at: number, place: Place, room: (ends: readonly End[], small: boolean) => number, small: boolean): SharePlot {
  const steps = param(run, "steps");
  const now = trainingAt(run, at);
  const names = named(run.setup);
  const whole = planeIn(place, { left: 0, right: 0 }, steps, reached(run));
  const heights = (pick: (moment: Training) => readonly Share[]) =>
    names.map((_, i) => trainings(run).map((moment) => whole.y(pick(moment)[i] ?? Number.NaN)));
  const groups = together(heights(({ dead }) => dead));
  const ends = inLines(groups.map((group) => ({
    names: group.map((i) => names[i]!), at: whole.y(now?.dead[group[0]!] ?? 0),
  })), small);
  const f = planeIn(place, { left: small ? 40 : 48, right: room(ends, small) }, steps, reached(run));
  return { place, f, small, ends };
}

export function drawShares(run: Run, at: number, { place, f, small, ends }: SharePlot): SVGTemplateResult {
  const all = trainings(run);
  const now = trainingAt(run, at);
  const past = now ? all.slice(0, all.indexOf(now) + 1) : [];
  const x = ({ step }: Training) => f.x(step);
  const y = (share: Share | undefined) => f.y(share ?? 0);
  return svg`${titled(place, "Dead units", small ? "share, by step" : "share of all units, by step of training")}
    <g class="axes">${shares(f)}
      ${f.x.ticks(small ? 3 : 6).filter(Number.isInteger).map((t) => svg`
        <line class="grid" x1=${f.x(t)} x2=${f.x(t)} y1=${f.bottom} y2=${f.bottom + 4}></line>
        <text class="tick" x=${f.x(t)} y=${f.bottom + 18} text-anchor="middle">${t}</text>`)}</g>
    ${run.setup.slugs.map((slug, i) => {
      const known = (moment: Training) => typeof moment.dead[i] === "number";
      const band = area<Training>(x, ({ low }) => y(low[i]), ({ high }) => y(high[i]))
        .defined((m) => typeof m.low[i] === "number" && typeof m.high[i] === "number").digits(1);
      const draw = line<Training>(x, ({ dead }) => y(dead[i])).defined(known).digits(1);
      return svg`<g data-slug=${slug}>
        <path class="band" d=${band(past) ?? ""}></path>
        <path class="later" d=${draw(all) ?? ""}></path>
        <path class="share" d=${draw(past) ?? ""}></path>
        ${now && known(now) ? svg`<path class="to-name" d="M${x(now).toFixed(1)},${y(now.dead[i]).toFixed(1)}H${f.right}"></path>
          <circle class="now" cx=${x(now).toFixed(1)} cy=${y(now.dead[i]).toFixed(1)} r="3.2"></circle>` : nothing}</g>`;
    })}
    ${now ? endNames(f, ends, "right", small) : all.length ? nothing
      : svg`<text class="waiting" x=${(f.left + f.right) / 2} y=${(f.top + f.bottom) / 2} text-anchor="middle">Training begins when the births are counted</text>`}`;
}

export interface BirthPlot {
  readonly place: Place;
  readonly f: Frame;
  readonly small: boolean;
  /** The widths with Lu's bound, ascending; and where each is, in pixels. */
  readonly limits: readonly (readonly [width: number, share: number])[];
  readonly x: (width: number) => number;
  /** Those at equal steps: the chosen width may stand apart, beyond the others. */
  readonly near: readonly (readonly [width: number, share: number])[];
}

export function birthPlot(run: Run, place: Place, small: boolean): BirthPlot {
  const limits = [...bound(run)].sort(([a], [b]) => a - b);
  const spots = new Map(limits.map(([width], i) => [width, i + (i > 0 && width > limits[i - 1]![0] + 1 ? 0.8 : 0)]));
  const f = planeIn(place, { left: small ? 40 : 48, right: 18 }, Math.max(...spots.values()) + 0.4, 1);
  return {
    place, f, small, limits,
    x: (width) => f.x((spots.get(width) ?? 0) + 0.4),
    near: limits.filter(([width]) => spots.get(width)! % 1 === 0),
  };
}

/** Networks born dead against their width. */
export function drawBirths(run: Run, at: number, { place, f, small, limits, x, near }: BirthPlot): SVGTemplateResult {
  const chosen = param(run, "width");
  const draw = line<readonly [number, number]>(([width]) => x(width), ([, share]) => f.y(share)).digits(1);
  const [from, beyond] = [near.at(-1)!, limits.at(-1)!];
  const [named, share] = near[1] ?? from;
  const births = birthsAt(run, at);
  const measured = births.find(({ width }) => width === near[2]?.[0]);
  return svg`${titled(place, "Born dead", small ? "ReLU networks, by width" : "share of ReLU networks, by width")}
    <g class="axes">${shares(f)}
      ${limits.map(([width]) => svg`<line class="grid" x1=${x(width)} x2=${x(width)} y1=${f.bottom} y2=${f.bottom + 4}></line>
        <text class="tick ${width === chosen ? "chosen" : ""}" x=${x(width)} y=${f.bottom + 18} text-anchor="middle">${width}</text>`)}</g>
    <path class="bound" d=${draw(near) ?? ""}></path>
    ${beyond === from ? nothing : svg`<path class="bound beyond" d=${draw([from, beyond]) ?? ""}></path>`}
    <text class="direct" x=${x(named) + 12} y=${f.y(share) - 6}>Lu’s bound</text>
    ${measured ? svg`<text class="direct" x=${x(measured.width) - 9} y=${Math.min(f.y(measured.dead / measured.nets) + 14, f.bottom - 6)} text-anchor="end">measured</text>` : nothing}
    ${births.map(({ width, dead, nets, low, high }) => svg`<g class="births">
      <path class="interval" d="M${x(width).toFixed(1)},${f.y(low).toFixed(1)}V${f.y(high).toFixed(1)}"></path>
      <circle cx=${x(width).toFixed(1)} cy=${f.y(dead / nets).toFixed(1)} r="3.6"></circle></g>`)}`;
}

export function saysShares(run: Run, now: Training | undefined): string {
  if (!now) return "Dead units: the training has not begun.";
  const said = run.setup.names.map((name, i) =>
    `${name} ${percent(now.dead[i])}, 95% from ${percent(now.low[i])} to ${percent(now.high[i])}`);
  return `Dead units at step ${now.step} of ${param(run, "steps")}: ${said.join("; ")}.`;
}

export function saysBirths(run: Run, at: number): string {
  const found = birthsAt(run, at);
  const said = bound(run).map(([width, most]) => {
    const here = found.find((one) => one.width === width);
    return `width ${width}: ${here ? `${percent(here.dead / here.nets)}, ` : ""}at most ${percent(most)}`;
  });
  return `Networks dead from birth, measured and Lu’s bound, ${param(run, "depth")} layers deep. ${said.join("; ")}.`;
}
