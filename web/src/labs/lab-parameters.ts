// The parameters of a lab by its JSON schema: reading, checking, presets, addresses of runs.
import { exact, plain, readNumber } from "../ui/number-format";
import { nearest, noneOf, quoted } from "../ui/nearest-word";
import { catalogue, catalogued, isSlug, typedSlug } from "../state/catalogue";
import type { State } from "../state/settings";

export interface Field {
  readonly type: "integer" | "number" | "string";
  readonly title: string;
  readonly description: string;
  readonly default: number | string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly scale?: "log";
  readonly step?: number;
  readonly control?: "activation" | "activations" | "points";
  readonly most?: number;
}
export interface Preset {
  readonly slug: string;
  readonly title: string;
  readonly story: string;
  readonly params: Readonly<Record<string, string>>;
  /** Where its recorded run is; missing where there is none. */
  readonly recording?: string | null;
}
export interface Lab {
  readonly name: string;
  readonly title: string;
  readonly schema: { readonly properties: Readonly<Record<string, Field>> };
  readonly presets: readonly Preset[];
}
/** A value for each parameter, as it is written in an address. */
export type Values = Readonly<Record<string, string>>;

let asked: Promise<readonly Lab[]> | undefined;

/** A lab as the server describes it. The answer is cached; a failure is not. */
export async function labNamed(name: string): Promise<Lab> {
  asked ??= fetch("api/labs").then((answer) => {
    if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
    return answer.json() as Promise<readonly Lab[]>;
  });
  try {
    const lab = (await asked).find((each) => each.name === name);
    if (lab) return lab;
  } catch (error) {
    asked = undefined;
    throw error;
  }
  throw new Error(`the server has no lab ${name}`);
}

export const defaultsOf = ({ schema }: Lab): Values =>
  Object.fromEntries(
    Object.entries(schema.properties).map(([name, field]) => [name, String(field.default)]),
  );

export const keyOf = (lab: Lab, name: string): string => `${lab.name}.${name}`;

/** The values that the state asks of a lab, defaults for invalid ones, and why those are. */
export function valuesIn(
  state: State,
  lab: Lab,
): { values: Values; problems: ReadonlyMap<string, string> } {
  const values: Record<string, string> = { ...defaultsOf(lab) };
  const problems = new Map<string, string>();
  const names = Object.keys(lab.schema.properties);
  for (const [key, text] of Object.entries(state)) {
    const [owner, name] = key.split(".");
    if (owner !== lab.name || name === undefined || typeof text !== "string") continue;
    const field = lab.schema.properties[name];
    if (!field) {
      problems.set(
        name,
        `${quoted(name)} is no setting of this lab; the nearest is “${nearest(name, names)}”`,
      );
      continue;
    }
    const read = check(field, text);
    if ("problem" in read) problems.set(name, `${read.problem}. The default is used`);
    else values[name] = read.value;
  }
  return { values, problems };
}

/** Reads a value: its canonical spelling, or the problem with what is allowed and the nearest. */
export function check(field: Field, text: string): { value: string } | { problem: string } {
  if (field.control?.startsWith("activation")) return checkSpecies(field, text);
  if (field.enum) {
    return field.enum.includes(text)
      ? { value: text }
      : {
          problem: noneOf(text, field.enum),
        };
  }
  if (field.type === "string") {
    return text.length <= (field.maxLength ?? Infinity)
      ? { value: text }
      : { problem: `at most ${field.maxLength} characters, got ${text.length}` };
  }
  const { minimum: low = -Infinity, maximum: high = Infinity } = field;
  const kind = field.type === "integer" ? "a whole number" : "a number";
  const allowed = `${kind} from ${plain(low)} to ${plain(high)}`;
  const value = readNumber(text);
  const bounded = Math.min(Math.max(value, low), high);
  const best = field.type === "integer" ? Math.round(bounded) : bounded;
  if (Number.isNaN(value)) return { problem: `${quoted(text)} is not ${allowed}` };
  return value === best
    ? { value: exact(value) }
    : { problem: `${quoted(text)} is not ${allowed}; the nearest is ${plain(best)}` };
}

/** The activations of a list; commas inside parentheses do not separate. */
export function split(text: string): string[] {
  const parts = [""];
  let deep = 0;
  for (const letter of text) {
    deep += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (letter === "," && deep <= 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** The slug of a text such as elu(alpha=2); "formula" for a text that is no species. */
export function slugOf(text: string): string {
  const [, head = "", parameters = ""] = /^(\w+)(\(.*=.*\))?$/s.exec(text) ?? [];
  return head !== typedSlug && isSlug(head) && (parameters || head === text) ? head : typedSlug;
}

/** The label of an activation: its name with its parameters; a formula as it was typed. */
export function labelOf(text: string): string {
  const slug = slugOf(text);
  if (slug === typedSlug) return text;
  const parameters = text
    .slice(slug.length + 1, -1)
    .replaceAll("=", " ")
    .replaceAll(",", ", ")
    .replaceAll("_", " ");
  return parameters ? `${catalogued(slug).name} (${parameters})` : catalogued(slug).name;
}

function checkSpecies(field: Field, text: string): { value: string } | { problem: string } {
  const parts = field.control === "activation" ? [text.trim()] : split(text);
  const most = field.most ?? 1;
  if (parts.length === 0 || !parts[0]) return { problem: "no activation is asked for" };
  if (parts.length > most) return { problem: `at most ${most} activations, got ${parts.length}` };
  for (const [i, part] of parts.entries()) {
    if (parts.indexOf(part) < i) return { problem: `${quoted(part)} is asked for twice` };
    // The server checks formulas. A single word that is no species is a typing error.
    if (/^[A-Za-z_]\w+$/.test(part) && part !== "pi" && slugOf(part) === typedSlug) {
      return {
        problem: `${quoted(part)} is not a species; the nearest is “${nearest(
          part,
          catalogue.map(({ slug }) => slug),
        )}”`,
      };
    }
  }
  return { value: parts.join(",") };
}

/** The address of the run with these values: only what differs from the defaults is asked for. */
export function addressOf(lab: Lab, values: Values): string {
  const own = defaultsOf(lab);
  const asked = Object.entries(values).filter(([name, text]) => text !== own[name]);
  return `labs/${lab.name}${asked.length ? `?${new URLSearchParams(asked)}` : ""}`;
}

/** All the values of a preset, in their one spelling. */
export function valuesOf(lab: Lab, { params }: Preset): Values {
  const values: Record<string, string> = { ...defaultsOf(lab) };
  for (const [name, text] of Object.entries(params)) {
    const read = check(lab.schema.properties[name]!, text);
    values[name] = "value" in read ? read.value : text;
  }
  return values;
}

/** The preset whose values these are. */
export const presetOf = (lab: Lab, values: Values): Preset | undefined =>
  lab.presets.find((preset) =>
    Object.entries(valuesOf(lab, preset)).every(([name, text]) => text === values[name]),
  );
