// Plays the frames of a run: no faster than the eye follows, else as fast as they come.
import type { Run } from "../run-records";

const whole = 3000; // ms for a run that is all there

export class Playback {
  at = 0;
  playing = false;
  #length = whole;
  /** When the frame on screen was due. */
  #due = 0;

  /** Plays on from a frame. */
  play(at: number): void {
    this.at = at;
    this.playing = true;
    this.#length = whole;
    this.#due = performance.now();
  }

  /** Shows the newest frame, as the work comes. */
  follow(): void {
    this.at = 0;
    this.playing = true;
    this.#length = this.#due = 0;
  }

  rest(at: number): void {
    this.at = at;
    this.playing = false;
  }

  /** Moves on to the frame that is due; the last one of an ended run ends it. */
  tick({ frames }: Run, now: number, ended: boolean): void {
    while (this.playing && this.at < frames.length - 1) {
      const due =
        this.#due + this.#length * (frames[this.at + 1]!.progress - frames[this.at]!.progress);
      if (due > now) return;
      this.at += 1;
      // One that came late puts off the others; a frame of the screen too late is none.
      this.#due = now - due > 50 ? now : due;
    }
    if (ended) this.playing = false;
  }
}
