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
