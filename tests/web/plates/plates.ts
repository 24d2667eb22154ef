// The plates of the guide to draw: a species at its parameters, with what Python computed for it.
import { catalogue } from "../../../web/src/activations.js";
import { bind, type Curve } from "../../../web/src/state/curve-at-parameters";
import { readStatistics, type Statistics } from "../../../web/src/plates/statistics";
import type { PlotWindow } from "../../../web/src/drawing/plot-window";
import { called, python, settingsOf } from "../python";

export interface Plate {
  readonly slug: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly curve: Curve;
  readonly statistics: Statistics;
  readonly window: PlotWindow;
}
export const plates: readonly Plate[] = python.plates.map((facts) => {
  const [x0, x1, y0, y1] = facts.window;
  return {
    slug: facts.slug,
    name: called(facts),
    parameters: facts.parameters,
    curve: bind(
      catalogue.find(({ slug }) => slug === facts.slug)!,
      settingsOf(facts),
    ),
    statistics: readStatistics(JSON.stringify(facts.statistics)),
    window: { x0, x1, y0, y1 },
  };
});

/** The plate of a species as it opens, or at other parameters. */
export const plateOf = (slug: string, parameters?: Readonly<Record<string, number>>): Plate =>
  plates.find(
    (plate) =>
      plate.slug === slug &&
      (!parameters || JSON.stringify(plate.parameters) === JSON.stringify(parameters)),
  )!;
