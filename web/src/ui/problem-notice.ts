// The notice above a page: what the address asked for and the page does not have, a line each.
import { html, nothing, type TemplateResult } from "lit";

/** What has problems to tell, until the reader dismisses them. */
export interface Troubled {
  readonly problems: readonly string[];
  dismissProblems(): void;
}

/** The problems and a button that dismisses them; nothing where there are none. */
export const problemList = (of: Troubled): TemplateResult | typeof nothing =>
  of.problems.length === 0
    ? nothing
    : html` <div>
          <p>The address asked for something this page does not have.</p>
          <ul>
            ${of.problems.slice(0, 5).map((line) => html`<li>${line}.</li>`)}
            ${of.problems.length > 5 ? html`<li>And ${of.problems.length - 5} more.</li>` : nothing}
          </ul>
        </div>
        <button type="button" class="link" @click=${() => of.dismissProblems()}>Dismiss</button>`;

/** The same, announced when it appears. */
export const problemNotice = (of: Troubled): TemplateResult =>
  html`<div class="notice" role="alert">${problemList(of)}</div>`;
