// What a refusal says of a mistyped word: the word, shortened, and the nearest allowed one.

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
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
