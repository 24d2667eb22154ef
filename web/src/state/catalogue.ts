// The catalogue as the page uses it: every species the server emits, and the one typed here.
import {
  catalogue as emitted,
  type Evaluate,
  type Parameter,
  type Species,
} from "../activations.js";

export type { Evaluate, Parameter, Species };

/** What a page opens with, as the server wrote it: the species that come first, and defaults. */
export const page = document.body.dataset;

const opening = page["opening"]?.split(",") ?? [];

/** Every species: those the page opens with come first, in its order. */
export const catalogue: readonly Species[] = [
  ...opening.flatMap((slug) => emitted.filter((one) => one.slug === slug)),
  ...emitted.filter((one) => !opening.includes(one.slug)),
];

/** The ones offered without asking: all of them where the page names none. */
export const offered: readonly Species[] = catalogue.slice(0, opening.length || undefined);

/** The slug of the formula the reader typed. */
export const typedSlug = "formula";
let typed: Species | undefined;

/** Puts the species of a typed formula among the others, or takes it away. */
export const setTyped = (one: Species | undefined): void => {
  typed = one;
};

const bySlug = new Map(catalogue.map((one) => [one.slug, one]));

export function species(slug: string): Species {
  const found = slug === typedSlug ? typed : bySlug.get(slug);
  if (!found) throw new Error(`no species "${slug}" in the catalogue`);
  return found;
}

export const isSlug = (text: string): boolean => bySlug.has(text) || text === typedSlug;

/** The members among `slugs` that can be drawn, in the page's order. */
export const inOrder = (slugs: readonly string[]): Species[] =>
  ordered(slugs)
    .filter((slug) => slug !== typedSlug || typed)
    .map(species);

/** The slugs in the page's order. */
export const ordered = (slugs: readonly string[]): string[] =>
  [...bySlug.keys(), typedSlug].filter((slug) => slugs.includes(slug));

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
  const given = Object.fromEntries(
    one.parameters.map((p) => [p.name, settings[keyOf(one.slug, p.name)] ?? p.default]),
  );
  const derivative = (x: number): number => one.derivative(x, given);
  return { kinks: kinksWith(one.kinks, derivative), value: (x) => one.value(x, given), derivative };
}

/** A parameter may make one more: ELU's slope jumps at 0 unless its alpha is 1. */
function kinksWith(known: readonly number[], derivative: (x: number) => number): readonly number[] {
  const hair = 1e-9;
  return !known.includes(0) && Math.abs(derivative(hair) - derivative(-hair)) > 1e-6
    ? [0, ...known].sort((a, b) => a - b)
    : known;
}
