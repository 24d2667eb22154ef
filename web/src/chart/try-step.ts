// A step of "Try this": sets the state it talks about, says what to see, and can be undone.
import { reducedMotion } from "../ui/reduced-motion";
import { parse, type PageState } from "../state/settings";
import { page } from "../state/page-state";

export class TryStep extends HTMLElement {
  #button: HTMLButtonElement | undefined;
  #before: Partial<PageState> | undefined;
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    if (!this.#button) {
      this.#button = document.createElement("button");
      this.#button.type = "button";
      this.#button.className = "press";
      this.#button.addEventListener("click", () => (this.#before ? this.#undo() : this.#press()));
      this.querySelector(".see")?.setAttribute("hidden", "");
      this.append(this.#button);
      this.#draw();
    }
    this.#stop = page.subscribe((changed) => {
      if (!changed.has("note") || page.note?.step === this) return;
      this.#before = undefined;
      this.#draw();
    });
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  #press(): void {
    const wanted = parse(this.getAttribute("set") ?? "").state;
    const chart = document.querySelector("activation-chart");
    const see = this.querySelector(".see");
    const before = page.state;
    page.set(wanted, { settled: true });
    // Undo gives back what this step changed, and leaves alone what the reader changes later.
    this.#before = Object.fromEntries(
      Object.entries(before).filter(([key, value]) => page.state[key as keyof PageState] !== value),
    );
    const body = document.createElement("div");
    body.append(...(see ? [...see.cloneNode(true).childNodes] : []));
    page.setNote({
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
    if (this.#before) page.set(this.#before, { settled: true });
    this.#before = undefined;
    page.setNote(null);
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
