// A typed formula's own module, which the server emits as it emits the catalogue.
import { setTyped, type Species } from "./species";

/** Loads the one species of a module of this origin and puts it among the others. */
export async function loadTyped(module: string): Promise<void> {
  const { catalogue } = (await import(new URL(module, location.href).href)) as { catalogue: readonly Species[] };
  setTyped(catalogue[0]);
}
