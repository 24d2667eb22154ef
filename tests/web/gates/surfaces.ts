// The surfaces of every gate, to draw maps of: f(a, b) = g(a) b, and its two slopes.
import { catalogue, gates } from "../../../web/src/activations.js";
import type { Surface } from "../../../web/src/gates/gate-surface";

export type Part = "f" | "da" | "db";

/** A surface of a gate, from the gate's own value and slopes. */
export function surfaceOf(slug: string, part: Part): Surface {
  const gate = gates.find((one) => one.slug === slug)!;
  const inner = catalogue.find((one) => one.slug === gate.inner)!;
  const at = {
    f: gate.value,
    da: (a: number, b: number) => gate.derivatives(a, b)[0],
    db: (a: number, b: number) => gate.derivatives(a, b)[1],
  };
  return {
    name: part,
    at: at[part],
    along: (a) => (part === "da" ? inner.derivative(a) : inner.value(a)),
    byB: part !== "db",
  };
}

/** Each gate with each of its surfaces. */
export const every = gates.flatMap(({ slug }) =>
  (["f", "da", "db"] as const).map((part) => ({ slug, part, surface: surfaceOf(slug, part) })),
);
