// The map of a gate: its axes, sections and color scale agree, and no two of its labels lie on
// each other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { layout } from "../../../web/src/gates/gate-layout";
import { peak, reach } from "../../../web/src/gates/gate-surface";
import { colorScale, gateAxes, relief } from "../../../web/src/gates/map-drawing";
import { near } from "../comparing";
import { corners, drawn, numberIn, numeric, parts } from "../drawn";
import { every } from "./surfaces";

const widths = [1200, 700, 330, 290];

for (const { slug, part, surface } of every) {
  for (const width of [1200, 330]) {
    test(`the map of ${slug}, ${part}, ${width} px wide`, () => {
      const l = layout(width, peak(surface));
      const drawing = drawn([relief(l, surface, "clip"), gateAxes(l)]);
      const { map } = l;
      // Rings are drawn where they were found, to a tenth of a pixel.
      for (const contour of parts(drawing, ".contour")) {
        const level = Number(contour.getAttribute("data-level"));
        for (const [x, y] of corners(contour.getAttribute("d")!).filter((_, i) => i % 9 === 0)) {
          const [a, b] = [map.x.invert(x), map.y.invert(y)];
          const cliff = slug === "reglu" && part === "da" && Math.abs(a) < 0.2;
          if (Math.max(Math.abs(a), Math.abs(b)) > reach || cliff) continue;
          const slack = (0.1 * 2 * reach * l.top) / (map.right - map.left);
          near(surface.at(a, b), level, slack + 0.003 * l.top);
        }
      }
      const labels = parts(drawing, ".contour-label[data-share]");
      assert.ok(labels.length >= 3);
      labels.forEach((label, i) => {
        const [x, y] = [numeric(label, "x"), numeric(label, "y")];
        const level = numberIn(label.textContent!);
        near(Number(label.getAttribute("data-share")) * l.top, level, 1e-9);
        near(surface.at(map.x.invert(x), map.y.invert(y)), level, 0.03 * l.top);
        for (const other of labels.slice(0, i)) {
          const away = Math.hypot(x - numeric(other, "x"), y - numeric(other, "y"));
          assert.ok(away > (width < 560 ? 18.8 : 23.8));
        }
      });
      // The zero contour runs where the surface is zero, and what is zero throughout is hatched.
      for (const line of parts(drawing, ".zero-contour")) {
        const [x1, x2, y1] = ["x1", "x2", "y1"].map((name) => numeric(line, name));
        const value =
          x1 === x2 ? surface.at(map.x.invert(x1!), 1) : surface.at(1, map.y.invert(y1!));
        near(value, 0, 0.0001 * reach * l.top);
      }
      assert.equal(parts(drawing, ".nothing").length, slug === "reglu" ? 1 : 0);
    });
  }
}

for (const width of widths) {
  test(`sections share the axes of the map, and ticks stand at their numbers, ${width} px`, () => {
    const l = layout(width, 4);
    const { map, alongA, alongB } = l;
    near(map.right - map.left, map.bottom - map.top, 1e-9);
    assert.deepEqual([alongA.left, alongA.right], [map.left, map.right]);
    assert.deepEqual([alongB.top, alongB.bottom], [map.top, map.bottom]);
    assert.ok(alongB.right <= width && alongB.left > map.right && alongA.top > map.bottom);
    const ticks = parts(drawn(gateAxes(l)), ".tick").map((tick) => ({
      side: tick.getAttribute("text-anchor"),
      x: numeric(tick, "x"),
      y: numeric(tick, "y"),
      value: numberIn(tick.textContent!),
    }));
    for (const { side, x, y, value } of ticks) {
      if (side === "end") near(y, y > map.bottom ? alongA.y(value) : map.y(value), 0.051);
      else near(x, x > map.right ? alongB.x(value) : map.x(value), 0.051);
    }
    // Ticks of one axis are far enough apart for their labels.
    for (const one of ticks)
      for (const other of ticks)
        if (one !== other && one.side === other.side)
          assert.ok(Math.abs(one.x - other.x) > 12 || Math.abs(one.y - other.y) > 12);
  });

  test(`the bar of colors reaches as far as the scale, ${width} px`, () => {
    const { surface } = every[0]!;
    const l = layout(width, 4);
    const scale = drawn(colorScale(l, surface, "gradient"));
    const bar = scale.querySelector(".bar")!;
    near(numeric(bar, "x"), l.scale(-4), 1e-9);
    near(numeric(bar, "x") + numeric(bar, "width"), l.scale(4), 1e-9);
    const ticks = parts(scale, ".tick");
    assert.ok(ticks.length >= 3);
    for (const tick of ticks) near(numeric(tick, "x"), l.scale(numberIn(tick.textContent!)), 1e-9);
  });
}
