// A line of the server's as the page prints it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { typeset } from "../../../web/src/labs/typeset";

test("a line of the server's gets true apostrophes and minus signs", () => {
  assert.equal(
    typeset("Lu's bound is 2e-16, a well-known one"),
    "Lu’s bound is 2e−16, a well-known one",
  );
});
