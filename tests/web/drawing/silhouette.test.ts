// The small drawing of each species: its curve, inside its box, unlike any other's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "../../../web/src/activations.js";
import { makePlane } from "../../../web/src/drawing/plane";
import { silhouette } from "../../../web/src/drawing/silhouette";
import { near } from "../comparing";
import { corners, drawn } from "../drawn";

const pathOf = (one: (typeof catalogue)[number]): string =>
  drawn(silhouette(one)).querySelector("path")!.getAttribute("d")!;
const box = makePlane(
  34,
  22,
  { top: 2, right: 1, bottom: 2, left: 1 },
  { x0: -3.2, x1: 3.2, y0: -1.15, y1: 2 },
);

test("a silhouette is the curve from -3.2 to 3.2", () => {
  const gelu = catalogue.find(({ slug }) => slug === "gelu")!;
  const found = corners(pathOf(gelu));
  assert.ok(found.length >= 16);
  for (const [x, y] of found) near(y, box.y(gelu.value(box.x.invert(x))), 0.11);
  near(found[0]![0], 1, 0.05);
  near(found.at(-1)![0], 33, 0.05);
});

test("species that can be told apart at that size have silhouettes of their own", () => {
  const paths = new Map(catalogue.map((one) => [one.slug, pathOf(one)]));
  // Those that differ by less than a pixel there, or only outside it.
  const alike = new Set(["gelu", "gelu_tanh", "elu", "celu", "relu", "relu6"]);
  const others = [...paths].filter(([slug]) => !alike.has(slug));
  assert.equal(new Set(others.map(([, path]) => path)).size, others.length);
  assert.ok(others.length > 15);
});
