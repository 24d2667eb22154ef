// What went wrong with a run: divergences, invalid parameters, and why it could not be computed.
import { html, nothing, type TemplateResult } from "lit";
import { typeset } from "../typeset";
import type { Run } from "../run-records";
import type { End } from "../run-stream";

/** Activations that have diverged by a frame, a line each. */
export const divergences = (run: Run, at: number): TemplateResult[] =>
  run.divergences
    .filter(({ before }) => before <= at)
    .map(
      ({ activation, reason }) =>
        html`<p data-slug=${run.setup.slugs[activation]}>
          <b>${run.setup.names[activation]}</b> diverged: ${typeset(reason)}
        </p>`,
    );

/** Why a lab has no run, or no more of it, and a button that tries again where that may help. */
export function failure(
  fault: string,
  end: End | undefined,
  run: Run | undefined,
  again: () => void,
): TemplateResult | typeof nothing {
  const failed = end?.kind === "failed" ? end : undefined;
  const reason = fault || failed?.reason;
  if (!reason) return nothing;
  const retry = html`<button type="button" class="press" @click=${again}>Try again</button>`;
  return html`<p class="problem">
    ${reason[0]!.toUpperCase()}${reason.slice(1).replace(/\.$/, "")}.${
      run ? " What was computed before stays." : ""
    }
    ${failed?.refused ? nothing : retry}
  </p>`;
}
