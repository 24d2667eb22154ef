// The table of statistics is the server's: a change of species or parameters fetches it again.
import { html, nothing, render } from "lit";
import type { ChartContext } from "../state/chart-context";
import { LiveSections } from "../ui/server-sections";

const pause = 200; // ms after the last change before the server is asked
const id = "comparison";

function hasTable(fresh: Document): void {
  if (!fresh.getElementById(id)) throw new Error("no table in the answer");
}

/** Keeps the table that of the state, which the page's address has. */
export function followState({ state, address }: ChartContext): void {
  const table = new LiveSections([id], hasTable, drawFailure);

  function drawFailure(): void {
    const failure = html`The table could not be fetched; it is still the one before.
      <button type="button" class="link" @click=${() => refresh(0)}>Retry</button>`;
    const place = document.querySelector<HTMLElement>(`#${id} .unreached`);
    if (place) render(table.state === "failed" ? failure : nothing, place);
  }

  /** Takes the table from this page as the server writes it. */
  function refresh(wait = pause): void {
    table.refresh(() => address!.link().replace(/#.*$/, ""), wait);
  }

  state.subscribe((changed) => {
    if (["show", "parameters", "formula"].some((key) => changed.has(key))) refresh();
  });
  // The server may read settings that this script cannot.
  if (state.problems.length) refresh();
}
