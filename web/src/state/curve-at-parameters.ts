// A species at the parameter values that a chart's state has for it.
import type { Species } from "./catalogue";

/** What a parameter is called in the state and the URL: elu.alpha, and plainly negative_slope. */
export const keyOf = (slug: string, name: string): string =>
  slug === "leaky_relu" ? name : `${slug}.${name}`;

export interface Curve {
  /** Where the slope or the value jumps. */
  readonly kinks: readonly number[];
  value(x: number): number;
  derivative(x: number): number;
}

/** A species with its parameters as the state has them, else at their defaults. */
export function bind(one: Species, state: object): Curve {
  if (one.parameters.length === 0) return one;
  const settings = state as Readonly<Record<string, number | undefined>>;
  const values = Object.fromEntries(
    one.parameters.map((p) => [p.name, settings[keyOf(one.slug, p.name)] ?? p.default]),
  );
  const derivative = (x: number): number => one.derivative(x, values);
  return {
    kinks: kinksWith(one.kinks, derivative),
    value: (x) => one.value(x, values),
    derivative,
  };
}

/** A parameter may make one more: ELU's slope jumps at 0 unless its alpha is 1. */
function kinksWith(known: readonly number[], derivative: (x: number) => number): readonly number[] {
  const hair = 1e-9;
  return !known.includes(0) && Math.abs(derivative(hair) - derivative(-hair)) > 1e-6
    ? [0, ...known].sort((a, b) => a - b)
    : known;
}
