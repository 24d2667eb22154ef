// The chart of dead units: the share of each activation's units, by step of training.
import { nothing, svg, type SVGTemplateResult } from "lit";
import { area, line } from "d3-shape";
import { endLabels, type EndLabel } from "../../drawing/end-labels";
import type { Plane } from "../../drawing/plane";
import { coinciding, curveNames, inRows, labelRoom } from "../coinciding-lines";
import type { Place } from "../panel";
import type { DieTrainFrame } from "../frames";
import { mostDead, percent, trainingAt, trainings, type DieRun } from "./dead-units";
import { chartTitle, shareAxis, sharePlane } from "./share-axis";

/** The top of the axis: the least round share that no share of the run so far exceeds. */
const reached = (run: DieRun): number =>
  [0.1, 0.2, 0.4, 0.6, 0.8].find((top) => mostDead(run) <= top) ?? 1;

export interface SharePlot {
  readonly place: Place;
  readonly f: Plane;
  readonly small: boolean;
  readonly ends: readonly EndLabel[];
}

export function sharePlot(run: DieRun, at: number, place: Place, small: boolean): SharePlot {
  const steps = run.header.params.steps;
  const now = trainingAt(run, at);
  const names = curveNames(run.setup);
  const whole = sharePlane(place, { left: 0, right: 0 }, steps, reached(run));
  const heights = names.map((_, i) => trainings(run).map(({ dead }) => whole.y(dead[i]!)));
  const groups = coinciding(heights);
  const ends = inRows(
    groups.map((group) => ({
      names: group.map((i) => names[i]!),
      at: whole.y(now?.dead[group[0]!] ?? 0),
    })),
    small,
  );
  const f = sharePlane(
    place,
    { left: small ? 40 : 48, right: labelRoom(ends, small) },
    steps,
    reached(run),
  );
  return { place, f, small, ends };
}

export function drawShares(
  run: DieRun,
  at: number,
  { place, f, small, ends }: SharePlot,
): SVGTemplateResult {
  const all = trainings(run);
  const now = trainingAt(run, at);
  const past = now ? all.slice(0, all.indexOf(now) + 1) : [];
  const x = ({ step }: DieTrainFrame) => f.x(step);
  const axes = small ? "share, by step" : "share of all units, by step of training";
  return svg`${chartTitle(place, "Dead units", axes)}
    <g class="axes">${shareAxis(f)}
      ${f.x
        .ticks(small ? 3 : 6)
        .filter(Number.isInteger)
        .map(
          (t) => svg`
        <line class="grid" x1=${f.x(t)} x2=${f.x(t)} y1=${f.bottom} y2=${f.bottom + 4}></line>
        <text class="tick" x=${f.x(t)} y=${f.bottom + 18} text-anchor="middle">${t}</text>`,
        )}</g>
    ${run.setup.slugs.map((slug, i) => {
      const band = area<DieTrainFrame>(
        x,
        ({ low }) => f.y(low[i]!),
        ({ high }) => f.y(high[i]!),
      ).digits(1);
      const draw = line<DieTrainFrame>(x, ({ dead }) => f.y(dead[i]!)).digits(1);
      return svg`<g data-slug=${slug}>
        <path class="band" d=${band(past) ?? ""}></path>
        <path class="later" d=${draw(all) ?? ""}></path>
        <path class="share" d=${draw(past) ?? ""}></path>
        ${
          now
            ? svg`<path class="to-name"
              d="M${x(now).toFixed(1)},${f.y(now.dead[i]!).toFixed(1)}H${f.right}"></path>
          <circle class="now" cx=${x(now).toFixed(1)} cy=${f.y(now.dead[i]!).toFixed(1)}
            r="3.2"></circle>`
            : nothing
        }</g>`;
    })}
    ${
      now
        ? endLabels(f, ends, { clear: 3, small })
        : all.length
          ? nothing
          : svg`<text class="waiting" x=${(f.left + f.right) / 2} y=${(f.top + f.bottom) / 2}
            text-anchor="middle">Training begins when the births are counted</text>`
    }`;
}

export function saysShares(run: DieRun, now: DieTrainFrame | undefined): string {
  if (!now) return "Dead units: the training has not begun.";
  const shares = run.setup.names.map(
    (name, i) =>
      `${name} ${percent(now.dead[i])}, 95% from ${percent(now.low[i])} to ${percent(now.high[i])}`,
  );
  return `Dead units at step ${now.step} of ${run.header.params.steps}: ${shares.join("; ")}.`;
}
