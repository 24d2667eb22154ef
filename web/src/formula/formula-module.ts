// The module of a typed formula, which the server emits as it emits the catalogue.
import type { Species } from "../state/catalogue";

/** The one species of a module of this origin. */
export async function importSpecies(module: string): Promise<Species> {
  const { catalogue } = (await import(new URL(module, document.baseURI).href)) as {
    catalogue: readonly Species[];
  };
  return catalogue[0]!;
}
