// "+ 19 more": finds a species by typing, and puts it on the chart or takes it off.
import { html, nothing, type TemplateResult } from "lit";
import { nearest } from "../ui/nearest-word";
import { silhouette } from "../drawing/silhouette";
import { textOf } from "../ui/field-values";
import type { Species } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";
import { bind } from "../state/curve-at-parameters";
import { uniqueId } from "../ui/unique-id";

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

export class SpeciesFinder extends StateElement {
  static override properties = { more: { attribute: false }, toggle: { attribute: false } };
  more = 0;
  /** Puts a species on the chart, or takes it off. */
  declare toggle: (slug: string) => void;
  protected override readonly watches: readonly Change[] = ["show"];
  #open = false;
  #asked = "";
  #at = -1;
  readonly #id = uniqueId("finder");
  readonly #optionId = uniqueId("find");

  protected override render(): TemplateResult {
    return html` <button
        type="button"
        class="chip more"
        aria-expanded=${this.#open ? "true" : "false"}
        aria-controls=${this.#id}
        @click=${() => this.#set(!this.#open)}
      >
        ${this.more ? `+ ${this.more} more` : "find"}
      </button>
      ${this.#open ? this.#panel() : nothing}`;
  }

  #panel(): TemplateResult {
    const { list, none } = this.#find(this.#asked);
    const on = list[this.#at];
    const missing = `No species is called “${this.#asked.slice(0, 40)}”. The nearest:`;
    return html`<div class="finder" id=${this.#id} @focusout=${this.#left}>
      <label for="${this.#id}-text" class="visually-hidden">Find a species</label>
      <input
        id="${this.#id}-text"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        placeholder="Find a species"
        aria-expanded="true"
        aria-controls="${this.#id}-list"
        aria-autocomplete="list"
        aria-activedescendant=${on ? `${this.#optionId}-${on.slug}` : nothing}
        @input=${(e: Event) => this.#ask(textOf(e))}
        @keydown=${this.#key}
      />
      <p class="finder-none" role="status">${none ? missing : ""}</p>
      <div
        id="${this.#id}-list"
        class="finder-list"
        role="listbox"
        aria-label="Species"
        aria-multiselectable="true"
        tabindex="-1"
      >
        ${[...this.functions.families].map(([family, members]) =>
          this.#group(
            family,
            members.filter((species) => list.includes(species)),
            on,
          ),
        )}
      </div>
    </div>`;
  }

  #group(family: string, members: readonly Species[], on: Species | undefined): unknown {
    if (members.length === 0) return nothing;
    return html`<div role="group" aria-label=${family}>
      <p aria-hidden="true">${family}</p>
      ${members.map(
        (species) =>
          html`<div
            class="option"
            role="option"
            id="${this.#optionId}-${species.slug}"
            data-slug=${species.slug}
            aria-selected=${this.state.show.includes(species.slug) ? "true" : "false"}
            ?data-at=${species === on}
            @pointerdown=${(e: Event) => e.preventDefault()}
            @click=${() => this.toggle(species.slug)}
          >
            ${silhouette(bind(species, this.state))}<span>${species.name}</span>
          </div>`,
      )}
    </div>`;
  }

  /** The species that a text asks for; where there are none, the one spelled most like it. */
  #find(asked: string): { list: readonly Species[]; none: boolean } {
    const text = asked.trim().toLowerCase();
    const all = [...this.functions.families.values()].flat();
    const list = all.filter((species) => matches(species, text));
    if (list.length) return { list, none: false };
    const slug = nearest(
      text,
      this.functions.all.map((species) => species.slug),
    );
    return { list: [this.functions.get(slug)], none: true };
  }

  #set(open: boolean): void {
    this.#open = open;
    this.#ask("");
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(open ? "[role=combobox]" : ".more")?.focus(),
    );
  }

  #ask(text: string): void {
    this.#asked = text;
    // Enter takes the one whose name begins so; with nothing typed, none.
    const begins = this.#find(text).list.findIndex((species) =>
      species.name.toLowerCase().startsWith(text.trim().toLowerCase()),
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
    const { list } = this.#find(this.#asked);
    const n = list.length;
    if (event.key === "ArrowDown") this.#at = (this.#at + 1) % n;
    else if (event.key === "ArrowUp") this.#at = (this.#at + n - (this.#at < 0 ? 0 : 1)) % n;
    else if (event.key === "Enter") list[this.#at] && this.toggle(list[this.#at]!.slug);
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
