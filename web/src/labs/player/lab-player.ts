// A lab on the page: its figure, the transport, its stories and its controls.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { typeset } from "../typeset";
import { reducedMotion } from "../../ui/reduced-motion";
import "../../ui/copy-link";
import "./lab-controls";
import { tabled, type LabFigure } from "../lab-figure";
import { Playback } from "./playback";
import type { Run } from "../run-records";
import { RunReader } from "../run-stream";
import { saveFigure, saveRun } from "./download";
import { divergences, failure } from "./run-trouble";
import { stories } from "./stories";
import {
  addressOf,
  defaultsOf,
  keyOf,
  labNamed,
  presetOf,
  valuesIn,
  valuesOf,
  type Lab,
  type Preset,
  type Values,
} from "../lab-parameters";
import { transport, type Moves } from "./playback-buttons";
import type { Change } from "../../state/observable-state";
import { contextOf, type ChartContext } from "../../state/chart-context";

/** A run asked for: recorded, or computed now. */
interface Take {
  readonly reader: RunReader;
  readonly recorded: boolean;
}

export class LabPlayer extends LitElement {
  static override properties = { name: { attribute: "lab" } };
  declare name: string;
  #context!: ChartContext;
  #lab: Lab | undefined;
  #fault = "";
  #values: Values = {};
  #problems: ReadonlyMap<string, string> = new Map();
  /** The run asked for last, and the one on screen: the old one until the new one has a frame. */
  #asked: Take | undefined;
  #shown: Take | undefined;
  readonly #playback = new Playback();
  /** Nothing was pressed yet: what the page opens with is not announced. */
  #untouched = true;
  /** A recording plays once by itself, when it comes into sight. */
  #seen = false;
  #figure: LabFigure | undefined;
  #frame = 0;
  #unsubscribe: (() => void) | undefined;
  /** A recording may be a megabyte: it is asked for when this lab comes near. */
  readonly #nearby = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#nearby.disconnect();
      void this.#load();
    },
    { rootMargin: "40%" },
  );
  readonly #sight = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#sight.disconnect();
      this.#seen = true;
      if (reducedMotion.matches || !this.#untouched) return;
      this.#playback.play(0);
      this.#wake();
    },
    { threshold: 0.5 },
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    // What the server wrote here says the same without script.
    if (!this.hasUpdated) this.replaceChildren();
    this.#context = contextOf(this);
    super.connectedCallback();
    this.#unsubscribe = this.#context.state.subscribe((changed) => this.#changed(changed));
    this.addEventListener("lab-params", (event) => {
      event.stopPropagation();
      this.#set((event as CustomEvent<Values>).detail, false);
    });
    this.addEventListener("lab-seek", (event) => {
      event.stopPropagation();
      this.#pause();
      this.#playback.rest((event as CustomEvent<number>).detail);
    });
    this.#nearby.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#nearby.disconnect();
    this.#sight.disconnect();
    this.#asked?.reader.stop();
  }

  async #load(): Promise<void> {
    this.#fault = "";
    try {
      this.#lab = await labNamed(this.name);
    } catch {
      this.#fault = "The guide’s server does not answer, so this lab does not run";
      this.requestUpdate();
      return;
    }
    if (customElements.get(`${this.name}-figure`)) {
      this.#figure = document.createElement(`${this.name}-figure`) as LabFigure;
    }
    this.#start();
  }

  /** The run that the page's state asks for: recorded where it is a preset's, else computed now. */
  #start(live = false): void {
    const lab = this.#lab!;
    ({ values: this.#values, problems: this.#problems } = valuesIn(
      this.#context.state.values,
      lab,
    ));
    const recording = live ? undefined : presetOf(lab, this.#values)?.recording;
    this.#open(recording ?? addressOf(lab, this.#values), Boolean(recording));
  }

  #open(url: string, recorded: boolean): void {
    this.#asked?.reader.stop();
    this.#asked = { reader: new RunReader(url, () => this.#wake()), recorded };
    this.requestUpdate();
  }

  #changed(changed: ReadonlySet<Change>): void {
    if (!this.#lab || ![...changed].some((key) => key.startsWith(`${this.name}.`))) return;
    this.#untouched = false;
    this.#start();
  }

  #wake(): void {
    this.#frame ||= requestAnimationFrame((now) => this.#tick(now));
  }

  #tick(now: number): void {
    this.#frame = 0;
    const asked = this.#asked!;
    const { end, run: first } = asked.reader;
    if (asked.recorded && end?.kind === "failed" && !first) {
      this.#start(true);
      return;
    }
    if (asked !== this.#shown && first) {
      this.#shown = asked;
      if (this.#untouched && asked.recorded) this.#playback.rest(0);
      else if (reducedMotion.matches) this.#playback.follow();
      else this.#playback.play(0);
    }
    const shown = this.#shown;
    const run = shown?.reader.run;
    if (shown && run) {
      const playback = this.#playback;
      const ended = shown.reader.end !== undefined;
      // A recording rests at its end until it is in sight.
      if (this.#untouched && !playback.playing) playback.rest(run.frames.length - 1);
      playback.tick(run, now, ended);
      if (playback.playing && playback.at < run.frames.length - 1) this.#wake();
      if (this.#untouched && ended && shown.recorded && !this.#seen)
        this.#sight.observe(this.querySelector(".lab-stage")!);
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const lab = this.#lab;
    const run = this.#shown?.reader.run;
    const { at, playing } = this.#playback;
    if (run && this.#figure) Object.assign(this.#figure, { run, at });
    const state = this.#state(run);
    const problems = [...this.#problems.values()].map((line) => `${line}.`);
    return html` <p class="lab-state" data-kind=${state.split(" ")[0]!}>${state}</p>
      <div class="lab-stage">${this.#figure}</div>
      <div class="lab-bar">
        ${transport(run, at, playing || this.#waiting, this.#moves)}
        <div class="lab-acts">
          <button type="button" class="link" ?disabled=${!lab} @click=${() => this.#restart()}>
            Restart
          </button>
          <button
            type="button"
            class="link"
            ?disabled=${!this.#working}
            @click=${() => this.#stop()}
          >
            Stop
          </button>
          <copy-link to="lab-${this.name}"></copy-link>
          <button
            type="button"
            class="link"
            ?disabled=${!run}
            @click=${() => saveRun(this.name, this.#shown!.reader.lines)}
          >
            Save run
          </button>
          <button
            type="button"
            class="link"
            ?disabled=${!run || !this.#figure}
            @click=${() => saveFigure(this.name, this.#figure!.picture())}
          >
            Save figure
          </button>
        </div>
      </div>
      <p class="lab-says" role="status" aria-live=${this.#untouched ? "off" : "polite"}>
        ${this.#says(run)}
      </p>
      <div class="lab-trouble">
        ${run ? divergences(run, at) : nothing}
        <div role="alert">
          ${problems.length ? html`<p class="problem">${problems.join(" ")}</p>` : nothing}
          ${failure(this.#fault, this.#asked?.reader.end, run, () => this.#again())}
        </div>
      </div>
      ${
        lab
          ? html`${stories(lab, this.#values, (preset) => this.#tell(preset))}
              <lab-controls
                .lab=${lab}
                .values=${this.#values}
                .problems=${this.#problems}
                .change=${this.#change}
              ></lab-controls>`
          : nothing
      }
      <details class="as-table" @toggle=${() => this.requestUpdate()}>
        <summary>This frame as a table</summary>
        ${
          run && this.#figure && this.querySelector<HTMLDetailsElement>(".as-table")?.open
            ? html`<div
                class="scroll"
                role="region"
                tabindex="0"
                aria-label="Table of this frame’s numbers"
              >
                ${tabled(this.#figure.table())}
              </div>`
            : nothing
        }
      </details>`;
  }

  readonly #moves: Moves = {
    toggle: () => this.#toggle(),
    step: (by) => this.#step(by),
    seek: (to) => this.#seek(to),
  };

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.toggleAttribute("data-behind", this.#shown !== undefined && this.#asked !== this.#shown);
  }

  /** How the run stands, in words. */
  #state(run: Run | undefined): string {
    if (!this.#lab) return this.#fault ? "failed" : "loading";
    const {
      reader: { end, paused },
      recorded,
    } = this.#asked!;
    if (!end) return paused ? "paused" : recorded ? "loading" : "live";
    if (end.kind === "failed") return "failed";
    const { at, playing } = this.#playback;
    const words = [recorded ? "recorded" : end.kind];
    if (run?.divergences.length) words.push("diverged");
    if (playing) words.push("playing");
    else if (run && at < run.frames.length - 1) words.push("paused");
    return words.join(" · ");
  }

  /** What the run came to; where it stands short of its end. */
  #says(run: Run | undefined): string {
    if (!run) return "";
    const { at, playing } = this.#playback;
    if (playing || at === run.frames.length - 1) return typeset(run.summary?.says ?? "");
    return this.#figure?.says() ?? "";
  }

  get #working(): boolean {
    return this.#asked !== undefined && !this.#asked.recorded && !this.#asked.reader.end;
  }

  /** The work goes on though the screen has caught up with it. */
  get #waiting(): boolean {
    return this.#working && !this.#asked!.reader.paused;
  }

  #toggle(): void {
    this.#untouched = false;
    const run = this.#shown?.reader.run;
    if (!run) return;
    const last = run.frames.length - 1;
    const playback = this.#playback;
    if (playback.playing || this.#waiting) {
      this.#pause();
    } else {
      this.#asked!.reader.resume();
      playback.play(playback.at === last && !this.#working ? 0 : playback.at);
      this.#wake();
    }
    this.requestUpdate();
  }

  #pause(): void {
    this.#untouched = false;
    this.#playback.rest(this.#playback.at);
    if (this.#working) this.#asked!.reader.pause();
    this.requestUpdate();
  }

  #step(by: number): void {
    const run = this.#shown?.reader.run;
    if (!run) return;
    this.#pause();
    this.#playback.rest(Math.min(Math.max(this.#playback.at + by, 0), run.frames.length - 1));
  }

  #seek(progress: number): void {
    const run = this.#shown?.reader.run;
    if (!run) return;
    this.#pause();
    const next = run.frames.findIndex((frame) => frame.progress > progress + 5e-4);
    this.#playback.rest(next < 0 ? run.frames.length - 1 : Math.max(0, next - 1));
  }

  #restart(): void {
    this.#untouched = false;
    this.#start(true);
  }

  #stop(): void {
    this.#untouched = false;
    this.#asked!.reader.stop();
    this.#playback.playing = false;
  }

  #again(): void {
    if (this.#lab) this.#restart();
    else void this.#load();
  }

  /** Plays a preset, from its start if it is the one on screen. */
  #tell(preset: Preset): void {
    this.#untouched = false;
    if (!this.#set(valuesOf(this.#lab!, preset), true)) this.#start();
  }

  // A function that stays: a new one would render the controls anew in every frame of a run, over
  // what is being typed into them.
  readonly #change = (patch: Values, settled: boolean): void => void this.#set(patch, settled);

  /** Changes parameters, without the defaults in the address; returns whether anything changed. */
  #set(patch: Values, settled: boolean): boolean {
    const lab = this.#lab!;
    const own = defaultsOf(lab);
    const { state } = this.#context;
    const before = state.values;
    state.set(
      Object.fromEntries([
        // What could not be read goes with the first change.
        ...[...this.#problems.keys()].map((name) => [keyOf(lab, name), undefined]),
        ...Object.entries(patch).map(([name, text]) => [
          keyOf(lab, name),
          text === own[name] ? undefined : text,
        ]),
      ]),
      { settled },
    );
    return state.values !== before;
  }
}
customElements.define("lab-player", LabPlayer);
