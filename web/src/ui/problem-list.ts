// What the address asked for and a page does not have, a line each.
import { html, nothing, type TemplateResult } from "lit";

/** The problems of a page, and a button that dismisses them; nothing where there are none. */
export const problemList = (problems: readonly string[], dismiss: () => void): TemplateResult | typeof nothing =>
  problems.length === 0 ? nothing : html`
    <div><p>The address asked for something this page does not have.</p>
    <ul>${problems.slice(0, 5).map((line) => html`<li>${line}.</li>`)}
      ${problems.length > 5 ? html`<li>And ${problems.length - 5} more.</li>` : nothing}</ul></div>
    <button type="button" class="link" @click=${dismiss}>Dismiss</button>`;
