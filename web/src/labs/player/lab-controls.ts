// A control for each parameter of a lab, by its schema.
import { html, LitElement, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { exact, plain } from "../../ui/number-format";
import "./lab-species";
import { check, type Field, type Lab, type Values } from "../lab-parameters";
import { numberOf, textOf } from "../../ui/field-values";
import { uniqueId } from "../../ui/unique-id";

const places = 1000; // of a slider with a logarithmic scale
const few = 32; // whole numbers that are counted up and down

export class LabControls extends LitElement {
  static override properties = {
    lab: { attribute: false },
    values: { attribute: false },
    problems: { attribute: false },
    change: { attribute: false },
  };
  declare lab: Lab;
  declare values: Values;
  declare problems: ReadonlyMap<string, string>;
  /** Takes new values; a settled change makes a step in the history. */
  declare change: (patch: Values, settled: boolean) => void;
  #prefix: string | undefined;
  /** What was typed and cannot be, a line each. */
  readonly #wrong = new Map<string, string>();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    // What is drawn in the figure has no other control.
    const shown = Object.entries(this.lab.schema.properties).filter(
      ([, field]) =>
        field.type !== "string" || field.enum || field.control?.startsWith("activation"),
    );
    const first = shown.filter(([, field]) => field.control);
    const rows = [...first, ...shown.filter((each) => !first.includes(each))];
    return html`${rows.map(([name, field]) => this.#row(name, field))}`;
  }

  #row(name: string, field: Field): TemplateResult {
    const id = `${(this.#prefix ??= uniqueId(this.lab.name))}-${name}`;
    const wrong = this.#wrong.get(name) ?? this.problems.get(name);
    return html`<div
      class=${field.control ? "lab-field wide" : "lab-field"}
      role="group"
      aria-labelledby="${id}-name"
      aria-describedby="${id}-help"
    >
      <span class="lab-name" id="${id}-name">${field.title}</span>
      ${this.#control(name, field, id)}
      <p class="lab-help" id="${id}-help">${field.description}</p>
      <p class="problem" id="${id}-problem" role="status">${wrong ? `${wrong}.` : ""}</p>
    </div>`;
  }

  #control(name: string, field: Field, id: string): TemplateResult {
    if (field.control) {
      return html`<lab-species
        .lab=${this.lab}
        .name=${name}
        .values=${this.values}
        .change=${(text: string) => this.#take(name, text)}
      ></lab-species>`;
    }
    if (field.enum) {
      // Points of the reader's can be chosen once some are drawn, in the figure.
      return html`<div class="segments">
        ${field.enum.map(
          (word) =>
            html`<label
              ><input
                type="radio"
                name=${id}
                value=${word}
                ?disabled=${word === "drawn" && this.values["points"] === ""}
                .checked=${live(this.values[name] === word)}
                @change=${() => this.#take(name, word)}
              /><span>${word}</span></label
            >`,
        )}
      </div>`;
    }
    return this.#number(name, field, id);
  }

  #number(name: string, field: Field, id: string): TemplateResult {
    const { minimum: low = 0, maximum: high = 1, title } = field;
    const value = Number(this.values[name]);
    // A seed has neighbors, but no more and no less.
    const counted =
      field.type === "integer" && field.scale !== "log" && (high - low <= few || name === "seed");
    const typed = () => this.querySelector<HTMLInputElement>(`#${id}-entry`)?.value ?? "";
    const entry = html`<input
      type="text"
      class="lab-number"
      inputmode=${field.type === "integer" ? "numeric" : "decimal"}
      autocomplete="off"
      aria-label=${title}
      aria-describedby="${id}-problem"
      aria-invalid=${this.#wrong.has(name) ? "true" : "false"}
      .value=${live(this.#wrong.has(name) ? typed() : plain(value))}
      id="${id}-entry"
      @change=${(e: Event) => this.#take(name, textOf(e).trim())}
      @keydown=${(e: KeyboardEvent) => counted && this.#arrow(e, name, value)}
    />`;
    if (counted) {
      return html`<div class="stepper">
        <button
          type="button"
          aria-label="${title}: one less"
          ?disabled=${value <= low}
          @click=${() => this.#take(name, exact(value - 1))}
        >
          −
        </button>
        ${entry}
        <button
          type="button"
          aria-label="${title}: one more"
          ?disabled=${value >= high}
          @click=${() => this.#take(name, exact(value + 1))}
        >
          +
        </button>
      </div>`;
    }
    const scale = scaleOf(field);
    return html`<div class="slid">
      <input
        type="range"
        min="0"
        max=${scale.steps}
        step="1"
        aria-label="${title}, slider"
        aria-valuetext=${plain(value)}
        .value=${live(String(scale.at(value)))}
        @keydown=${(e: KeyboardEvent) => this.#nudge(e, name, value, scale)}
        @input=${(e: Event) => this.#take(name, exact(scale.value(numberOf(e))), false)}
      />
      ${entry}
    </div>`;
  }

  /** Takes a value where it can be, and says why where it cannot. */
  #take(name: string, text: string, settled = true): void {
    const read = check(this.lab.schema.properties[name]!, text);
    if ("problem" in read) {
      this.#wrong.set(name, read.problem);
    } else {
      this.#wrong.delete(name);
      this.change({ [name]: read.value }, settled);
      // The next key may come before the page's next frame, and counts on from here.
      this.values = { ...this.values, [name]: read.value };
    }
    this.requestUpdate();
  }

  #arrow(event: KeyboardEvent, name: string, value: number): void {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#take(name, exact(value + by), false);
  }

  /** The next value, where a place further may still be the same one. */
  #nudge(event: KeyboardEvent, name: string, value: number, scale: Scale): void {
    const by = {
      ArrowRight: 1,
      ArrowUp: 1,
      PageUp: 10,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageDown: -10,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    let at = scale.at(value);
    do at += by;
    while (at > 0 && at < scale.steps && scale.value(at) === value);
    this.#take(name, exact(scale.value(Math.min(Math.max(at, 0), scale.steps))), false);
  }
}
customElements.define("lab-controls", LabControls);

interface Scale {
  readonly steps: number;
  at(value: number): number;
  value(at: number): number;
}

/** From places of a slider to values: by equal steps, or by equal factors where `scale` is log. */
function scaleOf({ type, minimum: low = 0, maximum: high = 1, scale, step }: Field): Scale {
  const inside = (value: number): number => Math.min(Math.max(value, low), high);
  if (scale !== "log" || low <= 0) {
    const even =
      step ?? (type === "integer" ? 1 : 10 ** Math.round(Math.log10((high - low) / 100)));
    return {
      steps: Math.round((high - low) / even),
      at: (value) => Math.round((value - low) / even),
      value: (at) => inside(Number((low + at * even).toPrecision(9))),
    };
  }
  const turn = Math.log(high / low);
  const round = (value: number): number =>
    step
      ? Number((Math.round(value / step) * step).toPrecision(9))
      : type === "integer"
        ? Math.round(Number(value.toPrecision(2)))
        : Number(value.toPrecision(2));
  return {
    steps: places,
    at: (value) => Math.round((places * Math.log(inside(value) / low)) / turn),
    value: (at) => inside(round(low * Math.exp((turn * at) / places))),
  };
}
