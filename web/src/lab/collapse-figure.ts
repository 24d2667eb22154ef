// Collapse: a grid through a deep net, layer by layer, and through the one matrix that does the same.
import { html, mathml, nothing, svg, type MathMLTemplateResult, type PropertyValues, type SVGTemplateResult, type TemplateResult } from "lit";
import { significant } from "../format";
import { percent } from "./bend-figure";
import { FieldBrush, type Data, type Points } from "./field";
import { bytes, LabFigure, type Table } from "./lab-figure";
import "./loss-chart";
import type { Losses } from "./loss-chart";
import type { Frame } from "./run";

interface Push extends Frame {
  readonly layer: number;
  readonly linear: Points;
  readonly single: Points;
  readonly bent: Points;
  readonly matrix: readonly (readonly number[])[];
  readonly offset: readonly number[];
  readonly difference: number;
}
interface Trained extends Frame {
  readonly epoch: number;
  readonly loss: readonly (number | null)[];
  readonly accuracy: readonly (number | null)[];
}

const gap = 22; // px between panels, as in the style sheet
const clouds = ["linear", "single", "bent"] as const;

/** The next of 1, 1.5, 2, 3, 5, 7.5, 10, ... at or above a size. */
function round(size: number): number {
  const ten = 10 ** Math.floor(Math.log10(size));
  return ten * [1, 1.5, 2, 3, 5, 7.5, 10].find((step) => step * ten >= size * (1 - 1e-9))!;
}

export class CollapseFigure extends LabFigure {
  readonly #brush = new FieldBrush(this, () => this.requestUpdate());
  #reach = { seen: 0, of: undefined as unknown, value: 0 };
  #losses: { of: readonly unknown[]; losses: Losses } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#brush.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#brush.disconnect();
  }

  get #pushes(): boolean {
    return this.frame.stage === "push";
  }

  /** How far the axes go: far enough for every cloud that has come. */
  get #extent(): number {
    const { frames, setup } = this.run;
    if (this.#reach.of !== setup) this.#reach = { seen: 0, of: setup, value: setup["extent"] as number };
    for (const frame of frames.slice(this.#reach.seen)) {
      for (const cloud of clouds) {
        for (const [x, y] of (frame[cloud] as Points | undefined) ?? []) {
          this.#reach.value = Math.max(this.#reach.value, Math.abs(x), Math.abs(y));
        }
      }
    }
    this.#reach.seen = frames.length;
    return round(this.#reach.value);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const panels = [0, 1, 2].map((i) => (!this.run ? html`<div class="field"></div><div class="field-note"></div>`
      : this.#pushes ? this.#cloud(i) : this.#trained(i)));
    const stage = this.run && !this.#pushes ? "train" : "push";
    return html`<div class="stages ${stage} ${this.#narrow ? "narrow" : ""}">${panels.map((panel, i) => html`
      <figure class="field-panel" data-slug=${this.run?.setup.slugs[i === 2 ? 1 : 0] ?? "identity"}>${panel}</figure>`)}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.run || this.width === 0 || this.#pushes) return;
    const fields = bytes(this.frame, "field");
    const { inputs, targets, extent } = this.run.setup as unknown as Data;
    const data = { inputs, targets, extent, training: inputs.length };
    this.querySelectorAll("canvas").forEach((canvas, i) =>
      this.#brush.paint(canvas, this.#side, data, fields.subarray((i * fields.length) / 2, ((i + 1) * fields.length) / 2)));
  }

  /** Two panels beside each other where three would be too small. */
  get #narrow(): boolean {
    return this.width < 560;
  }

  get #side(): number {
    const across = this.#narrow ? 2 : 3;
    return (this.width - gap * (across - 1)) / across;
  }

  #cloud(i: number): TemplateResult {
    const frame = this.frame as Push;
    const { names } = this.run.setup;
    const depth = Number(this.run.header.params["depth"]);
    const after = frame.layer === 0 ? "before the first layer" : `after layer ${frame.layer} of ${depth}`;
    const apart = significant(frame.difference, 2);
    const name = ["Layer by layer, no activation", "One matrix", `With ${names[1]} between`][i]!;
    const words = [
      `The grid ${after}: a parallelogram.`,
      `The grid through the one matrix ${matrixText(frame)}: its largest difference from the layers is ${apart} of the cloud's size.`,
      `The grid ${after}, with ${names[1]} between the layers.`,
    ][i]!;
    return html`<div class="field" role="img" aria-label=${words}>${this.#grid(frame[clouds[i]!], this.#side)}</div>
      <div class="field-note"><i class="field-name">${name}</i>
        ${i === 1 ? html`<div class="wide matrix">${matrix(frame)}</div><span class="wide">largest difference: ${apart} of the size</span>`
          : html`<span class="wide">${after}</span>`}</div>`;
  }

  /** The grid as lines along both of its directions, with a point at each crossing. */
  #grid(points: Points, side: number): SVGTemplateResult | TemplateResult {
    return html`<svg width=${side} height=${side} viewBox="0 0 ${side} ${side}" aria-hidden="true">${this.#drawn(points, side)}</svg>`;
  }

  #drawn(points: Points, side: number): SVGTemplateResult {
    const extent = this.#extent;
    const [columns, rows] = this.run.setup["grid"] as [number, number];
    const unit = side / (2 * extent);
    const at = points.map(([x, y]) => `${((x + extent) * unit).toFixed(1)} ${((extent - y) * unit).toFixed(1)}`);
    const along = (n: number, m: number, step: number, skip: number) => Array.from({ length: n }, (_, j) =>
      `M${Array.from({ length: m }, (_, k) => at[j * skip + k * step]).join("L")}`).join("");
    return svg`<path class="zero" d="M0 ${side / 2}H${side}M${side / 2} 0V${side}"></path>
      <path class="grid-line" d=${along(rows, columns, 1, columns)}></path>
      <path class="grid-line across" d=${along(columns, rows, columns, 1)}></path>
      <path class="grid-points" d=${at.map((place) => `M${place}h0`).join("")}></path>
      <text class="tick" x="6" y=${side / 2 - 5}>−${extent}</text>
      <text class="tick" x=${side - 6} y=${side / 2 - 5} text-anchor="end">${extent}</text>`;
  }

  #trained(i: number): TemplateResult {
    const frame = this.frame as Trained;
    const { names } = this.run.setup;
    if (i === 1) {
      return html`<div class="field bare"><loss-chart .losses=${this.#series()} .at=${this.at - this.#series().first} .width=${this.#side} .square=${true}></loss-chart></div>
        <div class="field-note"><i class="field-name">Loss on the circles</i><span class="wide">epoch ${frame.epoch}</span></div>`;
    }
    const k = i / 2;
    const name = k ? `With ${names[1]} between` : "No activation";
    const score = percent(frame.accuracy[k]);
    const loss = frame.loss[k];
    return html`<div class="field" role="img"
        aria-label="Decision field on the circles at epoch ${frame.epoch}: ${score} of the points on the right side"><canvas></canvas></div>
      <div class="field-note"><i class="field-name">${name}</i><span class="accuracy">${score}</span>
        <span class="wide">loss ${loss === null || loss === undefined ? "—" : significant(loss, 3)}</span></div>`;
  }

  #series(): Losses {
    const { frames, setup, header } = this.run;
    const of = [setup, frames.length];
    if (this.#losses?.of.every((part, i) => part === of[i])) return this.#losses.losses;
    const trained = frames.filter((frame): frame is Trained => frame.stage === "train");
    const epochs = trained.map(({ epoch }) => epoch);
    const losses = {
      epochs, first: frames.indexOf(trained[0]!), last: Math.max(epochs.at(-1)!, Number(header.params["epochs"] ?? 0)) || 1,
      series: setup.names.map((name, k) => ({ name, slug: setup.slugs[k]!, train: trained.map(({ loss }) => loss[k]!) })),
    };
    this.#losses = { of, losses };
    return losses;
  }

  override table(): Table {
    const { names } = this.run.setup;
    if (!this.#pushes) {
      const { loss, accuracy } = this.frame as Trained;
      return {
        head: ["Between the layers", "loss", "accuracy"],
        rows: names.map((name, k) => [name, shown(loss[k]), percent(accuracy[k])]),
      };
    }
    const { linear, single, bent } = this.frame as Push;
    const [columns] = this.run.setup["grid"] as [number];
    const corners = [0, columns - 1, linear.length - columns, linear.length - 1];
    const pair = ([x, y]: readonly number[]) => `${significant(x!)}, ${significant(y!)}`;
    return {
      head: ["Corner of the grid", "layer by layer", "one matrix", `with ${names[1]} between`],
      rows: ["top left", "top right", "bottom left", "bottom right"].map((name, i) =>
        [name, ...[linear, single, bent].map((cloud) => pair(cloud[corners[i]!]!))]),
    };
  }

  override says(): string {
    const { names } = this.run.setup;
    if (!this.#pushes) {
      const { epoch, accuracy } = this.frame as Trained;
      return `Epoch ${epoch} on the circles: no activation ${percent(accuracy[0])}, ${names[1]} ${percent(accuracy[1])}.`;
    }
    const { layer, difference } = this.frame as Push;
    return `Layer ${layer}: the largest difference between the layers and the one matrix is ${significant(difference, 2)} of the cloud’s size.`;
  }

  override picture(): SVGSVGElement {
    throw new Error("not yet");
  }
}
customElements.define("collapse-figure", CollapseFigure);

const shown = (value: number | null | undefined): string =>
  value === null || value === undefined ? "—" : significant(value);

const entry = (value: number): string => (value < 0 ? "−" : "") + Math.abs(value).toFixed(3);

const matrixText = ({ matrix: m }: Push): string => m.map((row) => row.map(entry).join(", ")).join("; ");

/** The matrix and its offset as mathematics: M x + c. */
const matrix = ({ matrix: m, offset }: Push): TemplateResult => html`<math>${bracketed(m)}<mi>x</mi><mo>+</mo>${bracketed(offset.map((v) => [v]))}</math>`;

const bracketed = (rows: readonly (readonly number[])[]): MathMLTemplateResult => mathml`<mrow><mo>(</mo><mtable>${rows.map((row) =>
  mathml`<mtr>${row.map((v) => mathml`<mtd><mn>${entry(v)}</mn></mtd>`)}</mtr>`)}</mtable><mo>)</mo></mrow>`;
