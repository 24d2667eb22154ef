// Play, pause, step and scrub: by pointer, by touch and by keys.
import { html, svg, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { progressAt } from "../run-progress";
import type { Run } from "../run-records";
import { numberOf } from "../../ui/field-values";

export interface Moves {
  toggle(): void;
  step(by: number): void;
  seek(progress: number): void;
}

const icons = {
  Play: svg`<path d="M3 1.5 13 8 3 14.5z"></path>`,
  Pause: svg`<path d="M3 2h3.6v12H3zM9.4 2H13v12H9.4z"></path>`,
  "Step back": svg`<path d="M12 2v12L4.5 8zM3 2h1.6v12H3z"></path>`,
  "Step forward": svg`<path d="M4 2v12l7.5-6zM11.4 2H13v12h-1.6z"></path>`,
};
const icon = (name: keyof typeof icons): TemplateResult =>
  html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${icons[name]}</svg>`;

const far = 10; // frames that a page key moves

export function transport(
  run: Run | undefined,
  at: number,
  playing: boolean,
  moves: Moves,
): TemplateResult {
  const key = (event: KeyboardEvent): void => {
    const by = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -far,
      PageUp: far,
      Home: -Infinity,
      End: Infinity,
    }[event.key];
    if (by !== undefined) moves.step(by);
    // On a button the space bar presses it.
    else if (event.key === " " && event.target instanceof HTMLInputElement) moves.toggle();
    else return;
    event.preventDefault();
  };
  const where = run && progressAt(run, at);
  const says = where ? `${where.unit} ${where.count}` : "";
  const word = playing ? "Pause" : "Play";
  return html`<div class="transport" role="group" aria-label="Play the run" @keydown=${key}>
    <button
      type="button"
      class="play"
      aria-label=${word}
      title=${word}
      ?disabled=${!run}
      @click=${() => moves.toggle()}
    >
      ${icon(word)}
    </button>
    ${(["Step back", "Step forward"] as const).map(
      (name, i) =>
        html`<button
          type="button"
          class="step"
          aria-label=${name}
          title=${name}
          ?disabled=${!run || at === (i ? run.frames.length - 1 : 0)}
          @click=${() => moves.step(2 * i - 1)}
        >
          ${icon(name)}
        </button>`,
    )}
    <span class="place" aria-hidden="true">${says}</span>
    <input
      type="range"
      min="0"
      max="1000"
      step="1"
      aria-label="Place in the run"
      ?disabled=${!run}
      aria-valuetext=${where ? `${says} of ${where.of}` : "nothing yet"}
      .value=${live(String(Math.round(1000 * (run?.frames[at]!.progress ?? 0))))}
      @input=${(e: Event) => moves.seek(numberOf(e) / 1000)}
    />
    <span class="place" aria-hidden="true">${where?.of}</span>
  </div>`;
}
