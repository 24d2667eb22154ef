// The catalogue as the page uses it.
import { catalogue as emitted, type Evaluate, type Parameter, type Species } from "../activations.js";

export type { Evaluate, Parameter, Species };

/** The five the guide opens with. */
export const workhorses: readonly string[] = ["sigmoid", "tanh", "relu", "leaky_relu", "gelu"];

/** The species of the chart in its order: the identity, there to compare, comes last. */
export const catalogue: readonly Species[] = [...workhorses, "identity"].flatMap((slug) =>
  emitted.filter((one) => one.slug === slug));

const bySlug = new Map(catalogue.map((one) => [one.slug, one]));

export function species(slug: string): Species {
  const found = bySlug.get(slug);
  if (!found) throw new Error(`no species "${slug}" in the catalogue`);
  return found;
}

export const isSlug = (text: string): boolean => bySlug.has(text);

/** The catalogue's members among `slugs`, in the guide's order. */
export const inOrder = (slugs: readonly string[]): Species[] =>
  catalogue.filter((s) => slugs.includes(s.slug));

/** The parameter of that name, from whichever species has it. */
export function parameter(name: string): Parameter {
  const found = catalogue.flatMap((s) => s.parameters).find((p) => p.name === name);
  if (!found) throw new Error(`no parameter "${name}" in the catalogue`);
  return found;
}
