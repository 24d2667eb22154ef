// The chart of dead units: the share of each activation's units, by step of training.
import { nothing, svg, type SVGTemplateResult } from "lit";
import { area, line } from "d3-shape";
import { endLabels, type EndLabel } from "../../drawing/end-labels";
import type { Plane } from "../../drawing/plane";
import { coinciding, curveNames, inRows, labelRoom } from "../coinciding-lines";
import type { Place } from "../panel";
import type { Run } from "../run-records";
import {
  mostDead,
  param,
  percent,
  trainingAt,
  trainings,
  type Share,
  type Training,
} from "./dead-units";
import { chartTitle, shareAxis, sharePlane } from "./share-axis";

/** The top of the axis of shares: round, and no lower than what has come of the run reaches. */
const reached = (run: Run): number =>
  [0.1, 0.2, 0.4, 0.6, 0.8].find((top) => mostDead(run) <= top) ?? 1;

export interface SharePlot {
  readonly place: Place;
  readonly f: Plane;
  readonly small: boolean;
  readonly ends: readonly EndLabel[];
}

export function sharePlot(run: Run, at: number, place: Place, small: boolean): SharePlot {
  const steps = param(run, "steps");
  const now = trainingAt(run, at);
  const names = curveNames(run.setup);
  const whole = sharePlane(place, { left: 0, right: 0 }, steps, reached(run));
  const heights = (pick: (moment: Training) => readonly Share[]) =>
    names.map((_, i) => trainings(run).map((moment) => whole.y(pick(moment)[i] ?? Number.NaN)));
  const groups = coinciding(heights(({ dead }) => dead));
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
  run: Run,
  at: number,
  { place, f, small, ends }: SharePlot,
): SVGTemplateResult {
  const all = trainings(run);
  const now = trainingAt(run, at);
  const past = now ? all.slice(0, all.indexOf(now) + 1) : [];
  const x = ({ step }: Training) => f.x(step);
  const y = (share: Share | undefined) => f.y(share ?? 0);
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
      const known = (moment: Training) => typeof moment.dead[i] === "number";
      const band = area<Training>(
        x,
        ({ low }) => y(low[i]),
        ({ high }) => y(high[i]),
      )
        .defined((m) => typeof m.low[i] === "number" && typeof m.high[i] === "number")
        .digits(1);
      const draw = line<Training>(x, ({ dead }) => y(dead[i]))
        .defined(known)
        .digits(1);
      return svg`<g data-slug=${slug}>
        <path class="band" d=${band(past) ?? ""}></path>
        <path class="later" d=${draw(all) ?? ""}></path>
        <path class="share" d=${draw(past) ?? ""}></path>
        ${
          now && known(now)
            ? svg`<path class="to-name"
              d="M${x(now).toFixed(1)},${y(now.dead[i]).toFixed(1)}H${f.right}"></path>
          <circle class="now" cx=${x(now).toFixed(1)} cy=${y(now.dead[i]).toFixed(1)}
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

export function saysShares(run: Run, now: Training | undefined): string {
  if (!now) return "Dead units: the training has not begun.";
  const shares = run.setup.names.map(
    (name, i) =>
      `${name} ${percent(now.dead[i])}, 95% from ${percent(now.low[i])} to ${percent(now.high[i])}`,
  );
  return `Dead units at step ${now.step} of ${param(run, "steps")}: ${shares.join("; ")}.`;
}
