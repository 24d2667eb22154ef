// What the address asked for and this page does not have, a line each.
import { html, nothing, type TemplateResult } from "lit";
import { page } from "./store";

export function notice(): TemplateResult {
  const { problems } = page;
  return html`<div class="notice" role="alert">${problems.length === 0 ? nothing : html`
    <div><p>The address asked for something this page does not have.</p>
    <ul>${problems.slice(0, 5).map((p) => html`<li>${p}.</li>`)}
      ${problems.length > 5 ? html`<li>And ${problems.length - 5} more.</li>` : nothing}</ul></div>
    <button type="button" class="link" @click=${() => page.dismissProblems()}>Dismiss</button>`}</div>`;
}
