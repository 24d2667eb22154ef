// A typed formula's own module, which the server emits as it emits the catalogue.
import { setTyped, type Species } from "../state/catalogue";

/** The one species of a module of this origin. */
export async function importSpecies(module: string): Promise<Species> {
  const { catalogue } = (await import(new URL(module, document.baseURI).href)) as {
    catalogue: readonly Species[];
  };
  return catalogue[0]!;
}

/** Loads a typed formula's species and puts it among the others. */
export const loadTyped = async (module: string): Promise<void> =>
  setTyped(await importSpecies(module));
