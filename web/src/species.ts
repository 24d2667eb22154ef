// The catalogue as the page uses it.
import { catalogue, type Evaluate, type Parameter, type Species } from "../activations.js";

export { catalogue };
export type { Evaluate, Parameter, Species };

const bySlug = new Map(catalogue.map((species) => [species.slug, species]));

/** The five the guide opens with: all but the identity, which is there to compare. */
export const workhorses = catalogue.map((s) => s.slug).filter((slug) => slug !== "identity");

export function species(slug: string): Species {
  const found = bySlug.get(slug);
  if (!found) throw new Error(`no species "${slug}" in the catalogue`);
  return found;
}

export const isSlug = (text: string): boolean => bySlug.has(text);

/** The catalogue's members among `slugs`, in catalogue order. */
export const inOrder = (slugs: readonly string[]): Species[] =>
  catalogue.filter((s) => slugs.includes(s.slug));

/** The parameter of that name, from whichever species has it. */
export function parameter(name: string): Parameter {
  const found = catalogue.flatMap((s) => s.parameters).find((p) => p.name === name);
  if (!found) throw new Error(`no parameter "${name}" in the catalogue`);
  return found;
}
