// The functions that a chart can show: the catalogue the server emits, and a formula typed there.
import {
  catalogue,
  gates,
  type Evaluate,
  type Gate,
  type Parameter,
  type Species,
} from "../activations.js";

export { catalogue, gates };
export type { Evaluate, Gate, Parameter, Species };

/** The slug of the formula the reader typed. */
export const typedSlug = "formula";

const bySlug = new Map(catalogue.map((one) => [one.slug, one]));

export const isSlug = (text: string): boolean => bySlug.has(text) || text === typedSlug;

/** A species of the catalogue. */
export function catalogued(slug: string): Species {
  const one = bySlug.get(slug);
  if (!one) throw new Error(`no species "${slug}" in the catalogue`);
  return one;
}

/** The functions of one chart, or of the charts that share their state. */
export class FunctionSource {
  /** The catalogue: the species that the chart opens with come first. */
  readonly all: readonly Species[];
  /** The ones offered without asking: all of them where the chart opens with none. */
  readonly offered: readonly Species[];
  /** The species of the formula that is typed here. */
  typed: Species | undefined;

  constructor(opening: readonly string[]) {
    const first = opening.filter((slug) => bySlug.has(slug)).map(catalogued);
    this.all = [...first, ...catalogue.filter((one) => !first.includes(one))];
    this.offered = this.all.slice(0, first.length || undefined);
  }

  get(slug: string): Species {
    return slug === typedSlug && this.typed ? this.typed : catalogued(slug);
  }

  /** All of them by family, families and species in the chart's order. */
  get families(): ReadonlyMap<string, readonly Species[]> {
    const families = new Map<string, Species[]>();
    for (const one of this.all) {
      families.set(one.family, [...(families.get(one.family) ?? []), one]);
    }
    return families;
  }

  /** The slugs in the chart's order; the typed formula comes last. */
  ordered(slugs: readonly string[]): string[] {
    return [...this.all.map(({ slug }) => slug), typedSlug].filter((slug) => slugs.includes(slug));
  }

  /** The members among `slugs` that can be drawn, in the chart's order. */
  inOrder(slugs: readonly string[]): Species[] {
    return this.ordered(slugs)
      .filter((slug) => slug !== typedSlug || this.typed)
      .map((slug) => this.get(slug));
  }
}
