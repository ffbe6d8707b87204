import fc from "fast-check";
import { expect, it } from "vitest";
import { lineBytes, lineOf } from "../../src/write/line-of.ts";

it.each([
  ["line and paragraph separators", "a\u2028b\u2029c\u0085d", '{"text":"a\\u2028b\\u2029c\\u0085d"}'],
  ["control characters", "a\nb\u0000c\t", '{"text":"a\\nb\\u0000c\\t"}'],
  ["half a surrogate pair", "a\ud83dz \udcb0", '{"text":"a\ufffdz \ufffd"}'],
  ["a whole surrogate pair", "💰 ë", '{"text":"💰 ë"}'],
  ["what only looks like half a pair", "\\ud83d", '{"text":"\\\\ud83d"}'],
])("writes %s so that every reader finds one line", (_, text, line) => {
  expect(lineOf({ text })).toBe(line);
});

it("mends names of keys as well, at every depth, and leaves the order of keys", () => {
  expect(lineOf({ b: [{ "\ud800": null }], a: "\udfff" })).toBe('{"b":[{"\ufffd":null}],"a":"\ufffd"}');
});

it("writes what JSON reads back as it was, in one line that UTF-8 can hold", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const line = lineOf(value);
      expect(line).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
      expect(Buffer.from(line, "utf8").toString("utf8")).toBe(line);
      expect(lineBytes(line)).toBe(Buffer.from(`${line}\n`).length);
      expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 200 },
  );
});
