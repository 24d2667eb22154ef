// Sections of this server's pages, by their ids: fetched after a pause; the latest request counts.

/** Fetches one page at a time; a later request takes the place of an earlier one. */
export class LatestPage {
  #timer = 0;
  #request: AbortController | undefined;

  /** Calls `arrived` with the page, or `failed`, unless a later request or `cancel` comes first. */
  request(
    address: () => string,
    pause: number,
    arrived: (page: Document) => void,
    failed: () => void,
  ): void {
    this.cancel();
    const { signal } = (this.#request = new AbortController());
    this.#timer = setTimeout(async () => {
      try {
        const answer = await fetch(address(), { signal });
        if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!signal.aborted) arrived(page);
      } catch {
        if (!signal.aborted) failed();
      }
    }, pause);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }
}

/** Sections of the page on screen that the server computes, replaced as its settings change. */
export class LiveSections {
  /** Whether they are those of the page as it stands, are being fetched, or could not be. */
  state: "fresh" | "busy" | "failed" = "fresh";
  readonly #latest = new LatestPage();

  /** `check` throws where a page is not the one asked for; `changed` is called with each state. */
  constructor(
    private readonly ids: readonly string[],
    private readonly check: (page: Document) => void,
    private readonly changed: () => void,
  ) {}

  /** Fetches the page at an address after a pause in ms, and takes its sections. */
  refresh(address: () => string, pause: number): void {
    this.#turn("busy");
    this.#latest.request(
      address,
      pause,
      (page) => {
        this.check(page);
        for (const id of this.ids) replace(document.getElementById(id), page.getElementById(id));
        this.#turn("fresh");
      },
      () => this.#turn("failed"),
    );
  }

  /** What is on screen holds after all. */
  settle(): void {
    this.#latest.cancel();
    this.#turn("fresh");
  }

  #turn(state: LiveSections["state"]): void {
    this.state = state;
    for (const id of this.ids) {
      const section = document.getElementById(id);
      section?.toggleAttribute("data-stale", state !== "fresh");
      section?.setAttribute("aria-busy", String(state === "busy"));
    }
    this.changed();
  }
}

/** Puts a fresh section in the place of the old one, as far open and scrolled as that was. */
function replace(old: HTMLElement | null, fresh: HTMLElement | null): void {
  if (!old || !fresh) return;
  const open = [...old.querySelectorAll("details")].map((details) => details.open);
  fresh.querySelectorAll("details").forEach((details, i) => {
    details.open = open[i] ?? false;
  });
  const places = [...old.querySelectorAll(".scroll")].map(({ scrollLeft }) => scrollLeft);
  old.replaceWith(document.adoptNode(fresh));
  fresh.querySelectorAll(".scroll").forEach((scroller, i) => {
    scroller.scrollTo({ left: places[i] ?? 0, behavior: "instant" });
  });
}
