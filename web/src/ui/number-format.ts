// How the guide prints numbers, and reads them.

const minus = (text: string): string => text.replaceAll("-", "\u2212");

/** Four significant digits: 0.8413, 12.30, 8.533e−17; an exact zero is "0". */
export function significant(value: number, digits = 4): string {
  if (Number.isNaN(value)) return "undefined";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "\u2212∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return minus(value.toExponential(digits - 1).replace("+", ""));
  return minus(value.toPrecision(digits));
}

/** A coordinate, to a thousandth, or as many places as a narrow window needs. */
export function coordinate(value: number, span = 10): string {
  const places = Math.max(3, Math.ceil(-Math.log10(span)) + 3);
  const text = value.toFixed(places);
  return minus(Number(text) === 0 ? (0).toFixed(places) : text);
}

/** The shortest text that reads back as the same number, for a URL or a field. */
export const exact = (value: number): string => String(value);

/** A number for an axis or a control: no more places than it needs. */
export const plain = (value: number): string => minus(String(Number(value.toPrecision(6))));

const decimal = /^[+\-\u2212]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads a decimal number, with an ASCII or a true minus; NaN if it is none. */
export const readNumber = (text: string): number =>
  decimal.test(text.trim()) ? Number(text.trim().replace("\u2212", "-")) : Number.NaN;

/** Four digits, and fewer where fewer are exact: 0.25, but 0.1700. */
export const short = (value: number): string =>
  Number(value.toPrecision(4)) === value ? plain(value) : significant(value);

/** A place, kept on one line. */
export const atPlace = (x: number): string => `x\u00a0=\u00a0${short(x)}`;
