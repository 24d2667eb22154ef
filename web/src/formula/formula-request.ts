// Asks the server about a typed formula: its print, its kinks, its arithmetic, or what is wrong.
import { importSpecies } from "./formula-module";
import { keyOf } from "../state/curve-at-parameters";
import { typedSlug, type Species, type Parameter } from "../state/catalogue";
import { table, type State, isParameter } from "../state/settings";

export interface Formula {
  readonly text: string;
  readonly mathml: string;
  readonly species: Species;
}
export interface Problem {
  readonly problem: string;
  /** The index of the offending character; null where the fault is not in the text. */
  readonly position: number | null;
  /** Unknown names; with them as parameters the text is a valid formula. */
  readonly missing: readonly string[];
}
interface Answer extends Partial<Problem> {
  readonly formula: string;
  readonly mathml: string;
  readonly kinks: readonly number[];
  readonly parameters: readonly Parameter[];
  readonly module: string;
}

export type Values = ReadonlyMap<string, number>;
const keyed = `${typedSlug}.`;

/** The parameters of the typed formula that a state has values for. */
export const valuesOf = (state: State): Values =>
  new Map(
    Object.entries(state).flatMap(([key, value]) =>
      key.startsWith(keyed) && isParameter(key) && typeof value === "number"
        ? [[key.slice(keyed.length), value] as const]
        : [],
    ),
  );

/** The query that asks for a formula, on this page and of the server. */
export const queryOf = (text: string, values: Values): string =>
  [
    ["formula", text] as const,
    ...[...values].map(([name, value]) => [keyOf(typedSlug, name), String(value)] as const),
  ]
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join("&");

/** Gives the slider bounds that do not move with its value: a power of ten, 10 or more. */
function slidable(parameter: Parameter): Parameter {
  const reach = 10 ** Math.max(1, Math.ceil(Math.log10(Math.abs(parameter.default))));
  return { ...parameter, low: -reach, high: reach };
}

const known = new Map<string, Formula>();

/**
 * The formula, or what is wrong with it. A formula that was read before comes from the cache.
 * Throws where the server does not answer, or `signal` aborts.
 */
export async function ask(
  text: string,
  values: Values,
  signal?: AbortSignal,
): Promise<Formula | Problem> {
  const query = queryOf(text, values);
  const cached = known.get(query);
  if (cached) return cached;
  const read = table.formula.read(text);
  // Too long to be sent.
  if ("problem" in read) return { problem: read.problem, position: null, missing: [] };
  const response = await fetch(`api/formula?${query}`, { signal: signal ?? null });
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  const answer = (await response.json()) as Answer;
  if (answer.problem !== undefined) {
    return {
      problem: answer.problem,
      position: answer.position ?? null,
      missing: answer.missing ?? [],
    };
  }
  const species = await importSpecies(answer.module);
  signal?.throwIfAborted();
  const formula = {
    text: answer.formula,
    mathml: answer.mathml,
    species: { ...species, kinks: answer.kinks, parameters: answer.parameters.map(slidable) },
  };
  known.set(query, formula);
  return formula;
}
