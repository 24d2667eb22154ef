// What a refusal says of a mistyped word: the word, shortened, and the nearest allowed one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "../../../web/src/activations.js";
import { nearest, noneOf, quoted } from "../../../web/src/ui/nearest-word";
import { python } from "../python";

// Those that the front page opens with come first, as on the page.
const slugs = [...new Set([...python.opening, ...catalogue.map(({ slug }) => slug)])];

test("a slip of the keys gives the species that was meant", () => {
  const meant = { gleu: "gelu", relo: "relu", zwish: "mish", sigmod: "sigmoid", TANH: "tanh" };
  for (const [word, slug] of Object.entries(meant)) assert.equal(nearest(word, slugs), slug);
});

test("of equally near words the first is given, and an empty word has one too", () => {
  assert.equal(nearest("xy", ["ay", "xb"]), "ay");
  assert.ok(slugs.includes(nearest("", slugs)));
});

test("a long word is shortened, and takes no longer for it", () => {
  const begun = performance.now();
  assert.equal(quoted("x".repeat(10_000)), `“${"x".repeat(40)}…”`);
  assert.ok(slugs.includes(nearest("x".repeat(1_000_000), slugs)));
  assert.ok(performance.now() - begun < 1000);
  assert.equal(quoted("x".repeat(40)), `“${"x".repeat(40)}”`);
});

test("a refusal lists the words and the nearest", () => {
  assert.equal(noneOf("dc", ["f", "da", "db"]), "“dc” is none of f, da, db; the nearest is “da”");
});
