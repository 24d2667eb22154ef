// Bend: the same network with each activation, side by side as it trains.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { significant } from "../format";
import { chord, FieldBrush, type Chord, type Data } from "./field";
import { bytes, LabFigure, type Table } from "./lab-figure";
import "./loss-chart";
import type { Losses } from "./loss-chart";
import type { Divergence } from "./run";

type Numbers = readonly (number | null)[];
const gap = 14; // px between panels, as in the style sheet
const widest = 340; // px, of a panel

/** As many panels beside each other as fill the rows evenly. */
export function columns(panels: number, width: number): number {
  const most = width >= 900 ? 6 : width >= 560 ? 3 : 2;
  return Math.ceil(panels / Math.ceil(panels / most));
}

/** A share of all points; 100% only where it is all of them. */
export const percent = (share: number | null | undefined): string => {
  if (share === null || share === undefined) return "—";
  return share === 1 ? "100%" : `${Math.min(100 * share, 99.9).toFixed(1)}%`;
};

export class BendFigure extends LabFigure {
  readonly #brush = new FieldBrush(this, () => this.requestUpdate());
  #losses: { of: readonly unknown[]; losses: Losses } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#brush.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#brush.disconnect();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const names = this.run?.setup.names ?? Array<string>(5).fill("");
    return html`
      <div class="fields c${columns(names.length, this.width)}">${names.map((_, i) => this.#panel(i))}</div>
      ${this.run ? html`${this.#key()}
        <loss-chart .losses=${this.#series()} .at=${this.at} .width=${this.width}></loss-chart>` : nothing}`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.run || this.width === 0) return;
    const { setup } = this.run;
    const data = setup as unknown as Data & { resolution: number };
    const fields = bytes(this.frame, "field");
    const size = data.resolution ** 2;
    this.querySelectorAll<HTMLCanvasElement>(".fields canvas").forEach((canvas, i) =>
      this.#brush.paint(canvas, this.#side, data, fields.subarray(i * size, (i + 1) * size),
        this.#chords(i).drawn, (setup["smooth"] as boolean[])[i]));
  }

  get #side(): number {
    const across = columns(this.run.setup.names.length, this.width);
    return Math.min(widest, (this.width - gap * (across - 1)) / across);
  }

  /** The first layer's bends of an activation inside the field, and how many of its units have one. */
  #chords(i: number): { drawn: Chord[]; units: number; of: number } {
    const { extent, kinks } = this.run.setup as unknown as { extent: number; kinks: number[][] };
    const units = (this.frame["bends"] as number[][][])[i]!;
    const each = units.map((unit) => kinks[i]!.map((kink) => chord(unit, kink, extent)).filter((line) => line !== undefined));
    return {
      drawn: each.flat(), units: each.filter((lines) => lines.length).length, of: kinks[i]!.length ? units.length : 0,
    };
  }

  #panel(i: number): TemplateResult {
    if (!this.run) return html`<figure class="field-panel"><div class="field"></div><div class="field-note"></div></figure>`;
    const { names, slugs } = this.run.setup;
    const { units, of } = this.#chords(i);
    const lost = this.#lost(i);
    const train = percent((this.frame["train_accuracy"] as Numbers)[i]);
    const test = percent((this.frame["test_accuracy"] as Numbers)[i]);
    const bends = of ? `${units} of ${of} bends in it` : "no bends";
    const state = lost ? `diverged at epoch ${lost["epoch"]}` : `training accuracy ${train}, test ${test}`;
    return html`<figure class="field-panel" data-slug=${slugs[i]!}>
      <div class="field ${lost ? "lost" : ""}" role="img"
        aria-label="Decision field of ${names[i]} at epoch ${this.frame["epoch"]}: ${state}, ${bends}"><canvas></canvas></div>
      <div class="field-note">
        <i class="field-name">${names[i]}</i><span class="accuracy">${lost ? "—" : train}</span>
        <span class="bends">${of ? html`${units}/${of} bends` : "no bends"}</span>
        <span class="test">${lost ? html`<b>diverged at epoch ${lost["epoch"]}</b>` : html`test ${test}`}</span>
      </div>
    </figure>`;
  }

  /** Where activation i has diverged by the frame shown. */
  #lost(i: number): Divergence | undefined {
    return this.run.divergences.find((one) => one.activation === i && one.before <= this.at);
  }

  #key(): TemplateResult {
    const { extent, smooth } = this.run.setup as unknown as { extent: number; smooth: boolean[] };
    return html`<ul class="field-key">
      <li><svg width="12" height="12" aria-hidden="true"><circle class="class-0" cx="6" cy="6" r="3.5"></circle></svg>class 0</li>
      <li><svg width="12" height="12" aria-hidden="true"><circle class="class-1" cx="6" cy="6" r="3.5"></circle></svg>class 1</li>
      <li><svg width="12" height="12" aria-hidden="true"><circle class="class-0 faint" cx="6" cy="6" r="2.5"></circle></svg>small and faint: test</li>
      <li><svg width="22" height="8" aria-hidden="true"><line class="bend-line" x1="0" x2="22" y1="4" y2="4"></line></svg>a bend of the first layer</li>
      ${smooth.some(Boolean) ? html`<li><svg width="22" height="8" aria-hidden="true"><line class="bend-line smooth" x1="0" x2="22" y1="4" y2="4"></line></svg>the middle of a smooth one</li>` : nothing}
      <li>both axes −${extent} to ${extent}</li>
    </ul>`;
  }

  #series(): Losses {
    const { frames, setup, header } = this.run;
    const of = [setup, frames.length];
    if (this.#losses?.of.every((part, i) => part === of[i])) return this.#losses.losses;
    const column = (field: string, i: number) => frames.map((frame) => (frame[field] as Numbers)[i]!);
    const epochs = frames.map((frame) => frame["epoch"] as number);
    const losses = {
      epochs, first: 0,
      last: Math.max(epochs.at(-1)!, Number(header.params["epochs"] ?? 0)) || 1,
      series: setup.names.map((name, i) => ({
        name, slug: setup.slugs[i]!, train: column("train_loss", i), test: column("test_loss", i),
      })),
    };
    this.#losses = { of, losses };
    return losses;
  }

  override table(): Table {
    const { names } = this.run.setup;
    const reached = this.run.summary?.["epochs_to_95"] as Numbers | undefined;
    const cell = (field: string, i: number, show: (v: number) => string) => {
      const value = (this.frame[field] as Numbers)[i];
      return value === null || value === undefined ? "—" : show(value);
    };
    const fields: [string, (v: number) => string][] = [
      ["train_loss", significant], ["test_loss", significant], ["train_accuracy", percent], ["test_accuracy", percent]];
    return {
      head: ["Activation", "training loss", "test loss", "training accuracy", "test accuracy", "bends in the field",
        ...(reached ? ["epochs to 95%"] : [])],
      rows: names.map((name, i) => {
        const { units, of } = this.#chords(i);
        return [name, ...fields.map(([field, show]) => cell(field, i, show)), `${units} of ${of}`,
          ...(reached ? [reached[i] === null ? "never" : String(reached[i])] : [])];
      }),
    };
  }

  override says(): string {
    const { names } = this.run.setup;
    const each = names.map((name, i) => {
      const lost = this.#lost(i);
      return lost ? `${name} diverged at epoch ${lost["epoch"]}` : `${name} ${percent((this.frame["train_accuracy"] as Numbers)[i])}`;
    });
    return `Epoch ${this.frame["epoch"]}. Training accuracy: ${each.join(", ")}.`;
  }

  override picture(): SVGSVGElement {
    throw new Error("not yet");
  }
}
customElements.define("bend-figure", BendFigure);
