// An element that renders from the state of its chart when a key it watches changes.
import { LitElement, type PropertyValues } from "lit";
import type { FunctionSource } from "./catalogue";
import { contextOf, type ChartContext } from "./chart-context";
import type { Change } from "./observable-state";
import type { State } from "./settings";

export abstract class StateElement extends LitElement {
  /** What this view is drawn from; a change of anything else leaves it alone. */
  protected abstract readonly watches: readonly Change[];
  protected context!: ChartContext;
  #stop: (() => void) | undefined;

  protected get state(): State {
    return this.context.state.values;
  }

  protected get functions(): FunctionSource {
    return this.context.functions;
  }

  /** Changes the state. A settled change makes a step in the history; a movement does not. */
  protected set(patch: Partial<State>, { settled = false } = {}): void {
    this.context.state.set(patch, { settled });
  }

  // Light DOM: one style sheet, one reading order, and printing as the page prints.
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    // What the server wrote here says the same without script.
    if (!this.hasUpdated) this.replaceChildren();
    this.context = contextOf(this);
    super.connectedCallback();
    this.#stop = this.context.state.subscribe((changed) => this.stateChanged(changed));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected stateChanged(changed: ReadonlySet<Change>): void {
    if (this.watches.some((key) => changed.has(key))) this.requestUpdate();
  }
}

/**
 * A view whose drawing depends on its width: `width` is the box's, in CSS pixels.
 * While it is far out of sight it waits, and catches up before it comes into sight.
 */
export abstract class SizedElement extends StateElement {
  protected width = 0;
  #near = true;
  #stale = false;
  readonly #observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width === this.width || width === 0) return;
    this.width = width;
    this.requestUpdate();
  });

  readonly #sight = new IntersectionObserver(
    (entries) => {
      this.#near = entries.at(-1)?.isIntersecting ?? true;
      if (this.#near) this.#catchUp();
    },
    { rootMargin: "50%" },
  );
  readonly #catchUp = (): void => {
    if (!this.#stale) return;
    this.requestUpdate();
    // At once: a sheet is printed, or a frame painted, right after this.
    this.performUpdate();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sight.observe(this);
    addEventListener("beforeprint", this.#catchUp);
    this.width = Math.round(this.getBoundingClientRect().width);
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#sight.disconnect();
    removeEventListener("beforeprint", this.#catchUp);
  }

  protected override stateChanged(changed: ReadonlySet<Change>): void {
    if (this.#near) super.stateChanged(changed);
    else this.#stale ||= this.watches.some((key) => changed.has(key));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#stale = false;
  }
}
