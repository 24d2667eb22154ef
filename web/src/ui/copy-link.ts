// The button that copies the address of this page as it stands.
import { html, type TemplateResult } from "lit";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";

const ready = "Copy link";

export class CopyLink extends StateElement {
  protected override readonly watches: readonly Change[] = [];
  #says = ready;

  protected override render(): TemplateResult {
    return html`<button type="button" class="link copy" @click=${this.#copy}>${this.#says}</button>
      <span class="visually-hidden" role="status">${this.#says === ready ? "" : this.#says}</span>`;
  }

  readonly #copy = async (): Promise<void> => {
    try {
      const link = new URL(this.context.address!.link());
      link.hash = this.getAttribute("to") ?? link.hash;
      await navigator.clipboard.writeText(link.href);
      this.#say("Link copied");
    } catch {
      // Without permission for the clipboard the address bar still carries the link.
      this.#say("See the address bar");
    }
    setTimeout(() => this.#say(ready), 2500);
  };

  #say(text: string): void {
    this.#says = text;
    this.requestUpdate();
  }
}
customElements.define("copy-link", CopyLink);
