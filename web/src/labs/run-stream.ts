// Reads a lab's run from its address, line by line as it is computed, and pauses and stops it.
import type { Line } from "./frames";
import type { Divergence, Frame, Header, Run, Setup, Summary } from "./run-records";

/** How a run ended. */
export type End =
  | { readonly kind: "done" }
  | { readonly kind: "stopped" }
  /** `refused`: the parameters are invalid, and the reason is the server's. */
  | { readonly kind: "failed"; readonly reason: string; readonly refused: boolean };

class RunError extends Error {
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
          reason: error instanceof RunError ? error.message : "the guide’s server does not answer",
          refused: error instanceof RunError && error.refused,
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
    if (answer.status === 422) throw new RunError((await answer.text()).trim(), true);
    if (!answer.ok || !answer.body) throw new RunError(`the server answers ${answer.status}`);
    const pieces = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      if (this.paused)
        await new Promise<void>((resume) => {
          this.#resume = resume;
        });
      const { value, done } = await pieces.read().catch(() => {
        throw new RunError("the stream broke off before its end");
      });
      if (this.end) return;
      if (done) break;
      const lines = (rest + value).split("\n");
      rest = lines.pop()!;
      lines.forEach((line) => this.#take(line));
      if (lines.length) this.changed();
    }
    if (!this.#summary) throw new RunError("the stream broke off before its end");
  }

  #take(text: string): void {
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      throw new RunError("a line of the stream cannot be read");
    }
    this.lines.push(text);
    switch (line.kind) {
      case "header":
        this.#header = line;
        break;
      case "setup":
        this.#setup = line;
        break;
      case "frame":
        this.#frames.push(line);
        break;
      case "divergence":
        this.#divergences.push({ ...line, before: this.#frames.length });
        break;
      case "summary":
        this.#summary = line;
        break;
      case "progress":
        // How far the work is: there is nothing to draw.
        break;
      case "error":
        throw new RunError(line.reason);
      default:
        throw new RunError(unknownKind(line));
    }
  }
}

/** Of a line that this script does not know: a newer server's. */
const unknownKind = ({ kind }: { readonly kind: string }): string =>
  `the stream has a line of the unknown kind “${kind}”: reload the page`;
