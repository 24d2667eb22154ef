// What Python has written for the tests: the numbers that the page's own are compared with.
import reference from "./reference.json";

/** JSON has no infinity: it is a word there. */
type Written = number | "Infinity" | "-Infinity";
export interface CurveFacts {
  readonly slug: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** x, value and slope. */
  readonly points: readonly (readonly [x: number, value: number, slope: number])[];
  readonly steepest: Written;
  /** Of a periodic slope those of one period. */
  readonly flat: readonly (readonly [Written, Written])[];
  readonly slope_period: number | null;
}
export interface PlateFacts {
  readonly slug: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly window: readonly [number, number, number, number];
  readonly statistics: object;
}
interface Reference {
  readonly opening: readonly string[];
  readonly leak: number;
  readonly printed: readonly (readonly [number, string])[];
  readonly curves: readonly CurveFacts[];
  readonly plates: readonly PlateFacts[];
  readonly differences: readonly { one: string; other: string; x: number; value: number }[];
  readonly lowest: Readonly<Record<string, number>>;
  readonly labs: readonly unknown[];
}
export const python = reference as Reference;

/** The settings of a state at which a species has these parameters. */
export const settingsOf = ({ slug, parameters }: CurveFacts | PlateFacts): object =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      slug === "leaky_relu" ? name : `${slug}.${name}`,
      value,
    ]),
  );

/** How a species at these parameters is called in a message. */
export const called = ({ slug, parameters }: CurveFacts | PlateFacts): string =>
  `${slug} ${JSON.stringify(parameters)}`;
