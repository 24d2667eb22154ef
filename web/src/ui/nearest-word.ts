// What a refusal says of a mistyped word: the word, shortened, and the nearest allowed one.

/** The fewest letters to insert, delete, replace or swap with their neighbor. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const [row, above] = [[i], rows[i - 1]!];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          above[j - 1]! + (same ? 0 : 1),
          above[j]! + 1,
          row[j - 1]! + 1,
          swapped ? rows[i - 2]![j - 2]! + 1 : Infinity,
        ),
      );
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

export function nearest(word: string, allowed: readonly string[]): string {
  const short = word.slice(0, 40).toLowerCase();
  const ranked = allowed.map((w) => ({ w, d: distance(short, w) }));
  return ranked.reduce((best, one) => (one.d < best.d ? one : best)).w;
}

export const quoted = (text: string): string =>
  `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

export const noneOf = (text: string, words: readonly string[]): string =>
  `${quoted(text)} is none of ${words.join(", ")}; the nearest is “${nearest(text, words)}”`;
