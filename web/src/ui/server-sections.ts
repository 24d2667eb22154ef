// A page of this server as a document: asked for after a pause, and only the latest answer counts.

export class LatestPage {
  #timer = 0;
  #asking: AbortController | undefined;

  /** Calls `arrived` with the page at the address, or `failed`, unless a later call or `stop` comes first. */
  ask(address: () => string, pause: number, arrived: (page: Document) => void, failed: () => void): void {
    this.stop();
    const { signal } = (this.#asking = new AbortController());
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

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }
}
