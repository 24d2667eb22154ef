// The parts of a plate that the server computes, brought up to date as parameters move.
import { LatestPage } from "../ui/server-sections";

const live = ["facts", "gains", "similar", "warnings"];
const pause = 150; // ms after the last movement before the server is asked

export class PlateParts {
  state: "fresh" | "busy" | "failed" = "fresh";
  readonly #page = new LatestPage();

  /** `arrived` gets the plate's statistics as the server writes them. */
  constructor(private readonly arrived: (statistics: string) => void, private readonly changed: () => void) {}

  /** Asks for the parts at an address after a pause; a later call takes its place. */
  ask(address: () => string, wait = pause): void {
    this.#turn("busy");
    this.#page.ask(address, wait, (fresh) => this.#take(fresh), () => this.#turn("failed"));
  }

  /** What is shown holds after all. */
  settle(): void {
    this.#page.stop();
    this.#turn("fresh");
  }

  #take(fresh: Document): void {
    const statistics = fresh.querySelector("activation-plate")?.getAttribute("statistics");
    if (!statistics) throw new Error("no plate in the answer");
    for (const id of live) exchange(document.getElementById(id), fresh.getElementById(id));
    this.#turn("fresh");
    this.arrived(statistics);
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
