// The settings of the index page, kept in its URL: answers to the key, and the order of the table.
import { parse, write, type Row, type State } from "./index-query";
import { orders } from "./row-order";

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
  { name: "order", allowed: orders },
];

type Listener = () => void;

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
    history.pushState(null, "", location.pathname + write(this.state, table) + location.hash);
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
    ({ state: this.state, problems: this.problems } = parse(location.search, table));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const page = new IndexPage();
