// The pad to draw data on for bend: points of two classes, by pointer or keys.
import {
  html,
  LitElement,
  nothing,
  svg,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import { dot } from "../decision-field";
import { circlePath } from "../decision-field-svg";
import { counted, missing, place, read, written, type Point } from "./drawn-points";
import { mostPoints as most } from "../../shared-constants";
import { uniqueId } from "../../ui/unique-id";

type Tool = 0 | 1 | "erase";
const pause = 400; // ms without a change before a run starts
const near = 14; // px, what the eraser reaches and a spray scatters over
const tools: readonly (readonly [Tool, string])[] = [
  [0, "class 0"],
  [1, "class 1"],
  ["erase", "erase"],
];

export class DrawingPad extends LitElement {
  static override properties = {
    points: { attribute: false },
    extent: { attribute: false },
    width: { attribute: false },
    shown: { state: true },
  };
  /** Of the run, as text; empty where it has others. */
  declare points: string;
  declare extent: number;
  declare width: number;
  /** What is on the pad. */
  declare shown: readonly Point[];
  readonly #id = uniqueId("pad-keys");
  #tool: Tool = 0;
  #past: (readonly Point[])[] = [];
  #cursor = { x: 0, y: 0 };
  #last = { x: 0, y: 0 };
  #sent = "";
  #message = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.shown = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("points") || !this.points || this.points === this.#sent) return;
    clearTimeout(this.#timer);
    this.#sent = this.points;
    this.#past = [];
    this.shown = read(this.points);
  }

  protected override render(): TemplateResult {
    const side = this.#side;
    return html`<div class="pad-board">
      <div
        class="pad"
        role="application"
        tabindex="0"
        aria-label="Pad to draw points on"
        aria-describedby=${this.#id}
        @pointerdown=${this.#down}
        @pointermove=${this.#move}
        @keydown=${this.#key}
      >
        <svg width=${side} height=${side} viewBox="0 0 ${side} ${side}" aria-hidden="true">
          ${this.#drawn(side)}
        </svg>
      </div>
      <div class="pad-tools">
        <fieldset>
          <legend>A click or a stroke</legend>
          ${tools.map(
            ([tool, name]) =>
              html` <label
                ><input
                  type="radio"
                  name="${this.#id}-tool"
                  .checked=${this.#tool === tool}
                  @change=${() => this.#take(tool)}
                />
                ${
                  tool === "erase"
                    ? nothing
                    : html`<svg width="12" height="12" aria-hidden="true">
                        <circle class="class-${tool}" cx="6" cy="6" r="4"></circle>
                      </svg>`
                }
                <span>${name}</span></label
              >`,
          )}
        </fieldset>
        <p class="pad-buttons">
          <button class="press" ?disabled=${this.#past.length === 0} @click=${this.#undo}>
            Undo
          </button>
          <button class="press" ?disabled=${this.shown.length === 0} @click=${this.#clear}>
            Clear
          </button>
        </p>
        <p class="pad-count">
          <b>${this.shown.length}</b> of at most ${most} points. ${missing(this.shown)}
        </p>
        <p class="visually-hidden" role="status">${this.#message}</p>
        <p class="keys" id=${this.#id}>
          <span class="for-keys"
            >On the pad: <kbd>←</kbd> <kbd>↑</kbd> <kbd>→</kbd> <kbd>↓</kbd> move,
            <kbd>Space</kbd> puts a point, <kbd>C</kbd> changes the class,
            <kbd>Backspace</kbd> removes the nearest, <kbd>Ctrl</kbd> <kbd>Z</kbd> undoes.</span
          ><span class="for-touch">Tap for a point, drag for a spray.</span>
        </p>
      </div>
    </div>`;
  }

  get #side(): number {
    return Math.min(300, this.width - 40);
  }

  #drawn(side: number): SVGTemplateResult {
    const unit = side / (200 * this.extent);
    const [x, y] = [
      (v: number) => (v + 100 * this.extent) * unit,
      (v: number) => (100 * this.extent - v) * unit,
    ];
    const { r } = dot(true, 260);
    const circles = (c: number) =>
      this.shown.map((p) => (p.c !== c ? "" : circlePath(x(p.x), y(p.y), r))).join("");
    const [u, v] = [x(this.#cursor.x), y(this.#cursor.y)];
    return svg`<path class="zero" d="M0 ${y(0)}H${side}M${x(0)} 0V${side}"></path>
      <path class="class-0" d=${circles(0)}></path><path class="class-1" d=${circles(1)}></path>
      <path class="pad-cursor" d="M${u - 9} ${v}h6m6 0h6M${u} ${v - 9}v6m0 6v6"></path>`;
  }

  /** A change: announced, drawn, and run after a short pause. */
  #change(to: readonly Point[], message: string): void {
    this.shown = to;
    this.#say(message);
    clearTimeout(this.#timer);
    const text = written(to);
    if (missing(this.shown) || text === this.#sent) return;
    this.#timer = setTimeout(() => {
      this.#sent = text;
      this.dispatchEvent(
        new CustomEvent("lab-params", {
          detail: { dataset: "drawn", points: text },
          bubbles: true,
        }),
      );
    }, pause);
  }

  #say(text: string): void {
    this.#message = text;
    this.requestUpdate();
  }

  /** Before what one undo takes back. */
  #keep(): void {
    this.#past = [...this.#past.slice(-99), this.shown];
  }

  #put(x: number, y: number, c: 0 | 1): void {
    if (this.shown.length >= most)
      return this.#say(`${most} points are the most: erase some first`);
    const edge = 100 * this.extent;
    const inside = (v: number) => Math.round(Math.min(Math.max(v, -edge), edge));
    const point = { x: inside(x), y: inside(y), c };
    const to = [...this.shown, point];
    this.#change(to, `class ${c} at ${place(point)}: ${counted(to)}`);
  }

  #erase(x: number, y: number, within: number): void {
    const left = this.shown.filter((p) => Math.hypot(p.x - x, p.y - y) > within);
    if (left.length < this.shown.length)
      this.#change(left, `${this.shown.length - left.length} erased: ${left.length} left`);
  }

  /** Where the pointer is, in hundredths, and how many of them a pixel has. */
  #at(event: PointerEvent): { x: number; y: number; pixel: number } {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const pixel = (200 * this.extent) / box.width;
    return {
      x: (event.clientX - box.left) * pixel - 100 * this.extent,
      y: 100 * this.extent - (event.clientY - box.top) * pixel,
      pixel,
    };
  }

  readonly #down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const { x, y, pixel } = this.#at(event);
    this.#keep();
    this.#last = { x, y };
    this.#cursor = { x: Math.round(x), y: Math.round(y) };
    if (this.#tool === "erase") this.#erase(x, y, near * pixel);
    else this.#put(x, y, this.#tool);
  };

  /** A stroke sprays: a point for each stretch of the way, scattered about it. */
  readonly #move = (event: PointerEvent): void => {
    if (!(event.currentTarget as Element).hasPointerCapture(event.pointerId)) return;
    const { x, y, pixel } = this.#at(event);
    if (this.#tool === "erase") return this.#erase(x, y, near * pixel);
    if (Math.hypot(x - this.#last.x, y - this.#last.y) < 0.7 * near * pixel) return;
    this.#last = { x, y };
    const scatter = () => (Math.random() + Math.random() - 1) * near * pixel;
    this.#put(x + scatter(), y + scatter(), this.#tool);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { x, y } = this.#cursor;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") this.#undo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === " " || event.key === "Enter") this.#press();
    else if (event.key.toLowerCase() === "c") this.#take(this.#tool === 0 ? 1 : 0);
    else if (event.key === "Backspace" || event.key === "Delete") this.#drop();
    else {
      const step = event.shiftKey ? 1 : 10;
      const moves: Record<string, [number, number]> = {
        ArrowLeft: [-step, 0],
        ArrowRight: [step, 0],
        ArrowUp: [0, step],
        ArrowDown: [0, -step],
      };
      const by = moves[event.key];
      if (!by) return;
      const inside = (v: number) => Math.min(Math.max(v, -100 * this.extent), 100 * this.extent);
      this.#cursor = { x: inside(x + by[0]), y: inside(y + by[1]) };
      this.#say(place(this.#cursor));
    }
    event.preventDefault();
  };

  #press(): void {
    const { x, y } = this.#cursor;
    this.#keep();
    if (this.#tool === "erase") this.#erase(x, y, (near * 200 * this.extent) / this.#side);
    else this.#put(x, y, this.#tool);
  }

  /** Removes the point nearest to the cursor. */
  #drop(): void {
    const away = this.shown.map((p) => Math.hypot(p.x - this.#cursor.x, p.y - this.#cursor.y));
    const i = away.indexOf(Math.min(...away));
    if (i < 0) return this.#say("no points");
    this.#keep();
    const gone = this.shown[i]!;
    const left = this.shown.filter((_, k) => k !== i);
    this.#change(left, `class ${gone.c} at ${place(gone)} removed: ${left.length} left`);
  }

  #take(tool: Tool): void {
    this.#tool = tool;
    this.#say(tool === "erase" ? "erase" : `class ${tool}`);
  }

  readonly #undo = (): void => {
    const before = this.#past.at(-1);
    if (!before) return this.#say("nothing to undo");
    this.#past = this.#past.slice(0, -1);
    this.#change(before, `undone: ${counted(before)}`);
  };

  readonly #clear = (): void => {
    this.#keep();
    this.#change([], "cleared");
  };
}
customElements.define("drawing-pad", DrawingPad);
