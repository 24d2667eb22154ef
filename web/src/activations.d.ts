// The module the server emits from the Python definitions (GET /activations.js).
export interface Parameter {
  readonly name: string;
  readonly default: number;
  readonly low: number;
  readonly high: number;
  readonly meaning: string;
}
export type Evaluate = (x: number, parameters?: object) => number;
export interface Species {
  readonly slug: string;
  readonly name: string;
  readonly family: string;
  readonly formula: string;
  readonly parameters: readonly Parameter[];
  readonly kinks: readonly number[];
  readonly value: Evaluate;
  readonly derivative: Evaluate;
}
export const catalogue: readonly Species[];
/** A function of two variables, f(a, b) = g(a) b. */
export interface Gate {
  readonly slug: string;
  readonly name: string;
  readonly formula: string;
  /** The slug of g. */
  readonly inner: string;
  readonly value: (a: number, b: number) => number;
  readonly derivatives: (a: number, b: number) => readonly [number, number];
}
export const gates: readonly Gate[];
