// The script of the index page.
import { html, nothing, render } from "lit";
import { key, page } from "./index-state";
import { filter } from "./species-key";
import { sort } from "./species-table";

const notice = document.querySelector<HTMLElement>("#notice")!;

page.subscribe(() => {
  const { problems } = page;
  render(problems.length === 0 ? nothing : html`
    <div><p>The address asked for something this page does not have.</p>
    <ul>${problems.slice(0, 5).map((line) => html`<li>${line}.</li>`)}
      ${problems.length > 5 ? html`<li>And ${problems.length - 5} more.</li>` : nothing}</ul></div>
    <button type="button" class="link" @click=${() => page.dismissProblems()}>Dismiss</button>`, notice);
});
page.subscribe(sort);
page.subscribe(filter);
key.dataset["ready"] = "";
