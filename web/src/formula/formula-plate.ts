// Under the chart: what the plate of the typed formula says, taken from the plate's own page.
import { html, nothing, type TemplateResult } from "lit";
import { queryOf, valuesOf } from "./formula-request";
import { LatestPage } from "../ui/server-sections";
import { typedSlug } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";

const pause = 500; // ms after the last change before the plate is asked for
const sections = ["warnings", "facts", "similar"];

/** The sections of a plate's page, for this page: links resolved, ids with a prefix. */
function sectionsOf(plate: Document, from: URL, prefix: string): Element[] {
  // A formula that cannot be measured has a page with one line instead.
  const all = [...sections, "formula-problem"].flatMap((id) => plate.getElementById(id) ?? []);
  const nodes = all.filter((section) => !section.hasAttribute("hidden"));
  for (const node of nodes) {
    for (const link of node.querySelectorAll("a"))
      link.href = new URL(link.getAttribute("href")!, from).href;
    for (const part of [node, ...node.querySelectorAll("[id]")]) part.id &&= `${prefix}-${part.id}`;
  }
  return nodes.map((node) => document.adoptNode(node));
}

export class FormulaPlate extends StateElement {
  protected override readonly watches: readonly Change[] = ["formula", "parameters"];
  readonly #prefix = uniqueId(typedSlug);
  #shown: readonly Element[] = [];
  /** The query of the formula on the chart, of the plate asked for, and of the one shown. */
  #wanted = "";
  #asked = "";
  #ready = "";
  #silent = false;
  #open = true;
  readonly #latest = new LatestPage();

  protected override willUpdate(): void {
    const drawn = this.functions.inOrder([typedSlug]).length > 0;
    this.#wanted = drawn ? queryOf(this.state.formula, valuesOf(this.state)) : "";
    if (this.#open || !drawn) this.#call(this.#wanted);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#wanted) return nothing;
    const busy = this.#open && !this.#silent && this.#ready !== this.#wanted;
    return html`<details class="as-table formula-plate" ?open=${this.#open} @toggle=${this.#toggle}>
      <summary>Your formula’s plate</summary>
      <p class="formula-more">
        <a href="species/formula?${this.#wanted}">The whole plate</a>, with code and a page of its
        own
      </p>
      <p role="status" class="formula-busy">
        ${
          this.#silent
            ? "The plate could not be fetched; the curve above stays."
            : busy
              ? "Measuring the formula …"
              : ""
        }
      </p>
      ${
        this.#silent
          ? html`<button type="button" class="press" @click=${this.#again}>Try again</button>`
          : nothing
      }
      <div class="formula-sections" aria-busy=${busy ? "true" : "false"}>${this.#shown}</div>
    </details>`;
  }

  /** Asks for the plate of a query, once the reader has paused. */
  #call(query: string): void {
    if (query === this.#asked) return;
    this.#asked = query;
    this.#silent = false;
    this.#shown = query ? this.#shown : [];
    if (!query) return this.#latest.cancel();
    const from = new URL(`species/formula?${query}`, document.baseURI);
    this.#latest.request(
      () => from.href,
      pause,
      (plate) => {
        this.#shown = sectionsOf(plate, from, this.#prefix);
        this.#ready = query;
        this.requestUpdate();
      },
      () => {
        this.#silent = true;
        this.requestUpdate();
      },
    );
  }

  readonly #toggle = (event: Event): void => {
    this.#open = (event.currentTarget as HTMLDetailsElement).open;
    this.requestUpdate();
  };

  readonly #again = (): void => {
    this.#asked = "";
    this.requestUpdate();
  };
}
customElements.define("formula-plate", FormulaPlate);
