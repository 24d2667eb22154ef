// Saves a run or its figure as a file.

function save(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The lines as they were sent. */
export const saveRun = (lab: string, lines: readonly string[]): void =>
  save(`${lab}.ndjson`, "application/x-ndjson", `${lines.join("\n")}\n`);

export const saveFigure = (lab: string, drawing: SVGSVGElement): void =>
  save(`${lab}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(drawing));
