// The keys that work the plot, as a line under it.
import { html, type TemplateResult } from "lit";

export const keyboardHints = (id: string): TemplateResult =>
  html`<p class="keys" id=${id}>
    <span class="for-keys"
      ><kbd>←</kbd> <kbd>→</kbd> move, with <kbd>shift</kbd> finer, <kbd>page</kbd> coarser ·
      <kbd>home</kbd> <kbd>end</kbd> · <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom · drag to pan ·
      <kbd>ctrl</kbd> + wheel zooms</span
    >
    <span class="for-touch">Drag to read · pinch to zoom</span>
  </p>`;
