// The labels of a plate's marks touch neither each other, nor a curve, nor the edge of the plane.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldMarks } from "../../../web/src/plates/field-marks";
import { place, type Placed } from "../../../web/src/plates/mark-label-placement";
import { makePlane, type Plane } from "../../../web/src/drawing/plane";
import { parseHTML } from "linkedom";
import { plateOf, plates, type Plate } from "./plates";

// Labels are measured on a canvas, which here is none: their widths are then guessed.
Object.assign(globalThis, { document: parseHTML("<html></html>").document });

const sizes = [
  { width: 1000, height: 520, margin: { top: 18, right: 46, bottom: 34, left: 50 } },
  { width: 330, height: 360, margin: { top: 14, right: 34, bottom: 30, left: 40 } },
];
/** What a letter is taken to be wide where nothing can measure it, in pixels. */
const letter = 8;

/** The marks in sight, by what is written beside them. */
function labelled(f: Plane, { statistics, curve, window }: Plate, text: (i: number) => string) {
  return fieldMarks(statistics, curve)
    .map(({ x, y }, i) => ({ text: text(i), x: f.x(x), y: f.y(y), inside: [x, y] as const }))
    .filter(
      ({ inside: [x, y] }) => x >= window.x0 && x <= window.x1 && y >= window.y0 && y <= window.y1,
    );
}

function check(f: Plane, { name, curve }: Plate, labels: readonly Placed[]): void {
  const boxes = labels.map(({ text, atX, atY, anchor }) => {
    const wide = letter * text.length;
    const left = anchor === "start" ? atX : atX - wide;
    return { left, right: left + wide, top: atY - 7, bottom: atY + 7 };
  });
  boxes.forEach((box, i) => {
    assert.ok(box.left >= f.left && box.right <= f.right, name);
    assert.ok(box.top >= f.top && box.bottom <= f.bottom - 48, name);
    for (const other of boxes.slice(0, i)) {
      const apart =
        box.right <= other.left ||
        other.right <= box.left ||
        box.bottom <= other.top ||
        other.bottom <= box.top;
      assert.ok(apart, `${name}: ${labels[i]!.text}`);
    }
    for (const fn of [curve.value, curve.derivative])
      for (let px = box.left; px <= box.right; px += 0.5) {
        const y = f.y(fn(f.x.invert(px)));
        assert.ok(y <= box.top || y >= box.bottom, `${name}: ${labels[i]!.text} on a curve`);
      }
  });
}

for (const { width, height, margin } of sizes) {
  test(`no plate has a number at a mark that touches anything, ${width} px wide`, () => {
    for (const plate of plates) {
      const f = makePlane(width, height, margin, plate.window);
      const points = labelled(f, plate, (i) => String(i + 1));
      const foot = { left: f.left, right: f.right, top: f.bottom - 48, bottom: f.bottom };
      const { value, derivative } = plate.curve;
      const found = place(f, points, [value, derivative], [foot]);
      assert.equal(found?.length, points.length, plate.name);
      check(f, plate, found!);
    }
  });
}

test("where the marks of a plate have their words beside them these touch nothing", () => {
  let placed = 0;
  for (const plate of plates) {
    const f = makePlane(1000, 520, sizes[0]!.margin, plate.window);
    const marks = fieldMarks(plate.statistics, plate.curve);
    const points = labelled(f, plate, (i) => marks[i]!.text);
    const foot = { left: f.left, right: f.right, top: f.bottom - 48, bottom: f.bottom };
    const { value, derivative } = plate.curve;
    const found = place(f, points, [value, derivative], [foot]);
    if (!found) continue;
    check(f, plate, found);
    placed += found.length;
  }
  assert.ok(placed > 40, String(placed));
});

test("labels that have no room are none", () => {
  const { curve, window } = plateOf("gelu");
  const f = makePlane(330, 200, sizes[1]!.margin, window);
  const long = { text: "a label as long as three planes".repeat(3), x: f.x(0), y: f.y(0) };
  assert.equal(place(f, [long], [curve.value], []), undefined);
});

test("a label stands at its mark, on the side where it begins", () => {
  const f = makePlane(1000, 520, sizes[0]!.margin, { x0: -5, x1: 5, y0: -2, y1: 2 });
  const [found] = place(f, [{ text: "root", x: f.x(0), y: f.y(1) }], [() => -1], [])!;
  assert.equal(found!.anchor, "start");
  assert.ok(Math.hypot(found!.atX - f.x(0), found!.atY - f.y(1)) < 23);
  assert.ok(found!.atX > f.x(0) && found!.atY < f.y(1));
});
