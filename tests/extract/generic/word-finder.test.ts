import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vocabulary } from "../../../src/extract/generic/hint-words.ts";
import { wordFinder } from "../../../src/extract/generic/word-finder.ts";

const find = wordFinder([
  [1, ["card", "ad"]],
  [2, ["comment*", "post-list"]],
  [4, ["fly-[a-z-]*out"]],
]);

describe("the finder of words in names", () => {
  it.each([
    ["card", 1],
    ["cards", 1],
    ["cardss", 0],
    ["cardboard", 0],
    ["card2", 1],
    ["postcard", 0],
    ["post-card x", 1],
    ["2cards-", 1],
    ["é" + "ad", 1],
    ["comments-area", 2],
    ["pre-commenting", 2],
    ["post-lists", 2],
    ["post-listing", 0],
    ["ad comment fly-high-out", 7],
    ["fly-high-outside", 0],
    ["c", 0],
    ["", 0],
  ])("gives for %j the bits %i", (name, bits) => {
    expect(find(name)).toBe(bits);
  });

  it("finds in any name what one pattern a hint would find", () => {
    const patterns = vocabulary.map(([bits, words]) => [bits, patternOf(words)] as const);
    const findHints = wordFinder(vocabulary);
    const known = vocabulary.flatMap(([, words]) => words.map((word) => word.replace(/[^a-z\d-].*$/, "")));
    const part = fc.oneof(
      fc.constantFrom(...known),
      fc.constantFrom(...known).map((word) => word.slice(0, -1)),
      fc.constantFrom("-", " ", "s", "--", "2", "x", "é", ":"),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const name = parts.join("");
        let bits = 0;
        for (const [bit, pattern] of patterns) if (pattern.test(name)) bits |= bit;
        expect(findHints(name)).toBe(bits);
      }),
      { numRuns: 500 },
    );
  });
});

function patternOf(words: readonly string[]): RegExp {
  const each = words.map((word) => (word.endsWith("*") ? word.slice(0, -1) : `${word}s?(?![a-z])`));
  return new RegExp(`(?:^|[^a-z])(?:${each.join("|")})`);
}
