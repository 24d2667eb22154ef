// What the address asked for and this page does not have.
import { html, type TemplateResult } from "lit";
import { problemList } from "./problem-list";
import { page } from "../state/page-state";

export const notice = (): TemplateResult =>
  html`<div class="notice" role="alert">${problemList(page.problems, () => page.dismissProblems())}</div>`;
