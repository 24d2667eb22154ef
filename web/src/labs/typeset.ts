// How the page prints a line that a lab writes.

/** With a true apostrophe, and a true minus in 2e-16. */
export const typeset = (line: string): string =>
  line.replaceAll("'", "’").replace(/(?<=\de)-/g, "\u2212");
