// The parts of a plate that the server computes, brought up to date as parameters move.

const live = ["facts", "gains", "similar", "warnings"];
const pause = 150; // ms after the last movement before the server is asked

export class PlateParts {
  state: "fresh" | "busy" | "failed" = "fresh";
  #timer = 0;
  #asking: AbortController | undefined;

  /** `arrived` gets the plate's statistics as the server writes them. */
  constructor(private readonly arrived: (statistics: string) => void, private readonly changed: () => void) {}

  /** Asks for the parts at an address after a pause; a later call takes its place. */
  ask(address: () => string, wait = pause): void {
    this.#stop();
    this.#turn("busy");
    this.#timer = setTimeout(() => void this.#fetch(address()), wait);
  }

  /** What is shown holds after all. */
  settle(): void {
    this.#stop();
    this.#turn("fresh");
  }

  async #fetch(address: string): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const text = await answer.text();
      if (asking.signal.aborted) return;
      const fresh = new DOMParser().parseFromString(text, "text/html");
      const statistics = fresh.querySelector("activation-plate")?.getAttribute("statistics");
      if (!statistics) throw new Error("no plate in the answer");
      for (const id of live) exchange(document.getElementById(id), fresh.getElementById(id));
      this.#turn("fresh");
      this.arrived(statistics);
    } catch {
      if (!asking.signal.aborted) this.#turn("failed");
    }
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  #turn(state: PlateParts["state"]): void {
    this.state = state;
    for (const id of live) {
      const part = document.getElementById(id);
      part?.toggleAttribute("data-stale", state !== "fresh");
      part?.setAttribute("aria-busy", String(state === "busy"));
    }
    this.changed();
  }
}

/** Puts a fresh part in the place of the old one; what was folded open stays open. */
function exchange(old: HTMLElement | null, fresh: HTMLElement | null): void {
  if (!old || !fresh) return;
  const open = [...old.querySelectorAll("details")].map((d) => d.open);
  fresh.querySelectorAll("details").forEach((d, i) => {
    d.open = open[i] ?? false;
  });
  old.replaceWith(document.adoptNode(fresh));
}
