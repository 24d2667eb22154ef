// The table of statistics is the server's: a change of species or parameters asks for it again.
import { html, nothing, render } from "lit";
import { page } from "./store";

const quiet = 200; // ms after the last change before the server is asked
const id = "comparison";

const section = (): HTMLElement => document.getElementById(id)!;
let timer = 0;
let asking: AbortController | undefined;

function say(failed: boolean): void {
  render(failed ? html`The table could not be fetched; it is still the one before.
    <button type="button" class="link" @click=${refresh}>Retry</button>` : nothing,
  section().querySelector<HTMLElement>(".unreached")!);
}

/** Fetches this page as the server writes it and takes its table; the latest request wins. */
async function refresh(): Promise<void> {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  section().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(page.link().replace(/#.*$/, ""), { signal: mine.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
    if (!fresh) throw new Error("no table");
    if (mine.signal.aborted) return;
    const place = section().querySelector(".scroll")?.scrollLeft ?? 0;
    section().replaceWith(document.adoptNode(fresh));
    section().querySelector(".scroll")?.scrollTo({ left: place, behavior: "instant" });
  } catch {
    // Overtaken by a later request, which has its own say.
    if (mine.signal.aborted) return;
    section().removeAttribute("aria-busy");
    say(true);
  }
}

function soon(): void {
  section().setAttribute("aria-busy", "true");
  clearTimeout(timer);
  timer = setTimeout(() => void refresh(), quiet);
}

page.subscribe((changed) => {
  if (["show", "parameters", "formula"].some((key) => changed.has(key))) soon();
});
// What the script could not read the server may have read otherwise.
if (page.problems.length) soon();
