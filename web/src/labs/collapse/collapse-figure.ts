// The figure of collapse: a grid pushed through deep linear layers, and through their product.
import {
  html,
  mathml,
  nothing,
  svg,
  type MathMLTemplateResult,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import { significant } from "../../ui/number-format";
import { accuracyPercent } from "../accuracy";
import { drawable, FieldBrush, type Data, type Points } from "../decision-field";
import { fieldPicture } from "../decision-field-svg";
import { LabFigure, type Table } from "../lab-figure";
import { bytes } from "../frame-bytes";
import { standaloneSvg } from "../standalone-svg";
import "../loss-chart";
import { lossCurves, lossFrame, type Losses } from "../loss-curves";
import type { Frame } from "../run-records";

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

export class CollapseFigure extends LabFigure {
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

  protected override get frame(): Frame {
    return drawable(this.run.frames, this.at, ["layer", "field"]);
  }

  get #pushes(): boolean {
    return this.frame.stage === "push";
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const panels = [0, 1, 2].map((i) =>
      !this.run
        ? html`<div class="field"></div>
            <div class="field-note"></div>`
        : this.#pushes
          ? this.#cloud(i)
          : this.#trained(i),
    );
    const stage = this.run && !this.#pushes ? "train" : "push";
    return html`<div class="stages ${stage} ${this.#narrow ? "narrow" : ""}">
      ${panels.map(
        (panel, i) => html` <div class="field-panel" data-slug=${this.#slug(i)}>${panel}</div>`,
      )}
      ${
        this.run && this.#pushes && this.#narrow
          ? html`<div class="field-note aside">${this.#matrix()}</div>`
          : nothing
      }
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.run || this.width === 0 || this.#pushes) return;
    this.querySelectorAll("canvas").forEach((canvas, k) =>
      this.#brush.paint(canvas, this.#side, this.#data, this.#field(k)),
    );
  }

  /** Two panels beside each other where three would be too small. */
  get #narrow(): boolean {
    return this.width < 560;
  }

  get #side(): number {
    const across = this.#narrow ? 2 : 3;
    return (this.width - gap * (across - 1)) / across;
  }

  #slug(i: number): string {
    return this.run?.setup.slugs[i === 2 ? 1 : 0] ?? "identity";
  }

  #name(i: number): string {
    const bent = `With ${this.run.setup.names[1]} between`;
    return (
      this.#pushes
        ? ["Layer by layer, no activation", "One matrix", bent]
        : ["No activation", "", bent]
    )[i]!;
  }

  get #after(): string {
    const { layer } = this.frame as Push;
    return layer === 0
      ? "before the first layer"
      : `after layer ${layer} of ${this.run.header.params["depth"]}`;
  }

  /** The activation's cloud has left the numbers that can be drawn. */
  get #lost(): boolean {
    return this.#pushes && (this.frame as Push).bent[0]![0] === null;
  }

  #cloud(i: number): TemplateResult {
    const frame = this.frame as Push;
    const lost = i === 2 && this.#lost;
    const words = [
      `: a parallelogram. ${this.#after}`,
      `: ${matrixText(frame)}. ${this.#apart}`,
      `: ${lost ? "not finite" : "bent"}. ${this.#after}`,
    ][i]!;
    const side = this.#side;
    return html`<div class="field cloud" role="img" aria-label="The grid. ${this.#name(i)}${words}">
        <svg width=${side} height=${side} viewBox="0 0 ${side} ${side}" aria-hidden="true">
          ${this.#drawn(i, side)}
        </svg>
      </div>
      <div class="field-note">
        <i class="field-name">${this.#name(i)}</i>
        ${
          i === 1 && !this.#narrow
            ? this.#matrix()
            : html`<span class="wide">${i === 1 ? "the same parallelogram" : this.#after}</span>`
        }
      </div>`;
  }

  /** The one matrix and its offset, as a line of text. */
  get #formula(): string {
    const frame = this.frame as Push;
    return `(${matrixText(frame)}) x + (${frame.offset.map(entry).join(", ")})`;
  }

  get #apart(): string {
    return `largest difference: ${significant((this.frame as Push).difference, 2)} of the width`;
  }

  #matrix(): TemplateResult {
    const { matrix, offset } = this.frame as Push;
    return html`<div class="wide matrix">
        <math>${bracketed(matrix)}<mi>x</mi><mo>+</mo></math>
        <math>${bracketed(offset.map((v) => [v]))}</math>
      </div>
      <span class="wide">${this.#apart}</span>`;
  }

  /** The grid as lines along both of its directions, with a point at each crossing. */
  #drawn(i: number, side: number): SVGTemplateResult {
    const {
      extent,
      grid: [columns, rows],
    } = this.run.setup as unknown as { extent: number; grid: [number, number] };
    const middle = side / 2;
    const axes = svg`<path class="zero" d="M0 ${middle}H${side}M${middle} 0V${side}"></path>
      <text class="tick" x="6" y=${side - 8}>−${extent}</text>
      <text class="tick" x=${side - 6} y=${side - 8} text-anchor="end">${extent}</text>`;
    if (i === 2 && this.#lost)
      return svg`${axes}<text class="tick" x=${middle} y=${middle + 20}
        text-anchor="middle">not finite</text>`;
    const unit = side / (2 * extent);
    const at = (this.frame as Push)[clouds[i]!].map(
      ([x, y]) => `${((x + extent) * unit).toFixed(1)},${((extent - y) * unit).toFixed(1)}`,
    );
    const lines = (count: number, length: number, next: number, step: number) =>
      Array.from(
        { length: count },
        (_, j) => `M${Array.from({ length }, (_, k) => at[j * next + k * step]).join("L")}`,
      ).join("");
    return svg`${axes}
      <path class="grid-line across" d=${lines(columns, rows, 1, columns)}></path>
      <path class="grid-line" d=${lines(rows, columns, columns, 1)}></path>
      <path class="grid-points" d=${at.map((place) => `M${place}h0`).join("")}></path>`;
  }

  get #data(): Data {
    const { inputs, targets, extent } = this.run.setup as unknown as Data;
    return { inputs, targets, extent, training: inputs.length };
  }

  #field(k: number): Uint8Array {
    const fields = bytes(this.frame, "field");
    return fields.subarray((k * fields.length) / 2, ((k + 1) * fields.length) / 2);
  }

  #trained(i: number): TemplateResult {
    const frame = this.frame as Trained;
    if (i === 1) {
      return html`<div class="field bare">
          <loss-chart
            .losses=${this.#series()}
            .at=${this.at}
            .width=${this.#narrow ? this.width : this.#side}
            .height=${this.#side}
          ></loss-chart>
        </div>
        <div class="field-note">
          <i class="field-name">Loss on the circles</i
          ><span class="wide">epoch ${frame.epoch}</span>
        </div>`;
    }
    const score = accuracyPercent(frame.accuracy[i / 2]);
    const result = `${score} of the points on the right side at epoch ${frame.epoch}`;
    return html`<div
        class="field"
        role="img"
        aria-label="Decision field on the circles. ${this.#name(i)}: ${result}"
      >
        <canvas></canvas>
      </div>
      <div class="field-note">
        <i class="field-name">${this.#name(i)}</i><span class="accuracy">${score}</span>
        <span class="wide">loss ${shown(frame.loss[i / 2], 3)}</span>
      </div>`;
  }

  #series(): Losses {
    const { frames, setup } = this.run;
    const of = [setup, frames.length];
    if (this.#losses?.of.every((part, i) => part === of[i])) return this.#losses.losses;
    const indices = [...frames.keys()].filter((i) => "field" in frames[i]!);
    const trained = indices.map((i) => frames[i] as Trained);
    const { epoch, progress } = trained.at(-1)!;
    const losses = {
      epochs: trained.map(({ epoch }) => epoch),
      frames: indices,
      // Training is the second half of the run: so much of it took so many epochs.
      last: Math.round(epoch / (2 * progress - 1)) || 1,
      series: setup.names.map((name, k) => ({
        name,
        slug: setup.slugs[k]!,
        train: trained.map(({ loss }) => loss[k]!),
      })),
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
        rows: names.map((name, k) => [name, shown(loss[k]), accuracyPercent(accuracy[k])]),
      };
    }
    const { linear, single, bent } = this.frame as Push;
    const [columns] = this.run.setup["grid"] as [number];
    const corners = [0, columns - 1, linear.length - columns, linear.length - 1];
    const pair = ([x, y]: readonly (number | null)[]) =>
      x === null ? "not finite" : `${shown(x)}, ${shown(y)}`;
    return {
      head: ["Corner of the grid", "layer by layer", "one matrix", `with ${names[1]} between`],
      rows: ["top left", "top right", "bottom left", "bottom right"].map((name, i) => [
        name,
        ...[linear, single, bent].map((cloud) => pair(cloud[corners[i]!]!)),
      ]),
    };
  }

  override says(): string {
    const { names } = this.run.setup;
    if (!this.#pushes) {
      const { epoch, accuracy } = this.frame as Trained;
      const [none, bent] = accuracy.map(accuracyPercent);
      return `Epoch ${epoch} on the circles: no activation ${none}, ${names[1]} ${bent}.`;
    }
    const { layer, difference } = this.frame as Push;
    const what = "the largest difference between the layers and the one matrix";
    return `Layer ${layer}: ${what} is ${significant(difference, 2)} of the cloud’s size.`;
  }

  override picture(): SVGSVGElement {
    const [side, edge] = [320, 24];
    const x = (i: number) => edge + i * (side + gap);
    const title = (name: string, numbers: string) => svg`
      <text class="direct" y=${side + 20}>${name}</text><text class="tick"
        y=${side + 38}>${numbers}</text>`;
    const panel = (i: number) => {
      if (this.#pushes) {
        return svg`<g class="cloud">${this.#drawn(i, side)}<rect class="field-edge" width=${side}
          height=${side}></rect></g>
          ${title(this.#name(i), i === 1 ? this.#formula : this.#after)}`;
      }
      const { epoch, accuracy, loss } = this.frame as Trained;
      const scores = (k: number) => `${accuracyPercent(accuracy[k])}, loss ${shown(loss[k], 3)}`;
      if (i !== 1) {
        return svg`${fieldPicture(this.#brush, side, this.#data, this.#field(i / 2))}
          ${title(this.#name(i), scores(i / 2))}`;
      }
      const losses = this.#series();
      return svg`${lossCurves(lossFrame(losses, side, side), losses, true)}
          ${title("Loss on the circles", `epoch ${epoch}`)}`;
    };
    return standaloneSvg(
      this,
      svg`${[0, 1, 2].map(
        (i) => svg`<g data-slug=${this.#slug(i)}
        transform="translate(${x(i)} ${edge})">${panel(i)}</g>`,
      )}`,
      x(2) + side + edge,
      edge + side + 46 + edge,
    );
  }
}
customElements.define("collapse-figure", CollapseFigure);

const shown = (value: number | null | undefined, digits = 4): string =>
  value === null || value === undefined ? "—" : significant(value, digits);

const entry = (value: number): string => (value < 0 ? "−" : "") + Math.abs(value).toFixed(3);

/** The same with room for a sign, so that columns line up. */
const padded = (value: number): string => entry(value).padStart(6, "\u00a0");

const matrixText = ({ matrix: m }: Push): string =>
  m.map((row) => row.map(entry).join(", ")).join("; ");

const bracketed = (rows: readonly (readonly number[])[]): MathMLTemplateResult =>
  mathml`<mtable>${rows.map(
    (row) => mathml`<mtr>${row.map((v) => mathml`<mtd><mn>${padded(v)}</mn></mtd>`)}</mtr>`,
  )}</mtable>`;
