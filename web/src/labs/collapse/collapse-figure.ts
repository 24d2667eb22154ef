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
import { FieldBrush, type Data } from "../decision-field";
import { fieldPicture } from "../decision-field-svg";
import { LabFigure, type Table } from "../lab-figure";
import { bytes } from "../frame-bytes";
import { standaloneSvg } from "../standalone-svg";
import "../loss-chart";
import { lossCurves, lossFrame, type Losses } from "../loss-curves";
import type { CollapseLine, CollapsePushFrame, CollapseTrainFrame } from "../frames";

const gap = 22; // px between panels, as in the style sheet
const clouds = ["linear", "single", "bent"] as const;

export class CollapseFigure extends LabFigure<CollapseLine> {
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
    const frame = this.run && this.frame;
    const panels = [0, 1, 2].map((i) =>
      !frame
        ? html`<div class="field"></div>
            <div class="field-note"></div>`
        : frame.stage === "push"
          ? this.#cloud(i, frame)
          : this.#trained(i, frame),
    );
    return html`<div class="stages ${frame?.stage ?? "push"} ${this.#narrow ? "narrow" : ""}">
      ${panels.map(
        (panel, i) => html` <div class="field-panel" data-slug=${this.#slug(i)}>${panel}</div>`,
      )}
      ${
        frame?.stage === "push" && this.#narrow
          ? html`<div class="field-note aside">${matrixNote(frame)}</div>`
          : nothing
      }
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.run || this.width === 0) return;
    const { frame } = this;
    if (frame.stage === "push") return;
    this.querySelectorAll("canvas").forEach((canvas, k) =>
      this.#brush.paint(canvas, this.#side, this.#data, fieldOf(frame, k)),
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
      this.frame.stage === "push"
        ? ["Layer by layer, no activation", "One matrix", bent]
        : ["No activation", "", bent]
    )[i]!;
  }

  #after({ layer }: CollapsePushFrame): string {
    return layer === 0
      ? "before the first layer"
      : `after layer ${layer} of ${this.run.header.params.depth}`;
  }

  #cloud(i: number, frame: CollapsePushFrame): TemplateResult {
    const after = this.#after(frame);
    const words = [
      `: a parallelogram. ${after}`,
      `: ${matrixText(frame)}. ${largestDifference(frame)}`,
      `: ${allFinite(frame.bent) ? "bent" : "not finite"}. ${after}`,
    ][i]!;
    const side = this.#side;
    return html`<div class="field cloud" role="img" aria-label="The grid. ${this.#name(i)}${words}">
        <svg width=${side} height=${side} viewBox="0 0 ${side} ${side}" aria-hidden="true">
          ${this.#grid(i, frame, side)}
        </svg>
      </div>
      <div class="field-note">
        <i class="field-name">${this.#name(i)}</i>
        ${
          i === 1 && !this.#narrow
            ? matrixNote(frame)
            : html`<span class="wide">${i === 1 ? "the same parallelogram" : after}</span>`
        }
      </div>`;
  }

  /** The grid as lines along both of its directions, with a point at each crossing. */
  #grid(i: number, frame: CollapsePushFrame, side: number): SVGTemplateResult {
    const {
      extent,
      grid: [columns, rows],
    } = this.run.setup;
    const middle = side / 2;
    const axes = svg`<path class="zero" d="M0 ${middle}H${side}M${middle} 0V${side}"></path>
      <text class="tick" x="6" y=${side - 8}>−${extent}</text>
      <text class="tick" x=${side - 6} y=${side - 8} text-anchor="end">${extent}</text>`;
    const cloud = frame[clouds[i]!];
    if (!allFinite(cloud))
      return svg`${axes}<text class="tick" x=${middle} y=${middle + 20}
        text-anchor="middle">not finite</text>`;
    const unit = side / (2 * extent);
    const at = cloud.map(
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
    const { inputs, targets, extent } = this.run.setup;
    return { inputs, targets, extent, training: inputs.length };
  }

  #trained(i: number, frame: CollapseTrainFrame): TemplateResult {
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
    const trained = frames.filter((frame) => frame.stage === "train");
    const { epoch, progress } = trained.at(-1)!;
    const losses = {
      epochs: trained.map(({ epoch }) => epoch),
      frames: [...frames.keys()].filter((i) => frames[i]!.stage === "train"),
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
    const { frame } = this;
    if (frame.stage === "train") {
      const { loss, accuracy } = frame;
      return {
        head: ["Between the layers", "loss", "accuracy"],
        rows: names.map((name, k) => [name, shown(loss[k]), accuracyPercent(accuracy[k])]),
      };
    }
    const { linear, single, bent } = frame;
    const [columns] = this.run.setup.grid;
    const corners = [0, columns - 1, linear.length - columns, linear.length - 1];
    const pair = ([x, y]: readonly [number | null, number | null]) =>
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
    const { frame } = this;
    if (frame.stage === "train") {
      const { epoch, accuracy } = frame;
      const [none, bent] = accuracy.map(accuracyPercent);
      return `Epoch ${epoch} on the circles: no activation ${none}, ${names[1]} ${bent}.`;
    }
    const { layer, difference } = frame;
    const what = "the largest difference between the layers and the one matrix";
    return `Layer ${layer}: ${what} is ${significant(difference, 2)} of the cloud’s size.`;
  }

  override picture(): SVGSVGElement {
    const { frame } = this;
    const [side, edge] = [320, 24];
    const x = (i: number) => edge + i * (side + gap);
    const title = (name: string, numbers: string) => svg`
      <text class="direct" y=${side + 20}>${name}</text><text class="tick"
        y=${side + 38}>${numbers}</text>`;
    const panel = (i: number) => {
      if (frame.stage === "push") {
        return svg`<g class="cloud">${this.#grid(i, frame, side)}<rect class="field-edge"
          width=${side} height=${side}></rect></g>
          ${title(this.#name(i), i === 1 ? affineText(frame) : this.#after(frame))}`;
      }
      const { epoch, accuracy, loss } = frame;
      const scores = (k: number) => `${accuracyPercent(accuracy[k])}, loss ${shown(loss[k], 3)}`;
      if (i !== 1) {
        return svg`${fieldPicture(this.#brush, side, this.#data, fieldOf(frame, i / 2))}
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

const matrixText = ({ matrix }: CollapsePushFrame): string =>
  matrix.map((row) => row.map(entry).join(", ")).join("; ");

/** The one matrix and its offset, as a line of text. */
const affineText = (frame: CollapsePushFrame): string =>
  `(${matrixText(frame)}) x + (${frame.offset.map(entry).join(", ")})`;

const largestDifference = ({ difference }: CollapsePushFrame): string =>
  `largest difference: ${significant(difference, 2)} of the width`;

/** The one matrix and its offset as MathML, and how far it is from the layers. */
const matrixNote = (frame: CollapsePushFrame): TemplateResult =>
  html`<div class="wide matrix">
      <math>${bracketed(frame.matrix)}<mi>x</mi><mo>+</mo></math>
      <math>${bracketed(frame.offset.map((v) => [v]))}</math>
    </div>
    <span class="wide">${largestDifference(frame)}</span>`;

/** Whether a cloud can be drawn: one that is not finite is null at every point. */
const allFinite = (cloud: CollapsePushFrame["bent"]): cloud is CollapsePushFrame["linear"] =>
  cloud[0]![0] !== null;

/** The decision field of network k. */
function fieldOf(frame: CollapseTrainFrame, k: number): Uint8Array {
  const fields = bytes(frame, "field");
  return fields.subarray((k * fields.length) / 2, ((k + 1) * fields.length) / 2);
}

const bracketed = (rows: readonly (readonly number[])[]): MathMLTemplateResult =>
  mathml`<mtable>${rows.map(
    (row) => mathml`<mtr>${row.map((v) => mathml`<mtd><mn>${padded(v)}</mn></mtd>`)}</mtr>`,
  )}</mtable>`;
