// "+ 19 more": finds a species by typing, and puts it on the chart or takes it off.
import { html, nothing, type TemplateResult } from "lit";
import { nearest } from "../ui/nearest-word";
import { catalogue, species, type Species } from "../state/catalogue";
import { silhouette, toggle } from "../drawing/silhouette";
import { StateElement } from "../state/state-element";
import { page, type Change } from "../state/page-state";
import { textOf } from "../ui/field-values";

const families = [...new Set(catalogue.map((one) => one.family))];
const grouped = families.flatMap((family) => catalogue.filter((one) => one.family === family));

/** Whether each word typed is in the name, or begins the slug or the family. */
const matches = ({ name, slug, family }: Species, text: string): boolean =>
  text
    .split(/\s+/)
    .every(
      (word) =>
        name.toLowerCase().includes(word) ||
        slug.startsWith(word) ||
        (word.length > 2 && ` ${family}`.includes(` ${word}`)),
    );

function found(asked: string): { list: readonly Species[]; none: boolean } {
  const text = asked.trim().toLowerCase();
  const list = grouped.filter((one) => matches(one, text));
  // Nothing by that name: the one spelled most like it.
  return list.length
    ? { list, none: false }
    : {
        list: [
          species(
            nearest(
              text,
              catalogue.map((one) => one.slug),
            ),
          ),
        ],
        none: true,
      };
}

export class SpeciesFinder extends StateElement {
  static override properties = { more: { attribute: false } };
  more = 0;
  protected override readonly watches: readonly Change[] = ["show"];
  #open = false;
  #asked = "";
  #at = -1;

  protected override render(): TemplateResult {
    return html` <button
        type="button"
        class="chip more"
        aria-expanded=${this.#open ? "true" : "false"}
        aria-controls="finder"
        @click=${() => this.#set(!this.#open)}
      >
        ${this.more ? `+ ${this.more} more` : "find"}
      </button>
      ${this.#open ? this.#panel() : nothing}`;
  }

  #panel(): TemplateResult {
    const { list, none } = found(this.#asked);
    const { show } = page.state;
    const on = list[this.#at];
    return html`<div class="finder" id="finder" @focusout=${this.#left}>
      <label for="finder-text" class="visually-hidden">Find a species</label>
      <input
        id="finder-text"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        placeholder="Find a species"
        aria-expanded="true"
        aria-controls="finder-list"
        aria-autocomplete="list"
        aria-activedescendant=${on ? `find-${on.slug}` : nothing}
        @input=${(e: Event) => this.#ask(textOf(e))}
        @keydown=${this.#key}
      />
      <p class="finder-none" role="status">
        ${none ? `No species is called “${this.#asked.slice(0, 40)}”. The nearest:` : ""}
      </p>
      <div
        id="finder-list"
        class="finder-list"
        role="listbox"
        aria-label="Species"
        aria-multiselectable="true"
        tabindex="-1"
      >
        ${families
          .filter((family) => list.some((one) => one.family === family))
          .map(
            (family) =>
              html` <div role="group" aria-label=${family}>
                <p aria-hidden="true">${family}</p>
                ${list
                  .filter((one) => one.family === family)
                  .map(
                    (one) =>
                      html` <div
                        class="option"
                        role="option"
                        id="find-${one.slug}"
                        data-slug=${one.slug}
                        aria-selected=${show.includes(one.slug) ? "true" : "false"}
                        ?data-at=${one === on}
                        @pointerdown=${(e: Event) => e.preventDefault()}
                        @click=${() => toggle(one.slug)}
                      >
                        ${silhouette(one)}<span>${one.name}</span>
                      </div>`,
                  )}
              </div>`,
          )}
      </div>
    </div>`;
  }

  #set(open: boolean): void {
    this.#open = open;
    this.#ask("");
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(open ? "#finder-text" : ".more")?.focus(),
    );
  }

  #ask(text: string): void {
    this.#asked = text;
    // Enter takes the one whose name begins so; with nothing typed, none.
    const begins = found(text).list.findIndex((one) =>
      one.name.toLowerCase().startsWith(text.trim().toLowerCase()),
    );
    this.#at = text.trim() ? Math.max(0, begins) : -1;
    this.requestUpdate();
  }

  /** Closes when the focus goes elsewhere in the page. */
  readonly #left = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if ((to instanceof Node && this.contains(to)) || !document.hasFocus()) return;
    this.#open = false;
    this.requestUpdate();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { list } = found(this.#asked);
    const n = list.length;
    if (event.key === "ArrowDown") this.#at = (this.#at + 1) % n;
    else if (event.key === "ArrowUp") this.#at = (this.#at + n - (this.#at < 0 ? 0 : 1)) % n;
    else if (event.key === "Enter") list[this.#at] && toggle(list[this.#at]!.slug);
    else if (event.key === "Escape") this.#set(false);
    else return;
    event.preventDefault();
    this.requestUpdate();
    void this.updateComplete.then(() =>
      this.querySelector("[data-at]")?.scrollIntoView({ block: "nearest" }),
    );
  };
}
customElements.define("species-finder", SpeciesFinder);
