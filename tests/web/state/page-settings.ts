// The settings of a page, as it opens: one page for each process, which is one test file.
import type { PageState } from "../../../web/src/state/settings";

export interface Settings {
  readonly defaults: PageState;
  parse(query: string): { state: Partial<PageState>; problems: string[] };
  write(state: PageState): string;
}

/** Reads an address, and writes the state that it leads to. */
export const rewritten = ({ defaults, parse, write }: Settings, query: string): string =>
  write({ ...defaults, ...parse(query).state });
