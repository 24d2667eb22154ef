// The settings of the index page, kept in its URL: answers to the key, and the order of the table.
import { nearest, quoted } from "../ui/nearest-word";

/** A setting: its name, and every value it may have besides none. */
interface Row {
  readonly name: string;
  readonly allowed: readonly string[];
}

export const key = document.querySelector<HTMLFormElement>("#key")!;
export const columns = [...document.querySelectorAll<HTMLTableCellElement>("#statistics thead th")];

/** The questions of the key, as the server wrote them. */
export const questions: readonly Row[] = [...key.querySelectorAll("fieldset")].map((set) => {
  const radios = [...set.querySelectorAll("input")];
  return { name: radios[0]!.name, allowed: radios.map((radio) => radio.value).filter(Boolean) };
});
const table: readonly Row[] = [
  ...questions,
  { name: "sort", allowed: columns.map((column) => column.dataset["key"]!) },
  { name: "order", allowed: ["ascending", "descending"] },
];

export type State = Readonly<Record<string, string>>;
type Listener = () => void;

/** Reads a query. What cannot be read is left out and said, a line each. */
function parse(query: string): { state: State; problems: string[] } {
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
function write(state: State): string {
  const pairs = table.flatMap(({ name }) => (state[name] ? [`${name}=${state[name]}`] : []));
  return pairs.length ? `?${pairs.join("&")}` : "";
}

class IndexPage {
  state: State = {};
  problems: readonly string[] = [];
  readonly #listeners: Listener[] = [];

  constructor() {
    this.#read();
    addEventListener("popstate", () => {
      this.#read();
      this.#tell();
    });
  }

  /** Changes settings, "" for none; each change is a step in the history. */
  set(patch: State): void {
    this.state = { ...this.state, ...patch };
    history.pushState(null, "", location.pathname + write(this.state) + location.hash);
    this.#tell();
  }

  /** Calls back now and after every change. */
  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
    listener();
  }

  dismissProblems(): void {
    this.problems = [];
    this.#tell();
  }

  #read(): void {
    ({ state: this.state, problems: this.problems } = parse(location.search));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const page = new IndexPage();
