// A step of "Try this": sets the state it talks about, says what to see, and can be undone.
import { reducedMotion } from "../ui/reduced-motion";
import type { State } from "../state/settings";
import { contextOf, type ChartContext } from "../state/chart-context";

export class TryStep extends HTMLElement {
  #button: HTMLButtonElement | undefined;
  #before: Partial<State> | undefined;
  #stop: (() => void) | undefined;
  #context!: ChartContext;

  connectedCallback(): void {
    this.#context = contextOf(this);
    if (!this.#button) {
      this.#button = document.createElement("button");
      this.#button.type = "button";
      this.#button.className = "press";
      this.#button.addEventListener("click", () => (this.#before ? this.#undo() : this.#press()));
      this.querySelector(".see")?.setAttribute("hidden", "");
      this.append(this.#button);
      this.#draw();
    }
    this.#stop = this.#context.state.subscribe((changed) => {
      if (!changed.has("note") || this.#context.state.note?.step === this) return;
      this.#before = undefined;
      this.#draw();
    });
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  #press(): void {
    const { state } = this.#context;
    const wanted = this.#context.settings.parse(this.getAttribute("set") ?? "").state;
    const charts = [...document.querySelectorAll("activation-chart")];
    const chart = charts.find((each) => contextOf(each) === this.#context);
    const see = this.querySelector(".see");
    const before = state.values;
    state.set(wanted, { settled: true });
    // Undo gives back what this step changed, and leaves alone what the reader changes later.
    this.#before = Object.fromEntries(
      Object.entries(before).filter(([key, value]) => state.values[key] !== value),
    );
    const body = document.createElement("div");
    body.append(...(see ? [...see.cloneNode(true).childNodes] : []));
    state.setNote({
      step: this,
      body,
      undo: () => this.#undo(chart?.querySelector<HTMLElement>(".plane")),
    });
    this.#draw();
    // In one column the curves and what is said of them fit a screen without what is above them.
    const column = matchMedia("(max-width: 900px)").matches;
    const sight = column ? chart?.querySelector(".board") : chart;
    sight?.scrollIntoView({
      behavior: reducedMotion.matches ? "instant" : "smooth",
      block: "start",
    });
  }

  #undo(focus: HTMLElement | null = null): void {
    if (this.#before) this.#context.state.set(this.#before, { settled: true });
    this.#before = undefined;
    this.#context.state.setNote(null);
    this.#draw();
    // The note goes, and its button with it: keep the keyboard at the chart.
    focus?.focus({ preventScroll: true });
  }

  #draw(): void {
    const title = this.querySelector("h3")?.textContent ?? "";
    this.#button!.textContent = this.#before ? "Undo" : "Show me";
    this.#button!.setAttribute("aria-label", `${this.#before ? "Undo" : "Show me"}: ${title}`);
    this.toggleAttribute("data-on", this.#before !== undefined);
  }
}
customElements.define("try-step", TryStep);
