// The page's state as one table: each row knows its default, what is allowed,
// and how it is written in the URL. Controls, URL and chart all read this.
import { gates } from "../activations.js";
import { exact, plain, readNumber } from "../ui/number-format";
import { nearest, noneOf, quoted } from "../ui/nearest-word";
import { catalogue, isSlug, keyOf, ordered, page, typedSlug, type Parameter } from "./catalogue";
import { clampWindow, homeWindow, type PlotWindow } from "../drawing/plot-window";

/** A row. `read` gives the value, or a string: what is allowed and the nearest to it. */
interface Row<T> {
  readonly fallback: T;
  read(text: string): { value: T } | { problem: string };
  write(value: T): string;
}
export interface NumberRow extends Row<number> {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

const slugs = catalogue.map((s) => s.slug);

function number(fallback: number, low: number, high: number, step: number): NumberRow {
  const kind = step === 1 ? "a whole number" : "a number";
  const allowed = `${kind} from ${plain(low)} to ${plain(high)}`;
  return {
    fallback,
    low,
    high,
    step,
    write: exact,
    read(text) {
      const value = readNumber(text);
      if (Number.isNaN(value)) return { problem: `${quoted(text)} is not ${allowed}` };
      if (value < low || value > high) {
        const bound = plain(value < low ? low : high);
        return { problem: `${quoted(text)} is not ${allowed}; the nearest is ${bound}` };
      }
      if (step === 1 && !Number.isInteger(value)) {
        return {
          problem: `${quoted(text)} is not ${allowed}; the nearest is ${Math.round(value)}`,
        };
      }
      return { value };
    },
  };
}

const noSpecies = (text: string): string =>
  `${quoted(text)} is not a species; the nearest is “${nearest(text, slugs)}”`;

const list: Row<readonly string[]> = {
  fallback: [],
  write: (value) => value.join(","),
  read(text) {
    const asked = text
      .split(",")
      .map((s) => s.trim())
      .filter(Boolean);
    const wrong = asked.find((slug) => !isSlug(slug));
    return wrong === undefined ? { value: ordered(asked) } : { problem: noSpecies(wrong) };
  },
};
const oneOrNone: Row<string> = {
  fallback: "",
  write: (value) => value,
  read: (text) => (text === "" || isSlug(text) ? { value: text } : { problem: noSpecies(text) }),
};
const flag: Row<boolean> = {
  fallback: false,
  write: (value) => (value ? "1" : "0"),
  read: (text) =>
    text === "0" || text === "1"
      ? { value: text === "1" }
      : { problem: `${quoted(text)} is neither 0 nor 1` },
};
/** One of a few words; the first is the default. */
const oneOf = <T extends string>(...words: [T, ...T[]]): Row<T> => ({
  fallback: words[0],
  write: (value) => value,
  read(text) {
    const value = words.find((word) => word === text);
    return value
      ? { value }
      : {
          problem: noneOf(text, words),
        };
  },
});
const window_: Row<PlotWindow> = {
  fallback: homeWindow,
  write: ({ x0, x1, y0, y1 }) =>
    [x0, x1, y0, y1].map((v) => exact(Number(v.toPrecision(6)))).join(","),
  read(text) {
    const [x0, x1, y0, y1, ...rest] = text.split(",").map(readNumber);
    const asked = { x0: x0 ?? NaN, x1: x1 ?? NaN, y0: y0 ?? NaN, y1: y1 ?? NaN };
    const clamped = clampWindow(asked);
    const same = (Object.keys(asked) as (keyof PlotWindow)[]).every(
      (k) => Math.abs(asked[k] - clamped[k]) <= 1e-4 * Math.max(1, Math.abs(asked[k])),
    );
    return same && rest.length === 0
      ? { value: asked }
      : { problem: `${quoted(text)} is not a window “left,right,bottom,top” within ±50` };
  },
};

const longest = 1000; // characters of a formula

const text: Row<string> = {
  fallback: "",
  write: (value) => value,
  read: (value) =>
    value.length <= longest
      ? { value }
      : { problem: `a formula has at most ${longest} characters, got ${value.length}` },
};

/** About a hundredth of the range, a power of ten that the lower bound is a multiple of. */
export const stepOf = ({ low, high }: Parameter): number => {
  const step = 10 ** Math.round(Math.log10((high - low) / 100));
  return low > 0 ? Math.min(step, 10 ** Math.floor(Math.log10(low))) : step;
};

const fixed = {
  show: list,
  derivatives: flag,
  x: number(1, -50, 50, 0.01),
  focus: oneOrNone,
  view: window_,
  depth: number(10, 1, 50, 1),
  threshold: number(0.5, 0.01, 0.99, 0.01),
  weight: number(1.5, 0, 4, 0.05),
  against: oneOrNone,
  formula: text,
};
/** Of a gate's plate: the two inputs, and which surface over them. */
const ofGate = {
  a: number(1, -4, 4, 0.01),
  b: number(2, -4, 4, 0.01),
  part: oneOf("f", "da", "db"),
};
/** The parameters of every species, a row each. */
const parameters: Readonly<Record<string, NumberRow>> = Object.fromEntries(
  catalogue.flatMap(({ slug, parameters }) =>
    parameters.map((p) => [keyOf(slug, p.name), number(p.default, p.low, p.high, stepOf(p))]),
  ),
);

const known = { ...fixed, ...ofGate };
export const table = { ...known, ...parameters } as typeof known & { [key: string]: Row<unknown> };
type Fixed = { [K in keyof typeof known]: (typeof known)[K]["fallback"] };
export type PageState = Fixed & { readonly [key: string]: unknown };
export type Key = string;

const ofFormula = /^formula\.[A-Za-z]\w{0,31}$/;
/** A parameter of a typed formula is a setting as soon as it is named. */
const anyNumber = number(Number.NaN, -1e6, 1e6, Number.MIN_VALUE);

/** The settings of the labs on this page, vanish.depth: each lab checks its own by its schema. */
const labs = [...document.querySelectorAll("lab-player")].map((lab) => lab.getAttribute("lab")!);
const ofLab = (key: Key): boolean => /^[a-z]+\.\w+$/.test(key) && labs.includes(key.split(".")[0]!);
const raw: Row<string> = { fallback: "", write: (value) => value, read: (value) => ({ value }) };

export const isParameter = (key: Key): boolean =>
  Object.hasOwn(parameters, key) || ofFormula.test(key);
const rowOf = (key: Key): Row<unknown> | undefined =>
  Object.hasOwn(table, key)
    ? table[key]
    : ofFormula.test(key)
      ? anyNumber
      : ofLab(key)
        ? raw
        : undefined;

/** The slug that a plate is of; undefined on the pages of many species. */
export const plate = page["species"] ?? (page["formula"] === undefined ? undefined : typedSlug);
// A plate has the settings of its own species, and calls elu.alpha plainly alpha.
const ownKeys = catalogue.flatMap(({ slug, parameters }) =>
  slug === plate ? parameters.map((p) => keyOf(slug, p.name)) : [],
);
const keys = gates.some(({ slug }) => slug === plate)
  ? Object.keys(ofGate)
  : plate
    ? ["x", "view", ...(plate === typedSlug ? ["formula"] : []), ...ownKeys]
    : Object.keys({ ...fixed, ...parameters });
const short = (key: Key): string => (ownKeys.includes(key) ? key.replace(`${plate}.`, "") : key);
const long = (name: string): Key =>
  keys.find((key) => short(key) === name) ?? (ofFormula.test(name) || ofLab(name) ? name : "");

const own = {
  ...Object.fromEntries(Object.keys(table).map((key) => [key, table[key]!.fallback])),
  // A plate shows its species and that one's slope.
  ...(plate ? { show: [plate], derivatives: true } : {}),
};
// What the page opens with is a query too, written by the server.
export const defaults = { ...own, ...parse(page["defaults"] ?? "").state } as PageState;

/** Reads a query. What cannot be read is left out and said, a line each. */
export function parse(query: string): { state: Partial<PageState>; problems: string[] } {
  const state: Record<string, unknown> = {};
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [name, text] of new URLSearchParams(query)) {
    const key = long(name);
    const row = rowOf(key);
    if (!row) {
      problems.push(
        `${quoted(name)} is not a setting; the nearest is “${nearest(name, keys.map(short))}”`,
      );
      continue;
    }
    if (seen.has(key)) {
      problems.push(`${name} is given twice; the first is used`);
      continue;
    }
    seen.add(key);
    const read = row.read(text);
    if ("problem" in read) {
      problems.push(`${name}: ${read.problem}. The default is used`);
    } else {
      state[key] = read.value;
    }
  }
  const focus = state["focus"] as string | undefined;
  if (
    focus &&
    !((state["show"] as readonly string[] | undefined) ?? defaults.show).includes(focus)
  ) {
    problems.push(`focus: ${quoted(focus)} is not among the species shown. Nothing is in focus`);
    delete state["focus"];
  }
  const shown = state["show"] as readonly string[] | undefined;
  if (shown?.includes(typedSlug) && !state["formula"]) {
    problems.push("show: there is no formula to show. Without it the others are shown");
    state["show"] = shown.filter((slug) => slug !== typedSlug);
  }
  return { state: state as Partial<PageState>, problems };
}

/** The query for a state: only what differs from the defaults, in the table's order. */
export function write(state: PageState): string {
  const parts = Object.entries(state).flatMap(([key, value]) => {
    // A parameter that has left the typed formula is no setting any more.
    if (value === undefined) return [];
    const row = rowOf(key)!;
    const text = row.write(value);
    // Commas are legal in a query, and a reader can read them.
    return key in defaults && text === row.write(defaults[key])
      ? []
      : [`${short(key)}=${encodeURIComponent(text).replaceAll("%2C", ",")}`];
  });
  return parts.length ? `?${parts.join("&")}` : "";
}
