import { describe, expect, it } from "vitest";
import { compilePattern, PatternError } from "../../src/model/pattern.ts";

function troubleOf(text: string): string {
  try {
    compilePattern(text);
    return "";
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return error.column === null ? error.message : `${error.message} @${error.column}`;
  }
}

describe("a pattern", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["^/nieuws/(?!video)", "RE2 has no look-ahead @10"],
    ["(?=a)b", "RE2 has no look-ahead @1"],
    ["(?<=a)b", "RE2 has no look-behind @1"],
    ["b(?<!a)", "RE2 has no look-behind @2"],
    ["(a)\\1", "RE2 has no back-references @4"],
    ["(?P<x>a)\\k<x>", "RE2 has no back-references @9"],
    ["(?>a)", "RE2 has no atomic groups @1"],
    ["a++", "RE2 has no possessive quantifiers @2"],
    ["(a", "missing closing )"],
    ["a{2000}", "invalid repeat count: `{2000}` @2"],
    ["[z-a]", "invalid character class range: `z-a` @2"],
    ["a**", "invalid nested repetition operator: `**` @2"],
    ["(a?){1000}[bc]", "it repeats too much: 4003 steps when written out, at most 1500"],
    ["x\\", "trailing backslash at end of expression"],
  ];
  for (const [text, trouble] of rows) {
    it(`that RE2 does not take says why: ${text}`, () => expect(troubleOf(text)).toBe(trouble));
  }

  it("may hold what looks like a look-ahead and is none", () => {
    expect(compilePattern("\\(?=a").test("(=a")).toBe(true);
    expect(compilePattern("\\\\1").test("\\1")).toBe(true);
  });

  it("may be as long as a site file lets it", () => {
    expect(compilePattern("a|".repeat(499)).test("b")).toBe(true);
    expect(compilePattern("x".repeat(1000)).test("x".repeat(1000))).toBe(true);
  });

  it("is matched in linear time, also where others would hang", () => {
    const pattern = compilePattern("^(a+)+$");
    expect(pattern.test(`${"a".repeat(50_000)}b`)).toBe(false);
  });
});
