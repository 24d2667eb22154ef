// The window of a plot: pan and zoom, and their limits.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clampWindow,
  pan,
  sameWindow,
  zoom,
  zoomAbout,
  type PlotWindow,
} from "../../../web/src/drawing/plot-window";
import { homeWindow } from "../../../web/src/shared-constants";
import { allNear } from "../comparing";

const sides = ({ x0, x1, y0, y1 }: PlotWindow): number[] => [x0, x1, y0, y1];
const shows = (window: PlotWindow, ...expected: number[]): void =>
  allNear(sides(window), expected, 1e-9);
const times = (count: number, step: (window: PlotWindow) => PlotWindow, from = homeWindow) =>
  Array.from({ length: count }).reduce<PlotWindow>(step, from);

test("the chart opens from -5 to 5", () => shows(homeWindow, -5, 5, -1.4, 3.2));

test("a pan moves by a share of the window, and back home", () => {
  const right = pan(homeWindow, 0.2, 0);
  shows(right, -3, 7, -1.4, 3.2);
  assert.ok(sameWindow(pan(right, -0.2, 0), homeWindow));
  shows(pan(homeWindow, 0, 0.2), -5, 5, -0.48, 4.12);
});

test("a zoom keeps the point under the pointer, and the ratio of the axes", () => {
  const closer = zoom(homeWindow, 0.5, 1, 0.9);
  shows(closer, -2, 3, -0.25, 2.05);
  assert.ok(sameWindow(zoom(closer, 2, 1, 0.9), homeWindow));
  const { x0, x1, y0, y1 } = zoom(homeWindow, Math.exp(-0.5), -2.5, 2);
  allNear([(-2.5 - x0) / (x1 - x0), (2 - y0) / (y1 - y0)], [0.25, 3.4 / 4.6], 1e-9);
  allNear([x1 - x0, y1 - y0], [10 * Math.exp(-0.5), 4.6 * Math.exp(-0.5)], 1e-9);
});

test("keys zoom about the crosshair where it is in sight, else about the middle", () => {
  shows(zoomAbout(homeWindow, 0.5, 1), -2, 3, -0.25, 2.05);
  shows(zoomAbout(homeWindow, 0.5, 37), -2.5, 2.5, -0.25, 2.05);
});

test("no pan leaves ±50, and the window keeps its size at the edge", () => {
  shows(
    times(120, (w) => pan(w, -0.2, 0)),
    -50,
    -40,
    -1.4,
    3.2,
  );
  shows(
    times(120, (w) => pan(w, 0.2, 0)),
    40,
    50,
    -1.4,
    3.2,
  );
  shows(
    times(120, (w) => pan(w, 0, 0.2)),
    -5,
    5,
    45.4,
    50,
  );
  shows(
    times(120, (w) => pan(w, 0, -0.2)),
    -5,
    5,
    -50,
    -45.4,
  );
  shows(pan({ x0: -50, x1: 50, y0: -50, y1: 50 }, 0.3, 0.3), -50, 50, -50, 50);
});

test("no zoom out shows more than ±50", () => {
  const far = times(30, (w) => zoom(w, 2, 1, 0.9));
  for (const side of sides(far)) assert.ok(Math.abs(side) <= 50 + 1e-9);
  allNear([far.x1 - far.x0], [100], 1e-9);
});

test("no zoom in goes below 0.02, and the axes still keep their ratio there", () => {
  const near = times(30, (w) => zoom(w, 0.5, 0.5, 0.5));
  const [wide, high] = [near.x1 - near.x0, near.y1 - near.y0];
  allNear([Math.min(wide, high), wide / high], [0.02, 10 / 4.6], 1e-9);
  assert.ok(near.x0 < 0.5 && 0.5 < near.x1);
});

test("a window that is asked for is moved inside, narrowed and widened", () => {
  shows(clampWindow({ x0: 60, x1: 70, y0: 0, y1: 1 }), 40, 50, 0, 1);
  shows(clampWindow({ x0: -90, x1: 90, y0: 0, y1: 1 }), -50, 50, 0, 1);
  shows(clampWindow({ x0: 0, x1: 0.001, y0: 0, y1: 1 }), -0.0095, 0.0105, 0, 1);
  shows(clampWindow({ x0: 5, x1: -5, y0: 0, y1: 1 }), -0.01, 0.01, 0, 1);
});
