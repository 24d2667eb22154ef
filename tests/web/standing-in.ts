// A document in place of the browser's, for modules that read the page they are loaded in.
import { parseHTML } from "linkedom";

/** Lets this be the page: what its body says of it, and what else is in it. */
export function openPage(data: Readonly<Record<string, string>>, content = ""): void {
  const { document } = parseHTML(`<html><body>${content}</body></html>`);
  Object.assign(document.body.dataset, data);
  const nothing = (): void => undefined;
  const location = { search: "", pathname: "/", hash: "" };
  Object.assign(globalThis, { document, location, addEventListener: nothing });
}
