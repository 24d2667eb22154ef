// What d3-scale takes from d3-interpolate, for numbers alone: every scale here is one of numbers,
// and the bundler cannot see that the colors and strings, 4 kB on the wire, are never used.
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
