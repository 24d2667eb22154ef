// Replaces d3-interpolate in the bundle: d3-scale interpolates numbers only on this page.
type Between = (t: number) => number;

export const interpolateNumber =
  (a: number, b: number): Between =>
  (t) =>
    a * (1 - t) + b * t;
export const interpolate = interpolateNumber;
export const interpolateRound =
  (a: number, b: number): Between =>
  (t) =>
    Math.round(a * (1 - t) + b * t);
/** Only diverging scales ask for it. */
export const piecewise = (): never => {
  throw new Error("scales here are of two numbers");
};
