// The settings of a chart or page as one table: controls, URL and state all read it.
import { nearest, quoted } from "../ui/nearest-word";
import { stepOf } from "./slider-step";
import { keyOf } from "./curve-at-parameters";
import { catalogue, gates, isSlug, typedSlug, type FunctionSource } from "./catalogue";
import { gateReach, largestParameter, windowBound } from "../shared-constants";
import { flag, number, oneOf, plotWindow, text, type NumberRow, type Row } from "./setting-kinds";

const slugs = catalogue.map(({ slug }) => slug);
const noSpecies = (text: string): string =>
  `${quoted(text)} is not a species; the nearest is “${nearest(text, slugs)}”`;

const species: Row<string> = {
  fallback: "",
  write: (value) => value,
  read: (text) => (text === "" || isSlug(text) ? { value: text } : { problem: noSpecies(text) }),
};
const listOfSpecies: Row<readonly string[]> = {
  fallback: [],
  write: (value) => value.join(","),
  read(text) {
    const value = text
      .split(",")
      .map((slug) => slug.trim())
      .filter(Boolean);
    const wrong = value.find((slug) => !isSlug(slug));
    return wrong === undefined ? { value } : { problem: noSpecies(wrong) };
  },
};

/** The inputs of a gate, and which of its surfaces is on the map. */
const ofGate = {
  a: number(1, -gateReach, gateReach, 0.01),
  b: number(2, -gateReach, gateReach, 0.01),
  part: oneOf("f", "da", "db"),
};
const ofCharts = {
  show: listOfSpecies,
  derivatives: flag,
  x: number(1, -windowBound, windowBound, 0.01),
  focus: species,
  view: plotWindow,
  depth: number(10, 1, 50, 1),
  threshold: number(0.5, 0.01, 0.99, 0.01),
  weight: number(1.5, 0, 4, 0.05),
  against: species,
  formula: text,
};

/** The settings besides parameters, in the order in which a URL names them. */
export const table = { ...ofCharts, ...ofGate };

/** The parameters of every species, a row each. */
const parameters: Readonly<Record<string, NumberRow>> = Object.fromEntries(
  catalogue.flatMap(({ slug, parameters }) =>
    parameters.map((p) => [keyOf(slug, p.name), number(p.default, p.low, p.high, stepOf(p))]),
  ),
);

const rows: Readonly<Record<Key, Row<unknown>>> = { ...table, ...parameters };

/** The value of each setting, by its key. */
export type State = { readonly [K in keyof typeof table]: (typeof table)[K]["fallback"] } & {
  readonly [key: string]: unknown;
};
export type Key = string;

const ofFormula = /^formula\.[A-Za-z]\w{0,31}$/;
/** A parameter of a typed formula is a setting as soon as it is named. */
const anyNumber = number(Number.NaN, -largestParameter, largestParameter, Number.MIN_VALUE);
const raw: Row<string> = { fallback: "", write: (value) => value, read: (value) => ({ value }) };

export const isParameter = (key: Key): boolean =>
  Object.hasOwn(parameters, key) || ofFormula.test(key);

/** What a page says of its settings. */
export interface Options {
  /** The slug that a plate is of; undefined on the pages of many species. */
  readonly plate?: string | undefined;
  /** What it opens with, as a query. */
  readonly defaults?: string | undefined;
  /** The names of the labs on it: each checks its own settings, vanish.depth, by its schema. */
  readonly labs?: readonly string[];
}

/** The settings of one chart or page: their names, their defaults, and their writing in a URL. */
export class Settings {
  readonly plate: string | undefined;
  readonly defaults: State;
  readonly #labs: readonly string[];
  /** The settings that a URL may name, and those that a plate calls by a shorter name. */
  readonly #keys: readonly Key[];
  readonly #own: readonly Key[];

  constructor(
    private readonly functions: FunctionSource,
    { plate, defaults, labs = [] }: Options,
  ) {
    this.#labs = labs;
    this.plate = plate;
    this.#own = catalogue.flatMap(({ slug, parameters }) =>
      slug === plate ? parameters.map((p) => keyOf(slug, p.name)) : [],
    );
    this.#keys = gates.some(({ slug }) => slug === plate)
      ? Object.keys(ofGate)
      : plate
        ? ["x", "view", ...(plate === typedSlug ? ["formula"] : []), ...this.#own]
        : Object.keys({ ...ofCharts, ...parameters });
    const fallbacks = Object.fromEntries(
      Object.entries(rows).map(([key, row]) => [key, row.fallback]),
    );
    this.defaults = {
      ...(fallbacks as unknown as State),
      // A plate shows its species and that one's slope.
      ...(plate ? { show: [plate], derivatives: true } : {}),
    };
    this.defaults = { ...this.defaults, ...this.parse(defaults ?? "").state } as State;
  }

  /** Reads a query. What cannot be read is left out and reported, a line each. */
  parse(query: string): { state: Partial<State>; problems: string[] } {
    const state: Record<string, unknown> = {};
    const problems: string[] = [];
    const seen = new Set<string>();
    for (const [name, text] of new URLSearchParams(query)) {
      const key = this.#long(name);
      const row = this.#row(key);
      if (!row) {
        const names = this.#keys.map((each) => this.#short(each));
        problems.push(`${quoted(name)} is not a setting; the nearest is “${nearest(name, names)}”`);
        continue;
      }
      if (seen.has(key)) {
        problems.push(`${name} is given twice; the first is used`);
        continue;
      }
      seen.add(key);
      const read = row.read(text);
      if ("problem" in read) problems.push(`${name}: ${read.problem}. The default is used`);
      else state[key] = read.value;
    }
    const focus = state["focus"] as string | undefined;
    const asked = state["show"] as readonly string[] | undefined;
    const shown = asked && this.functions.ordered(asked);
    if (shown) state["show"] = shown;
    if (focus && !(shown ?? this.defaults.show).includes(focus)) {
      problems.push(`focus: ${quoted(focus)} is not among the species shown. Nothing is in focus`);
      delete state["focus"];
    }
    if (shown?.includes(typedSlug) && !state["formula"]) {
      problems.push("show: there is no formula to show. Without it the others are shown");
      state["show"] = shown.filter((slug) => slug !== typedSlug);
    }
    return { state: state as Partial<State>, problems };
  }

  /** The query for a state: only what differs from the defaults, in the table's order. */
  write(state: State): string {
    const parts = Object.entries(state).flatMap(([key, value]) => {
      // A parameter that has left the typed formula is no setting any more.
      if (value === undefined) return [];
      const row = this.#row(key)!;
      const text = row.write(value);
      // Commas are legal in a query, and a reader can read them.
      return key in this.defaults && text === row.write(this.defaults[key])
        ? []
        : [`${this.#short(key)}=${encodeURIComponent(text).replaceAll("%2C", ",")}`];
    });
    return parts.length ? `?${parts.join("&")}` : "";
  }

  #row(key: Key): Row<unknown> | undefined {
    if (Object.hasOwn(rows, key)) return rows[key];
    return ofFormula.test(key) ? anyNumber : this.#ofLab(key) ? raw : undefined;
  }

  #ofLab(key: Key): boolean {
    return /^[a-z]+\.\w+$/.test(key) && this.#labs.includes(key.split(".")[0]!);
  }

  /** A plate calls elu.alpha plainly alpha. */
  #short(key: Key): string {
    return this.#own.includes(key) ? key.replace(`${this.plate}.`, "") : key;
  }

  #long(name: string): Key {
    const key = this.#keys.find((each) => this.#short(each) === name);
    return key ?? (ofFormula.test(name) || this.#ofLab(name) ? name : "");
  }
}
