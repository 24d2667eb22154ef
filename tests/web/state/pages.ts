// The settings of the guide's pages, as the server opens them.
import { FunctionSource } from "../../../web/src/state/catalogue";
import { Settings, type State } from "../../../web/src/state/settings";
import { python } from "../python";

export const frontPage = new Settings(new FunctionSource(python.opening), {
  defaults: `show=${python.opening.slice(0, -1)}&negative_slope=${python.leak}`,
  labs: ["collapse", "vanish"],
});
/** The plate of ELU, in a window of its own. */
export const plateOfElu = new Settings(new FunctionSource([]), {
  plate: "elu",
  defaults: "view=-4,4,-2,4",
});
export const plateOfSwiglu = new Settings(new FunctionSource([]), { plate: "swiglu" });

/** Reads an address, and writes the state that it leads to. */
export const rewritten = (settings: Settings, query: string): string =>
  settings.write({ ...settings.defaults, ...settings.parse(query).state } as State);
