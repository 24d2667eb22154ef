// The settings of the index as a query, by a table of what each may be.
import { nearest, quoted } from "../ui/nearest-word";

/** A setting: its name, and every value it may have besides none. */
export interface Row {
  readonly name: string;
  readonly allowed: readonly string[];
}

export type State = Readonly<Record<string, string>>;

/** Reads a query. What cannot be read is left out and reported, a line each. */
export function parse(query: string, table: readonly Row[]): { state: State; problems: string[] } {
  const state: Record<string, string> = {};
  const problems: string[] = [];
  for (const [name, text] of new URLSearchParams(query)) {
    const row = table.find((each) => each.name === name);
    if (!row) {
      const names = table.map((each) => each.name);
      problems.push(`${quoted(name)} is not a setting; the nearest is “${nearest(name, names)}”`);
    } else if (Object.hasOwn(state, name)) {
      problems.push(`${name} is given twice; the first is used`);
    } else if (!row.allowed.includes(text)) {
      problems.push(
        `${name}: ${quoted(text)} is none of ${row.allowed.join(", ")}; the nearest is ` +
          `“${nearest(text, row.allowed)}”. It is left out`,
      );
    } else {
      state[name] = text;
    }
  }
  if (state["order"] && !state["sort"]) {
    problems.push(`order: ${quoted(state["order"])} needs a column to sort by, such as sort=name`);
    delete state["order"];
  }
  return { state, problems };
}

/** Only what is asked for, in the table's order. */
export function write(state: State, table: readonly Row[]): string {
  const pairs = table.flatMap(({ name }) => (state[name] ? [`${name}=${state[name]}`] : []));
  return pairs.length ? `?${pairs.join("&")}` : "";
}
