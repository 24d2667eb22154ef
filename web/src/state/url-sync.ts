// Keeps the address of the page in step with a state, Back and Forward included.
import type { ObservableState } from "./observable-state";
import type { Settings, State } from "./settings";

const quiet = 250; // ms after the last movement before the URL is written

export class UrlSync {
  #timer = 0;
  /** The state that the address is due to show: that of the last movement. */
  #moved: State | undefined;
  #search = location.search;

  constructor(
    private readonly state: ObservableState,
    private readonly settings: Settings,
  ) {
    state.recorder = (settled) => this.#record(settled);
    addEventListener("popstate", () => {
      // A jump to a section of the page is no change of state.
      if (location.search === this.#search) return;
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#read();
    });
    addEventListener("pagehide", () => this.#flush());
  }

  /** The address that opens exactly this page. */
  link(): string {
    return new URL(this.#url(), location.href).href;
  }

  #read(): void {
    const { state, problems } = this.settings.parse(location.search);
    this.state.replace({ ...this.settings.defaults, ...state }, problems);
    this.#search = location.search;
  }

  #url(values = this.state.values): string {
    return location.pathname + this.settings.write(values) + location.hash;
  }

  #record(settled: boolean): void {
    if (settled) {
      this.#flush();
      history.pushState(null, "", this.#url());
      this.#search = location.search;
    } else {
      this.#moved = this.state.values;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#flush(), quiet);
    }
  }

  #flush(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    history.replaceState(null, "", this.#url(this.#moved));
    this.#search = location.search;
  }
}
