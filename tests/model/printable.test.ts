import fc from "fast-check";
import { expect, test } from "vitest";
import { printable } from "../../src/model/printable.ts";

test.each([
  ["kade", "kade"],
  ["\x1b[2J\x07", "\\x1b[2J\\x07"],
  ["a\r\nb\tc", "a\\x0d\\x0ab\\x09c"],
  ["\x9b31m\x7f", "\\x9b31m\\x7f"],
  ["a\u2028b\u2029c", "a\\u2028b\\u2029c"],
  ["\u202egnp.exe", "\\u202egnp.exe"],
  ["\ud800 en \udc00", "\\ud800 en \\udc00"],
  ["één 🌾 €", "één 🌾 €"],
])("%j is shown as %s", (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("a long text is cut", () => {
  expect(printable("x".repeat(1000))).toBe(`${"x".repeat(200)}…`);
  expect(printable("x".repeat(1000), 3)).toBe("xxx…");
});

test("whatever comes, no control character is left", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
      expect(printable(text).isWellFormed()).toBe(true);
    }),
  );
});
