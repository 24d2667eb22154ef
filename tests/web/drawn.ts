// Templates as they would be drawn, without a browser: their markup, parsed.
import { nothing } from "lit";
import { parseHTML } from "linkedom";

interface Template {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}
/** A directive of Lit's that keeps a template while its dependencies stay: `guard`. */
interface Guarded {
  readonly _$litDirective$: unknown;
  readonly values: readonly [dependencies: unknown, template: () => unknown];
}

const escaped = (value: unknown): string =>
  String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** The end of a template's text before a value that is a whole attribute: ` name=`, ` ?name=`. */
const attribute = /\s([.?@]?)([\w-]+)=$/;

function markup(value: unknown): string {
  if (value === nothing || value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(markup).join("");
  if (typeof value !== "object") return escaped(value);
  if ("_$litDirective$" in value) return markup((value as unknown as Guarded).values[1]());
  const { strings, values } = value as Template;
  return strings.reduce((before, text, i) => {
    const given = values[i - 1];
    const [whole, kind, name] = attribute.exec(before) ?? [];
    if (whole === undefined) return before + markup(given) + text;
    const rest = before.slice(0, -whole.length);
    const absent = given === nothing || (kind === "?" && !given);
    // Properties and listeners are none of the markup's.
    if (kind === "." || kind === "@" || absent) return rest + text;
    return `${rest} ${name}="${kind === "?" ? "" : escaped(given)}"${text}`;
  });
}

/** What a template draws, as an element to ask for its parts. */
export function drawn(template: unknown): Element {
  const { document } = parseHTML(`<html><body><svg>${markup(template)}</svg></body></html>`);
  return document.querySelector("svg")!;
}

/** The parts of a drawing that a selector names. */
export const parts = (drawing: Element, selector: string): Element[] => [
  ...drawing.querySelectorAll(selector),
];

/** A number that an element has as an attribute. */
export const numeric = (element: Element, name: string): number =>
  Number(element.getAttribute(name) ?? Number.NaN);

/** The corners of a path that is made of straight lines. */
export const corners = (path: string): [x: number, y: number][] =>
  [...path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

/** A number as the page prints it, with a true minus. */
export const numberIn = (text: string): number => Number(text.replace("\u2212", "-"));
