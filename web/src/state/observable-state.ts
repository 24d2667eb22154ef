// The state of a chart or page, which calls its listeners once a frame after changes.
import { isParameter, type Key, type State } from "./settings";

/** A key of the state, or "parameters" for any species' parameter, or what is beside the state. */
export type Change = Key | "parameters" | "note" | "problems";
type Listener = (changed: ReadonlySet<Change>) => void;

/** What a step of "Try this" says once pressed, and how to take it back. */
export interface Note {
  readonly step: Element;
  readonly body: Node;
  undo(): void;
}

export class ObservableState {
  note: Note | null = null;
  /** Called at once after each change by `set`, with whether it is settled. */
  recorder: ((settled: boolean) => void) | undefined;
  #values: State;
  readonly #listeners = new Set<Listener>();
  readonly #dirty = new Set<Change>();
  #frame = 0;

  /** `problems` are the settings asked for in vain, a line each. */
  constructor(
    values: State,
    public problems: readonly string[] = [],
  ) {
    this.#values = values;
  }

  get values(): State {
    return this.#values;
  }

  /** Changes the state. A settled change makes a step in the history; a movement does not. */
  set(patch: Partial<State>, { settled = false } = {}): void {
    const before = this.#values;
    const next = { ...before, ...patch };
    this.#values = next.show.includes(next.focus) ? next : { ...next, focus: "" };
    const changed = differing(before, this.#values);
    if (changed.length === 0) {
      this.#values = before;
      return;
    }
    this.recorder?.(settled);
    this.#mark(changed);
  }

  /** Another state in the place of this one, as Back and Forward ask for it. */
  replace(values: State, problems: readonly string[]): void {
    const changed = differing(this.#values, values);
    this.#values = values;
    this.problems = problems;
    this.note = null;
    this.#mark([...changed, "note", "problems"]);
  }

  dismissProblems(): void {
    this.problems = [];
    this.#mark(["problems"]);
  }

  setNote(note: Note | null): void {
    this.note = note;
    this.#mark(["note"]);
  }

  /** Tells that what a key stands for has changed: a typed formula has arrived. */
  announce(key: Change): void {
    this.#mark([key]);
  }

  /** Calls back in the next frame after a change, with all that changed since the last. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #mark(changed: readonly Change[]): void {
    for (const key of changed) this.#dirty.add(isParameter(key) ? "parameters" : key);
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const set = new Set(this.#dirty);
      this.#dirty.clear();
      for (const listener of this.#listeners) listener(set);
    });
  }
}

function differing(a: State, b: State): Key[] {
  return Object.keys({ ...a, ...b }).filter((k) => JSON.stringify(a[k]) !== JSON.stringify(b[k]));
}
