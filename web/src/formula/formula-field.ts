// "Type your own": a formula as it is typed, in print, on the chart, or what is wrong with it.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import "./formula-plate";
import { ask, queryOf, valuesOf, type Formula, type Problem, type Values } from "./formula-request";
import { keyOf } from "../state/curve-at-parameters";
import { typedSlug } from "../state/catalogue";
import type { Change } from "../state/observable-state";
import { StateElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";

/** Texts to press, and what a reader would make a slider. */
const examples: readonly (readonly [string, ...string[]])[] = [
  ["x*tanh(log(1+exp(x)))"],
  ["x*sigmoid(b*x)", "b"],
  ["max(x, 0) - 0.1*max(-x, 0)"],
  ["log(1+exp(x))"],
];
const pause = 120; // ms after a key before the formula is asked for
const first = 1; // what a parameter made a slider begins with
const silence: Problem = {
  problem: "The guide’s server does not answer, so this is not drawn",
  position: null,
  missing: [],
};

/** A problem and its list of what is allowed, which may be long and is shown on request. */
const parts = (problem: string): readonly string[] => problem.split(/\. (?=Allowed:|Choose from)/);
const line = ({ problem }: Problem): string =>
  `${problem[0]!.toUpperCase()}${parts(problem)[0]!.slice(1)}.`;

export class FormulaField extends StateElement {
  protected override readonly watches: readonly Change[] = [];
  readonly #id = uniqueId("formula-text");
  readonly #problemId = uniqueId("formula-problem");
  #problem: Problem | undefined;
  #drawn: Formula | undefined;
  /** The query that the page's state had when last looked at. */
  #query = queryOf("", new Map());
  /** The values that parameters had when last in the text: a name typed again finds its own. */
  readonly #values = new Map<string, number>();
  /** Whether the text being typed has a step in the browser's history already. */
  #stepped = false;
  #timer = 0;
  #moved = 0;
  #asking = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.#follow());
  }

  protected override stateChanged(changed: ReadonlySet<Change>): void {
    if (changed.has("formula") || changed.has("parameters")) this.#follow();
  }

  protected override render(): TemplateResult {
    const wrong = this.#problem;
    const printed = this.#drawn?.mathml ?? "";
    return html`<form class="formula-field" novalidate @submit=${this.#submit}>
      <label for=${this.#id}>Type your own</label>
      <div class="formula-line">
        <span class="of" aria-hidden="true"><i>f</i>(<i>x</i>) =</span>
        <div class="formula-text">
          <input
            id=${this.#id}
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            dir="ltr"
            placeholder="a formula in x"
            aria-label="Type your own: a formula in x"
            aria-describedby=${this.#problemId}
            aria-invalid=${wrong ? "true" : "false"}
            @input=${this.#typing}
            @keydown=${this.#key}
            @focus=${() => {
              this.#stepped = false;
            }}
            @scroll=${() => this.#point()}
          />
          <span class="formula-caret" aria-hidden="true" ?hidden=${wrong?.position == null}></span>
        </div>
      </div>
      <div
        class="printed"
        role="group"
        aria-label="The formula in print"
        ?hidden=${!printed}
        tabindex="0"
        .innerHTML=${printed}
      ></div>
      <div class="formula-says">
        <p id=${this.#problemId} class="problem" role="status">${wrong ? line(wrong) : ""}</p>
        ${
          wrong
            ? this.#help(wrong)
            : html`<p class="formula-examples">
                <span>For example</span>
                ${examples.map(
                  ([text, ...names]) =>
                    html`<button type="button" class="link" @click=${() => this.#put(text, names)}>
                      ${text}
                    </button>`,
                )}
              </p>`
        }
      </div>
    </form>`;
  }

  #help({ problem, missing }: Problem): TemplateResult {
    const allowed = parts(problem)[1];
    return html`${
      this.#problem === silence
        ? html`<button type="button" class="press" @click=${() => void this.#ask()}>
            Try again
          </button>`
        : nothing
    }
    ${
      missing.length
        ? html`<button type="button" class="press" @click=${() => this.#declare(missing)}>
            Make ${missing.join(", ")} ${missing.length > 1 ? "sliders" : "a slider"}
          </button>`
        : nothing
    }
    ${
      allowed
        ? html`<details>
            <summary>What is allowed</summary>
            <p>${allowed}.</p>
          </details>`
        : nothing
    }`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#point();
  }

  get #field(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>("input")!;
  }

  /** Puts the mark under the offending character: all before it is ASCII, in type of one width. */
  #point(): void {
    const at = this.#problem?.position;
    const caret = this.querySelector<HTMLElement>(".formula-caret")!;
    if (at == null) return;
    const wide = caret.getBoundingClientRect().width;
    const left = at * wide - this.#field.scrollLeft;
    caret.style.left = `${left}px`;
    caret.style.visibility = left > -wide && left < this.#field.clientWidth ? "" : "hidden";
  }

  /** The page's state has changed: by Back, by a link, by a slider, or by this field itself. */
  #follow(): void {
    const { formula } = this.state;
    const values = valuesOf(this.state);
    const query = queryOf(formula, values);
    if (query === this.#query) return;
    this.#query = query;
    for (const [name, value] of values) this.#values.set(name, value);
    if (formula === this.#drawn?.text) {
      clearTimeout(this.#moved);
      this.#moved = setTimeout(() => void this.#shift(this.#drawn!, values), pause);
      return;
    }
    this.#field.value = formula;
    this.#stepped = false;
    if (formula === "") this.#draw(undefined);
    else void this.#load(formula, values, (formula) => this.#draw(formula));
  }

  readonly #typing = (): void => {
    this.#asking.abort();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), pause);
  };

  /** Draws the text of the field on the chart, or reports what is wrong with it. */
  async #ask(): Promise<void> {
    const text = this.#field.value.trim();
    if (text === "") {
      this.#asking.abort();
      this.#take(
        "",
        new Map(),
        this.state.show.filter((slug) => slug !== typedSlug),
        undefined,
      );
      return;
    }
    const named = new Set(text.match(/[A-Za-z]\w*/g));
    const values = new Map([...this.#values].filter(([name]) => named.has(name)));
    await this.#load(text, values, (formula) => {
      if (formula)
        this.#take(
          formula.text,
          values,
          this.functions.ordered([...this.state.show, typedSlug]),
          formula,
        );
    });
  }

  /** Asks the server and calls `use` with the formula; on a problem, reports it and passes none. */
  async #load(
    text: string,
    values: Values,
    use: (formula: Formula | undefined) => void,
  ): Promise<void> {
    clearTimeout(this.#timer);
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const answer = await ask(text, values, signal).catch(() => silence);
    if (signal.aborted) return;
    const wrong = "problem" in answer ? answer : undefined;
    this.#problem = wrong;
    // The curve of the last valid text stays, marked as stale.
    this.closest("activation-chart")?.toggleAttribute("data-stale", wrong !== undefined);
    use("problem" in answer ? undefined : answer);
    this.requestUpdate();
  }

  /** Writes what was typed into the page's state: one step of the history from focus to Enter. */
  #take(text: string, values: Values, show: readonly string[], formula: Formula | undefined): void {
    const gone = [...valuesOf(this.state).keys()].filter((name) => !values.has(name));
    const patch = {
      formula: text,
      show,
      ...Object.fromEntries(gone.map((name) => [keyOf(typedSlug, name), undefined])),
      ...Object.fromEntries([...values].map(([name, value]) => [keyOf(typedSlug, name), value])),
    };
    this.#query = queryOf(text, values);
    this.set(patch, { settled: !this.#stepped });
    this.#stepped = true;
    this.#draw(formula);
  }

  #draw(formula: Formula | undefined): void {
    this.#drawn = formula;
    this.functions.typed = formula?.species;
    if (this.state.formula === "") {
      this.#problem = undefined;
      this.closest("activation-chart")?.removeAttribute("data-stale");
    }
    this.context.state.announce("formula");
    this.requestUpdate();
  }

  /** A slider has moved: the arithmetic is at hand, and the kinks may lie elsewhere. */
  async #shift(drawn: Formula, values: Values): Promise<void> {
    try {
      const answer = await ask(drawn.text, values);
      if (
        "problem" in answer ||
        this.#drawn !== drawn ||
        queryOf(drawn.text, values) !== this.#query
      )
        return;
      // The bounds of a slider stay while the reader moves it.
      this.#draw({ ...drawn, species: { ...drawn.species, kinks: answer.species.kinks } });
    } catch {
      // Without the server the kinks stay where they were; the curve itself has moved.
    }
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    void this.#ask().then(() => {
      this.#stepped = false;
    });
  };

  readonly #key = (event: KeyboardEvent): void => {
    const good = this.#drawn?.text ?? "";
    if (event.key !== "Escape" || this.#field.value.trim() === good) return;
    event.preventDefault();
    this.#replace(good);
  };

  /** An example: a step of the history by itself. */
  #put(text: string, names: readonly string[]): void {
    this.#field.focus();
    this.#replace(text);
    this.#declare(names);
  }

  /** Makes sliders of names, and draws what is in the field. */
  #declare(names: readonly string[]): void {
    for (const name of names) if (!this.#values.has(name)) this.#values.set(name, first);
    this.#field.focus();
    this.#stepped = false;
    void this.#ask().then(() => {
      this.#stepped = false;
    });
  }

  /** Replaces the text so that the field's own undo restores it. */
  #replace(text: string): void {
    this.#field.select();
    // execCommand alone writes into a field's undo history.
    if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
      this.#field.value = text;
      this.#typing();
    }
  }
}
customElements.define("formula-field", FormulaField);
