// The table of statistics is the server's: a change of species or parameters asks for it again.
import { html, nothing, render } from "lit";
import { LatestPage } from "../ui/server-sections";
import { page } from "../state/page-state";

const quiet = 200; // ms after the last change before the server is asked
const id = "comparison";

const section = (): HTMLElement => document.getElementById(id)!;
const latest = new LatestPage();

function say(failed: boolean): void {
  render(failed ? html`The table could not be fetched; it is still the one before.
    <button type="button" class="link" @click=${() => refresh(0)}>Retry</button>` : nothing,
  section().querySelector<HTMLElement>(".unreached")!);
}

/** Takes the table from this page as the server writes it. */
function refresh(pause = quiet): void {
  section().setAttribute("aria-busy", "true");
  latest.ask(() => page.link().replace(/#.*$/, ""), pause, (written) => {
    const fresh = written.getElementById(id);
    if (!fresh) throw new Error("no table");
    const place = section().querySelector(".scroll")?.scrollLeft ?? 0;
    section().replaceWith(document.adoptNode(fresh));
    section().querySelector(".scroll")?.scrollTo({ left: place, behavior: "instant" });
  }, () => {
    section().removeAttribute("aria-busy");
    say(true);
  });
}

page.subscribe((changed) => {
  if (["show", "parameters", "formula"].some((key) => changed.has(key))) refresh();
});
// What the script could not read the server may have read otherwise.
if (page.problems.length) refresh();
