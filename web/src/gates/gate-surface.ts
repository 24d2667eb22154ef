// The surfaces of a gate f(a, b) = g(a) b: f and its two slopes, and the end of their scale.
import { scaleLinear } from "d3-scale";
import { catalogued, gates, type Gate, type Species } from "../state/catalogue";
import { table, type State } from "../state/settings";

export type Part = State["part"];

/** How far a and b go from zero. */
export const reach = table.a.high;

export interface Surface {
  /** What it is called in print, as tspan-ready text. */
  readonly name: string;
  at(a: number, b: number): number;
  /** Its factor in a: the surface is this times b, or this alone. */
  readonly along: (a: number) => number;
  /** Whether b multiplies it. */
  readonly byB: boolean;
}

/** A gate with the function inside it, and its surfaces. */
export interface GateSurfaces {
  readonly gate: Gate;
  /** The activation g. */
  readonly inner: Species;
  readonly surfaces: Readonly<Record<Part, Surface>>;
}

/** Those of the gate with this slug. */
export function surfacesOf(slug: string | undefined): GateSurfaces {
  const gate = gates.find((each) => each.slug === slug);
  if (!gate) throw new Error(`no gate "${slug}" in the catalogue`);
  const inner = catalogued(gate.inner);
  const [da, db] = [0, 1].map((i) => (a: number, b: number) => gate.derivatives(a, b)[i]!);
  return {
    gate,
    inner,
    surfaces: {
      f: { name: "f", at: gate.value, along: inner.value, byB: true },
      da: { name: "∂f/∂a", at: da!, along: inner.derivative, byB: true },
      db: { name: "∂f/∂b", at: db!, along: inner.value, byB: false },
    },
  };
}

const samples = 801;
export const axis = Array.from(
  { length: samples },
  (_, i) => -reach + (2 * reach * i) / (samples - 1),
);

/** A round number at or above the largest size on the square: the end of its scale. */
export function peak({ along, byB }: Surface): number {
  const largest = Math.max(...axis.map((a) => Math.abs(along(a)))) * (byB ? reach : 1);
  return scaleLinear([0, largest], [0, 1]).nice(8).domain()[1]!;
}
