import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainSelector } from "../../src/config/check-selector.ts";

describe("a selector of a site file", () => {
  const sound = [
    "h1",
    "*",
    ".c-comment > h3",
    "> p",
    "+ .replies",
    ":self",
    ":self > a[href]",
    ":scope + .role",
    "p:not(:self)",
    "a:has(> img)",
    "li:nth-child(2n + 1)",
    "x-reaction[data-id='3' i] ~ p",
    ".card:contains('kennispartner')",
    "p:is(.a, .b):where(.c)",
    "[itemprop=text]",
    "#reacties li.hidenum",
    "g\\:plusone",
    ".één",
  ];
  for (const selector of sound) it(`may be ${selector}`, () => expect(explainSelector(selector)).toBeNull());

  const rows: readonly (readonly [string, string])[] = [
    ["", "there is only white space"],
    ["  ", "there is only white space"],
    ["a[", "Expected name, found"],
    ["a:not(b", "Missing closing parenthesis"],
    ["a,,b", "Empty sub-selector"],
    ["a > > b", "successive traversals"],
    ["a >", "nothing follows its last combinator"],
    ["a:is(b >)", "nothing follows its last combinator"],
    ["itemprop=text", "`=text` is no name of an element here"],
    ["{{veld}}", "Empty sub-selector"],
    ["a::before", "`::before` is no element of a page's tree"],
    ["a:frist-child", "`:frist-child` is no known pseudo-class; did you mean `:first-child`?"],
    ["a:first", "`:first` is not CSS; a source says `which: first`, `last` or a number"],
    ["a:eq(2)", "`:eq` is not CSS"],
    ["a:hover", "`:hover` never holds on a page that is only read"],
    ["a:nth-child(x)", "couldn't be parsed"],
    ["svg|a", "Namespaced tag names"],
    ["a:has(b:has(c))", "`:has()` cannot stand inside `:has()`"],
    ["a:has(:not(:has(c)))", "`:has()` cannot stand inside `:has()`"],
    ["a:is(:not(:is(:where(:is(b)))))", "nested at most 4 deep, here 5"],
    [Array(51).fill("a").join(","), "at most 50 parts, here 51"],
    [`.${"x".repeat(1000)}`, "at most 1000 characters, here 1001"],
    ["a\u001b[31m", "\\x1b[31m"],
  ];
  for (const [selector, trouble] of rows) {
    it(`cannot be ${JSON.stringify(selector.slice(0, 40))}`, () => {
      expect(explainSelector(selector)).toContain(trouble);
    });
  }

  it("is judged without a throw, whatever it is", () => {
    const pieces = [
      "a",
      ".b",
      "#c",
      "[d",
      "=",
      "'",
      '"',
      "]",
      ":not(",
      ":has(",
      ":is(",
      ")",
      ">",
      "+",
      "~",
      " ",
      ",",
      "*",
      "|",
      "\\",
      ":",
      "::",
      "(",
      "é",
      "\u0000",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        const trouble = explainSelector(parts.join(""));
        expect(trouble === null || trouble.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
