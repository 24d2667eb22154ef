// The steps of the crosshair: where each key takes it, and the grid it lands on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keyed, snapped } from "../../../web/src/chart/crosshair-steps";
import type { PlotWindow } from "../../../web/src/drawing/plot-window";
import { homeWindow } from "../../../web/src/shared-constants";
import { near } from "../comparing";

const pressed = (key: string, view: PlotWindow, x: number): number | undefined => {
  const shiftKey = key.startsWith("Shift+");
  const event = { key: key.replace("Shift+", ""), shiftKey } as KeyboardEvent;
  return keyed(event, view, x);
};
const closer = { x0: 0.9, x1: 1.1, y0: 0.6, y1: 0.8 };

test("arrows step a hundredth of the window, shift a tenth of that, page keys ten times it", () => {
  const from1 = { ArrowRight: 1.1, ArrowUp: 1.1, ArrowLeft: 0.9, ArrowDown: 0.9, PageUp: 2 };
  const finer = { "Shift+ArrowRight": 1.01, "Shift+ArrowLeft": 0.99, PageDown: 0 };
  for (const [key, x] of Object.entries({ ...from1, ...finer }))
    near(pressed(key, homeWindow, 1)!, x, 1e-12, key);
});

test("home and end go to the edges of the window", () => {
  near(pressed("Home", homeWindow, 1)!, -5, 0);
  near(pressed("End", homeWindow, 1)!, 5, 0);
});

test("steps are finer in a narrower window", () => {
  near(pressed("ArrowRight", closer, 1)!, 1.001, 1e-12);
  near(pressed("Shift+ArrowRight", closer, 1.001)!, 1.0011, 1e-12);
  near(pressed("PageUp", closer, 1.0011)!, 1.0111, 1e-12);
});

test("other keys move nothing", () => {
  for (const key of ["a", "Escape", "+", "0", "Enter"])
    assert.equal(pressed(key, homeWindow, 1), undefined);
});

test("a place that is pointed at is rounded to a number that can be read", () => {
  assert.equal(snapped(homeWindow, 1.23456), 1.23);
  assert.equal(snapped(homeWindow, -0.004), 0);
  assert.equal(snapped(closer, 1.0011), 1.0011);
  assert.equal(snapped({ x0: -50, x1: 50, y0: 0, y1: 1 }, 12.3456), 12.3);
  // However often it is stepped there is no tail of binary digits.
  let x = 0;
  for (let i = 0; i < 33; i++) x = snapped(homeWindow, x + 0.1);
  assert.equal(String(x), "3.3");
});
