// How the page prints numbers, beside Python's decimal arithmetic, and which texts it reads as one.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  atPlace,
  coordinate,
  exact,
  plain,
  readNumber,
  short,
  significant,
} from "../../../web/src/ui/number-format";
import { python } from "../python";

test("a reading has four significant digits, as decimal arithmetic rounds them", () => {
  for (const [value, text] of python.printed) assert.equal(significant(value), text);
});

test("a reading says what is no number, and what is infinite", () => {
  assert.equal(significant(Number.NaN), "undefined");
  assert.equal(significant(Infinity), "∞");
  assert.equal(significant(-Infinity), "−∞");
  assert.equal(significant(0.05, 3), "0.0500");
});

test("a coordinate has three places, and more in a narrow window", () => {
  assert.equal(coordinate(-2), "−2.000");
  assert.equal(coordinate(-0.00001), "0.000");
  assert.equal(coordinate(1.0111, 0.2), "1.0111");
  assert.equal(coordinate(0.5, 0.02), "0.50000");
});

test("a tick has no more places than it needs, and a true minus", () => {
  assert.equal(plain(-0.5), "−0.5");
  assert.equal(plain(0.1 + 0.2), "0.3");
  assert.equal(plain(-5), "−5");
});

test("four digits are printed, and fewer where fewer are exact", () => {
  assert.equal(short(0.25), "0.25");
  assert.equal(short(-0.16997120747990369), "−0.1700");
  assert.equal(short(6), "6");
  assert.equal(atPlace(-0.75), "x\u00a0=\u00a0−0.75");
});

test("what is written into an address reads back as the same number", () => {
  for (const value of [0.1, -0.25, 1 / 3, 1e-7, 2 ** 60]) {
    assert.equal(readNumber(exact(value)), value);
  }
});

test("a decimal number is read, with an ASCII or a true minus", () => {
  const read = {
    "-50": -50,
    "1e-3": 1e-3,
    "−2.5": -2.5,
    "+4": 4,
    ".5": 0.5,
    " 7. ": 7,
    "1e999": Infinity,
  };
  for (const [text, value] of Object.entries(read)) assert.equal(readNumber(text), value, text);
});

test("what is not a decimal number is none", () => {
  const none = [
    "",
    "banana",
    "0x10",
    "NaN",
    "Infinity",
    "1,5",
    "1 2",
    "--1",
    "1e",
    "e5",
    ".",
    "1_0",
  ];
  for (const text of none) assert.ok(Number.isNaN(readNumber(text)), text);
});
