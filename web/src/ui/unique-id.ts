// Ids for parts of an element: no two on the page are the same, however many charts it has.

const used = new Map<string, number>();

/** The name itself the first time, then name-2, name-3 and so on. */
export function uniqueId(name: string): string {
  const count = (used.get(name) ?? 0) + 1;
  used.set(name, count);
  return count === 1 ? name : `${name}-${count}`;
}
