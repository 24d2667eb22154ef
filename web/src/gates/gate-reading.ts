// The reading of a gate at the crosshair: both inputs to type or slide, and what the gate gives.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { coordinate, plain, significant } from "../ui/number-format";
import type { GateSurfaces } from "./gate-surface";
import { numberOf } from "../ui/field-values";
import type { Change } from "../state/observable-state";
import { table } from "../state/settings";
import { StateElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";

const inputs = ["a", "b"] as const;
type Input = (typeof inputs)[number];

export class GateReading extends StateElement {
  protected override readonly watches: readonly Change[] = ["a", "b"];
  static override properties = { of: { attribute: false } };
  declare of: GateSurfaces;
  readonly #ids = { a: uniqueId("a-exact"), b: uniqueId("b-exact") };
  readonly #problemIds = { a: uniqueId("a-problem"), b: uniqueId("b-problem") };
  #problem: Partial<Record<Input, string>> = {};
  /** The field with text that has not been entered yet; it is left alone. */
  #editing: Input | undefined;

  /** Once the crosshair has moved, what was mistyped no longer stands for it. */
  protected override stateChanged(changed: ReadonlySet<Change>): void {
    for (const key of inputs) if (changed.has(key)) delete this.#problem[key];
    super.stateChanged(changed);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    for (const key of inputs) {
      const field = this.querySelector<HTMLInputElement>(`#${this.#ids[key]}`)!;
      if (this.#editing !== key && !this.#problem[key]) field.value = coordinate(this.state[key]);
    }
  }

  protected override render(): TemplateResult {
    const { gate, inner } = this.of;
    const { a, b } = this.state;
    const [da, db] = gate.derivatives(a, b);
    const kink = inner.kinks.includes(a) ? "At this kink the left slope is given" : nothing;
    return html` ${inputs.map((key) => this.#field(key))}
      <table class="reading" data-slug=${gate.slug}>
        <caption class="visually-hidden">
          The gate and its slopes at the crosshair
        </caption>
        <tbody>
          <tr class="value">
            <th scope="row"><i>f</i>(<i>a</i>, <i>b</i>)</th>
            <td>${significant(gate.value(a, b))}</td>
          </tr>
          <tr>
            <th scope="row">∂<i>f</i>/∂<i>a</i> = <i>g</i>′(<i>a</i>) <i>b</i></th>
            <td title=${kink}>${significant(da)}</td>
          </tr>
          <tr>
            <th scope="row">∂<i>f</i>/∂<i>b</i> = <i>g</i>(<i>a</i>)</th>
            <td>${significant(db)}</td>
          </tr>
        </tbody>
        <tbody data-slug=${inner.slug}>
          <tr>
            <th scope="row"><i>g</i>(<i>a</i>), ${inner.name}</th>
            <td>${significant(inner.value(a))}</td>
          </tr>
          <tr>
            <th scope="row"><i>g</i>′(<i>a</i>)</th>
            <td title=${kink}>${significant(inner.derivative(a))}</td>
          </tr>
        </tbody>
      </table>
      <p class="hint">${this.#hint(inner.value(a))}</p>`;
  }

  #hint(passes: number): TemplateResult {
    if (passes === 0) return html`The gate is shut: whatever <i>b</i> is, nothing passes.`;
    if (passes === 1) return html`The gate is open: all of <i>b</i> passes.`;
    const part = plain(Number(significant(Math.abs(passes)).replace("\u2212", "-")));
    return passes < 0
      ? html`The gate turns <i>b</i> around: ${part} of it passes, with the other sign.`
      : html`What passes is ${part} times <i>b</i>.`;
  }

  #field(key: Input): TemplateResult {
    const problem = this.#problem[key] ?? "";
    const { low, high, step } = table[key];
    return html`<form class="x-field" novalidate @submit=${(e: Event) => this.#typed(e, key)}>
      <span class="x-line"
        ><i aria-hidden="true">${key} =</i>
        <input
          id=${this.#ids[key]}
          type="text"
          inputmode="text"
          autocomplete="off"
          spellcheck="false"
          aria-label="${key}, typed"
          aria-describedby=${this.#problemIds[key]}
          aria-invalid=${problem ? "true" : "false"}
          @input=${() => {
            this.#editing = key;
          }}
          @change=${(e: Event) => this.#typed(e, key)}
          @focus=${(e: Event) => (e.target as HTMLInputElement).select()}
        />
      </span>
      <p id=${this.#problemIds[key]} class="problem" role="status">${problem}</p>
      <input
        type="range"
        aria-label=${key}
        min=${low}
        max=${high}
        step=${step}
        .value=${String(this.state[key])}
        aria-valuetext=${coordinate(this.state[key])}
        @input=${(e: Event) => this.set({ [key]: numberOf(e) })}
      />
    </form>`;
  }

  #typed(event: Event, key: Input): void {
    event.preventDefault();
    this.#editing = undefined;
    const field = this.querySelector<HTMLInputElement>(`#${this.#ids[key]}`)!;
    const read = table[key].read(field.value);
    // What was typed stays, so that it can be mended.
    this.#problem[key] = "problem" in read ? `${read.problem}.` : "";
    if ("value" in read) this.set({ [key]: read.value }, { settled: true });
    this.requestUpdate();
    if ("value" in read && event.type === "submit")
      void this.updateComplete.then(() => field.select());
  }
}
customElements.define("gate-reading", GateReading);
