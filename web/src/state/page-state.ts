// Holds the page's state, keeps the URL in step with it, and tells the views once a frame.
import { defaults, isParameter, parse, write, type Key, type PageState } from "./settings";

/** A key of the state, or "parameters" for any species' parameter, or what is beside the state. */
export type Change = Key | "parameters" | "note" | "problems";
type Listener = (changed: ReadonlySet<Change>) => void;

/** What a step of "Try this" says once pressed, and how to take it back. */
export interface Note {
  readonly step: Element;
  readonly body: Node;
  undo(): void;
}

const quiet = 250; // ms after the last movement before the URL is written

class Page {
  state: PageState = defaults;
  note: Note | null = null;
  problems: readonly string[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #dirty = new Set<Change>();
  #frame = 0;
  #timer = 0;
  #search = "";

  constructor() {
    this.#readUrl();
    addEventListener("popstate", () => {
      // A jump to a section of the page is no change of state.
      if (location.search === this.#search) return;
      clearTimeout(this.#timer);
      this.#timer = 0;
      const before = this.state;
      this.#readUrl();
      this.note = null;
      this.#mark([...differing(before, this.state), "note", "problems"]);
    });
    addEventListener("pagehide", () => this.#flush());
  }

  /** Changes the state. A settled change makes a step in the history; a movement does not. */
  set(patch: Partial<PageState>, { settled = false } = {}): void {
    const before = this.state;
    const next = { ...before, ...patch };
    if (!next.show.includes(next.focus)) next.focus = "";
    const changed = differing(before, next);
    if (changed.length === 0) return;
    if (settled) this.#flush();
    this.state = next;
    if (settled) {
      history.pushState(null, "", this.#url());
      this.#search = location.search;
    } else {
      this.#later();
    }
    this.#mark(changed);
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

  /** The address that opens exactly this page. */
  link(): string {
    return new URL(this.#url(), location.href).href;
  }

  #readUrl(): void {
    const { state, problems } = parse(location.search);
    this.state = { ...defaults, ...state };
    this.problems = problems;
    this.#search = location.search;
  }

  #url(): string {
    return location.pathname + write(this.state) + location.hash;
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), quiet);
  }

  #flush(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    history.replaceState(null, "", this.#url());
    this.#search = location.search;
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

function differing(a: PageState, b: PageState): Key[] {
  return Object.keys({ ...a, ...b }).filter((k) => JSON.stringify(a[k]) !== JSON.stringify(b[k]));
}

export const page = new Page();
