// A decision field as SVG, for a file: an image under lines and points that stay sharp.
import { svg, type SVGTemplateResult } from "lit";
import { dot, type Chord, type Data, type FieldBrush } from "./decision-field";

/** A circle in a path, about a point in pixels. */
export const circlePath = (x: number, y: number, r: number): string =>
  `M${(x - r).toFixed(1)} ${y.toFixed(1)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

/** The points of one class, trained on or tested, as one path of circles. */
function dots(
  { inputs, targets, training, extent }: Data,
  side: number,
  target: number,
  trained: boolean,
): string {
  const unit = side / (2 * extent);
  const { r } = dot(trained, side);
  return inputs
    .map(([x, y], i) =>
      targets[i] !== target || i < training !== trained
        ? ""
        : circlePath((x + extent) * unit, (extent - y) * unit, r),
    )
    .join("");
}

export function fieldPicture(
  brush: FieldBrush,
  side: number,
  data: Data,
  bytes: Uint8Array,
  chords: readonly Chord[] = [],
  smooth = false,
): SVGTemplateResult {
  const unit = side / (2 * data.extent);
  const place = (v: number) => ((v + data.extent) * unit).toFixed(1);
  const lines = chords.map(
    ([x1, y1, x2, y2]) => `M${place(x1)} ${place(-y1)}L${place(x2)} ${place(-y2)}`,
  );
  return svg`
    <image width=${side} height=${side} href=${brush.image(bytes).toDataURL()}></image>
    <path class="bend-line ${smooth ? "smooth" : ""}" d=${lines.join("")}></path>
    ${[true, false].map((trained) =>
      [0, 1].map(
        (target) => svg`
      <path class="class-${target}" opacity=${dot(trained, side).opacity}
        d=${dots(data, side, target, trained)}></path>`,
      ),
    )}
    <rect class="field-edge" width=${side} height=${side}></rect>`;
}
