// Reads a lab's run from its address, line by line as it is computed, and pauses and stops it.
import type { Divergence, Frame, Header, Run, Setup, Summary } from "./run-records";

/** How a run ended. */
export type End =
  | { readonly kind: "done" }
  | { readonly kind: "stopped" }
  /** `refused`: the server has told what is wrong with the parameters. */
  | { readonly kind: "failed"; readonly reason: string; readonly refused: boolean };

class Failure extends Error {
  constructor(
    message: string,
    readonly refused = false,
  ) {
    super(message);
  }
}

/** Reads a run as it comes. While paused it reads nothing, so the server computes nothing. */
export class RunReader {
  end: End | undefined;
  paused = false;
  /** The lines as they came: what is saved is what was sent. */
  readonly lines: string[] = [];
  readonly #stop = new AbortController();
  #header: Header | undefined;
  #setup: Setup | undefined;
  readonly #frames: Frame[] = [];
  readonly #divergences: Divergence[] = [];
  #summary: Summary | undefined;
  #resume: (() => void) | undefined;

  /** `changed` is called after each piece that came, and at the end. */
  constructor(
    readonly url: string,
    private readonly changed: () => void,
  ) {
    void this.#read().then(
      () => this.#ended({ kind: "done" }),
      (error: unknown) =>
        this.#ended({
          kind: "failed",
          reason: error instanceof Failure ? error.message : "the guide’s server does not answer",
          refused: error instanceof Failure && error.refused,
        }),
    );
  }

  /** What has come so far, once there is a frame to draw. */
  get run(): Run | undefined {
    if (!this.#header || !this.#setup || this.#frames.length === 0) return undefined;
    return {
      header: this.#header,
      setup: this.#setup,
      frames: this.#frames,
      divergences: this.#divergences,
      summary: this.#summary,
    };
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.#resume?.();
  }

  /** Ends the run where it is; what came stays. */
  stop(): void {
    this.#ended({ kind: "stopped" });
    this.#resume?.();
  }

  #ended(end: End): void {
    if (this.end) return;
    this.end = end;
    if (end.kind !== "done") this.#stop.abort();
    this.changed();
  }

  async #read(): Promise<void> {
    const { signal } = this.#stop;
    const answer = await fetch(this.url, { signal });
    if (answer.status === 422) throw new Failure((await answer.text()).trim(), true);
    if (!answer.ok || !answer.body) throw new Failure(`the server answers ${answer.status}`);
    const pieces = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      if (this.paused)
        await new Promise<void>((resume) => {
          this.#resume = resume;
        });
      const { value, done } = await pieces.read().catch(() => {
        throw new Failure("the stream broke off before its end");
      });
      if (this.end) return;
      if (done) break;
      const lines = (rest + value).split("\n");
      rest = lines.pop()!;
      lines.forEach((line) => this.#take(line));
      if (lines.length) this.changed();
    }
    if (!this.#summary) throw new Failure("the stream broke off before its end");
  }

  #take(line: string): void {
    let record: { kind: string; reason?: string };
    try {
      record = JSON.parse(line) as { kind: string; reason?: string };
    } catch {
      throw new Failure("a line of the stream cannot be read");
    }
    this.lines.push(line);
    if (record.kind === "header") this.#header = record as unknown as Header;
    else if (record.kind === "setup") this.#setup = record as unknown as Setup;
    else if (record.kind === "frame") this.#frames.push(record as unknown as Frame);
    else if (record.kind === "summary") this.#summary = record as unknown as Summary;
    else if (record.kind === "divergence") {
      this.#divergences.push({ ...(record as unknown as Divergence), before: this.#frames.length });
    } else if (record.kind === "error") throw new Failure(record.reason ?? "the run failed");
    // A progress line says how far the work is: there is nothing to draw.
    else if (record.kind !== "progress")
      throw new Failure(
        `the stream has a line of the unknown kind “${record.kind}”: reload the page`,
      );
  }
}
