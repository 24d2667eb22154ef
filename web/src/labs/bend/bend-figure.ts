// Bend: the same network with each activation, side by side as it trains.
import { html, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { significant } from "../../ui/number-format";
import "./drawing-pad";
import { accuracyPercent } from "../accuracy";
import { chord, FieldBrush, type Chord } from "../decision-field";
import { fieldPicture } from "../decision-field-svg";
import { LabFigure, type Table } from "../lab-figure";
import { bytes } from "../frame-bytes";
import { standaloneSvg } from "../standalone-svg";
import "../loss-chart";
import { lossCurves, lossFrame, type Losses } from "../loss-curves";
import type { BendLine } from "../frames";
import type { Divergence } from "../run-records";

const gap = 14; // px between panels, as in the style sheet
const widest = 340; // px, of a panel

/** As many panels beside each other as fill the rows evenly. */
function columns(panels: number, width: number): number {
  const most = width >= 900 ? 6 : width >= 560 ? 3 : 2;
  return Math.ceil(panels / Math.ceil(panels / most));
}

export class BendFigure extends LabFigure<BendLine> {
  readonly #brush = new FieldBrush(this, () => this.requestUpdate());
  #asked: { of: unknown; open: boolean } = { of: undefined, open: false };
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
    const names = this.run?.setup.names ?? Array<string>(6).fill("");
    return html` <div class="fields c${columns(names.length, this.width)}">
        ${names.map((_, i) => this.#panel(i))}
      </div>
      ${
        this.run
          ? html`${this.#key()}${this.#pad()}
              <loss-chart
                .losses=${this.#series()}
                .at=${this.at}
                .width=${this.width}
              ></loss-chart>`
          : html`<div class="loss-wait"></div>`
      }`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.run || this.width === 0) return;
    const across = columns(this.run.setup.names.length, this.width);
    const side = Math.min(widest, (this.width - gap * (across - 1)) / across);
    this.querySelectorAll<HTMLCanvasElement>(".fields canvas").forEach((canvas, i) =>
      this.#brush.paint(
        canvas,
        side,
        this.run.setup,
        this.#field(i),
        this.#chords(i).drawn,
        this.#smooth(i),
      ),
    );
  }

  #field(i: number): Uint8Array {
    const size = this.run.setup.resolution ** 2;
    return bytes(this.frame, "field").subarray(i * size, (i + 1) * size);
  }

  #smooth(i: number): boolean {
    return this.run.setup.smooth[i]!;
  }

  #train(i: number): string {
    return this.#lost(i) ? "—" : accuracyPercent(this.frame.train_accuracy[i]);
  }

  #test(i: number): string {
    const lost = this.#lost(i);
    return lost
      ? `diverged at epoch ${lost.epoch}`
      : `test ${accuracyPercent(this.frame.test_accuracy[i])}`;
  }

  /** The bends of the first layer inside the field, and how many of its units have one. */
  #chords(i: number): { drawn: Chord[]; units: number; of: number } {
    const { extent, slugs, kinks: all } = this.run.setup;
    // The identity has no bend, smooth or not.
    const kinks = slugs[i] === "identity" ? [] : all[i]!;
    const units = this.frame.bends[i]!;
    const linesOfUnits = units.map((unit) =>
      kinks.map((kink) => chord(unit, kink, extent)).filter((line) => line !== undefined),
    );
    return {
      drawn: linesOfUnits.flat(),
      units: linesOfUnits.filter((lines) => lines.length).length,
      of: kinks.length ? units.length : 0,
    };
  }

  #panel(i: number): TemplateResult {
    if (!this.run)
      return html`<div class="field-panel">
        <div class="field"></div>
        <div class="field-note"></div>
      </div>`;
    const { names, slugs } = this.run.setup;
    const { units, of } = this.#chords(i);
    const lost = this.#lost(i);
    const when = `at epoch ${this.frame.epoch}`;
    const scores = `training accuracy ${this.#train(i)}, ${this.#test(i)}`;
    const bends = of ? `${units} of ${of} bends in it` : "no bends";
    return html`<div class="field-panel" data-slug=${slugs[i]!}>
      <div
        class="field ${lost ? "lost" : ""}"
        role="img"
        aria-label="Decision field of ${names[i]} ${when}: ${scores}; ${bends}"
      >
        <canvas></canvas>
      </div>
      <div class="field-note">
        <i class="field-name">${names[i]}</i><span class="accuracy">${this.#train(i)}</span>
        ${
          lost
            ? nothing
            : html`<span class="bends">${of ? html`${units}/${of} bends` : "no bends"}</span>`
        }
        <span class=${lost ? "lost" : "test"}>${this.#test(i)}</span>
      </div>
    </div>`;
  }

  /** Where activation i has diverged by the frame shown. */
  #lost(i: number): Divergence<BendLine> | undefined {
    return this.run.divergences.find(
      ({ activation, before }) => activation === i && before <= this.at,
    );
  }

  #key(): TemplateResult {
    const { extent, smooth } = this.run.setup;
    return html`<ul class="field-key">
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <circle class="class-0" cx="6" cy="6" r="3.5"></circle></svg
        >class 0
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <circle class="class-1" cx="6" cy="6" r="3.5"></circle></svg
        >class 1
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <circle class="class-0 faint" cx="6" cy="6" r="2.5"></circle></svg
        >small and faint: test
      </li>
      <li>
        <svg width="22" height="8" aria-hidden="true">
          <line class="bend-line" x1="0" x2="22" y1="4" y2="4"></line></svg
        >a bend of the first layer
      </li>
      ${
        smooth.some((isSmooth, i) => isSmooth && this.#chords(i).of)
          ? html`<li>
              <svg width="22" height="8" aria-hidden="true">
                <line class="bend-line smooth" x1="0" x2="22" y1="4" y2="4"></line></svg
              >the middle of a smooth one
            </li>`
          : nothing
      }
      <li>both axes −${extent} to ${extent}</li>
    </ul>`;
  }

  /** The pad to draw data on: open while the data is drawn, or when asked for. */
  #pad(): TemplateResult {
    const { dataset, points } = this.run.header.params;
    const drawn = dataset === "drawn";
    if (this.#asked.of !== dataset) this.#asked = { of: dataset, open: drawn };
    const { open } = this.#asked;
    const toggle = () => {
      this.#asked = { of: dataset, open: !open };
      this.requestUpdate();
    };
    return html`<p class="pad-toggle">
        <button class="link" aria-expanded=${open ? "true" : "false"} @click=${toggle}>
          ${open ? "Put the pad away" : drawn ? "Draw more points" : "Draw your own points"}
        </button>
      </p>
      <drawing-pad
        ?hidden=${!open}
        .points=${drawn ? points : ""}
        .extent=${this.run.setup.extent}
        .width=${this.width}
      ></drawing-pad>`;
  }

  #series(): Losses {
    const { frames, setup, header } = this.run;
    const of = [setup, frames.length];
    if (this.#losses?.of.every((part, i) => part === of[i])) return this.#losses.losses;
    const epochs = frames.map(({ epoch }) => epoch);
    const losses = {
      epochs,
      frames: [...frames.keys()],
      last: Math.max(epochs.at(-1)!, header.params.epochs),
      series: setup.names.map((name, i) => ({
        name,
        slug: setup.slugs[i]!,
        train: frames.map(({ train_loss }) => train_loss[i]!),
        test: frames.map(({ test_loss }) => test_loss[i]!),
      })),
    };
    this.#losses = { of, losses };
    return losses;
  }

  override table(): Table {
    const { names } = this.run.setup;
    const reached = this.run.summary?.epochs_to_95;
    const { train_loss, test_loss, train_accuracy, test_accuracy } = this.frame;
    const loss = (value: number | null | undefined) =>
      value === null || value === undefined ? "—" : significant(value);
    return {
      head: [
        "Activation",
        "training loss",
        "test loss",
        "training accuracy",
        "test accuracy",
        "bends in the field",
        ...(reached ? ["epochs to 95%"] : []),
      ],
      rows: names.map((name, i) => {
        const { units, of } = this.#chords(i);
        return [
          name,
          loss(train_loss[i]),
          loss(test_loss[i]),
          accuracyPercent(train_accuracy[i]),
          accuracyPercent(test_accuracy[i]),
          of ? `${units} of ${of}` : "none",
          ...(reached ? [reached[i] === null ? "never" : String(reached[i])] : []),
        ];
      }),
    };
  }

  override says(): string {
    const { names } = this.run.setup;
    const each = names.map((name, i) => {
      const lost = this.#lost(i);
      return lost
        ? `${name} diverged at epoch ${lost.epoch}`
        : `${name} ${accuracyPercent(this.frame.train_accuracy[i])}`;
    });
    return `Epoch ${this.frame.epoch}. Training accuracy: ${each.join(", ")}.`;
  }

  override picture(): SVGSVGElement {
    const { names, slugs } = this.run.setup;
    const [width, edge, note] = [1080, 24, 56];
    const across = columns(names.length, width);
    const side = Math.min(widest, (width - 2 * edge - gap * (across - 1)) / across);
    const chart = edge + 34 + Math.ceil(names.length / across) * (side + note);
    const losses = this.#series();
    const f = lossFrame(losses, width - 2 * edge, 300);
    const panel = (name: string, i: number) => {
      const { drawn, of, units } = this.#chords(i);
      const [x, y] = [
        edge + (i % across) * (side + gap),
        edge + 34 + Math.floor(i / across) * (side + note),
      ];
      return svg`<g transform="translate(${x} ${y})" data-slug=${slugs[i]!}>
        ${fieldPicture(this.#brush, side, this.run.setup, this.#field(i), drawn, this.#smooth(i))}
        <text class="direct" y=${side + 20}>${name}</text>
        <text class="tick" x=${side} y=${side + 20} text-anchor="end">${this.#train(i)}</text>
        <text class="tick" y=${side + 38}>${of ? `${units}/${of} bends` : "no bends"}</text>
        <text class="tick" x=${side} y=${side + 38} text-anchor="end">${this.#test(i)}</text></g>`;
    };
    return standaloneSvg(
      this,
      svg`
      <text class="direct" x=${edge}
        y=${edge + 14}>Decision fields at epoch ${this.frame.epoch}</text>
      ${names.map(panel)}
      <g transform="translate(${edge} ${chart})">${lossCurves(f, losses, false)}
        <text class="axis-title" x=${f.left}
          y=${f.height - 5}>loss: solid training, dotted test</text></g>`,
      width,
      chart + f.height + edge,
    );
  }
}
customElements.define("bend-figure", BendFigure);
