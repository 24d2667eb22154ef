// The surfaces of a gate f(a, b) = g(a) b: f and its two slopes, and the end of their scale.
import { scaleLinear } from "d3-scale";
import { gates, type Gate } from "../activations.js";
import { page, species, type Species } from "../state/catalogue";
import { table, type PageState } from "../state/settings";

export type Part = PageState["part"];

/** How far a and b go from zero. */
export const reach = table.a.high;

export const gate = gates.find(({ slug }) => slug === page["species"]) as Gate;
export const inner: Species = species(gate.inner);

export interface Surface {
  /** What it is called in print, as tspan-ready text. */
  readonly name: string;
  at(a: number, b: number): number;
  /** Its factor in a: the surface is this times b, or this alone. */
  readonly along: (a: number) => number;
  /** Whether b multiplies it. */
  readonly byB: boolean;
}

export const surfaces: Readonly<Record<Part, Surface>> = {
  f: { name: "f", at: gate.value, along: inner.value, byB: true },
  da: {
    name: "∂f/∂a",
    at: (a, b) => gate.derivatives(a, b)[0],
    along: inner.derivative,
    byB: true,
  },
  db: { name: "∂f/∂b", at: (a, b) => gate.derivatives(a, b)[1], along: inner.value, byB: false },
};

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
