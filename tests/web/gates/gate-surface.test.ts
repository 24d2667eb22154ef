// The surfaces of a gate are its value and its slopes, and a factor in a times b.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gates } from "../../../web/src/activations.js";
import { surfacesOf } from "../../../web/src/gates/gate-surface";
import { near } from "../comparing";
import { every } from "./surfaces";

const places = [-3.1, -0.4, 0.2, 2.7].flatMap((a) => [-2.5, 0.3, 3.9].map((b) => [a, b] as const));

test("each surface is its factor in a, times b or alone", () => {
  assert.equal(every.length, 3 * gates.length);
  for (const { slug, part, surface } of every)
    for (const [a, b] of places) {
      const product = surface.along(a) * (surface.byB ? b : 1);
      near(surface.at(a, b), product, 1e-14 * Math.max(1, Math.abs(product)), `${slug} ${part}`);
    }
});

test("the slopes of the value are the other two surfaces", () => {
  for (const { slug, value } of gates) {
    const { da, db } = surfacesOf(slug).surfaces;
    for (const [a, b] of places) {
      const slope = (f: (h: number) => number) => (f(1e-5) - f(-1e-5)) / 2e-5;
      near(
        da.at(a, b),
        slope((h) => value(a + h, b)),
        1e-7,
        slug,
      );
      near(
        db.at(a, b),
        slope((h) => value(a, b + h)),
        1e-7,
        slug,
      );
    }
  }
});

test("a gate that there is not is refused", () => {
  assert.throws(() => surfacesOf("gelu"), /no gate "gelu"/);
});
