import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePattern } from "../../src/model/pattern.ts";
import { MAX_PLAIN_TEXT, plainPattern } from "../../src/model/plain-pattern.ts";

const atom = fc.constantFrom(
  ..."a b - _ / : é . \\d \\w \\. \\- \\/ \\? [ab] [^a] [a-c] [\\d-] [\\w.-] \\s \\b [é]".split(" "),
  " ",
);
const quantifier = fc.constantFrom("", "", "", "*", "+", "?", "+?", "*?", "??", "{2}", "{1,2}", "{2,}", "{0,9}");
const piece = fc.tuple(atom, quantifier).map(([one, many]) => one + many);
const pieces = fc.array(piece, { maxLength: 4 }).map((all) => all.join(""));
const group = fc
  .tuple(fc.constantFrom("(", "(?:", "(?<x>", "(?P<y>"), pieces, fc.constantFrom(")", ")", ")", ")+"))
  .map((all) => all.join(""));
const pattern = fc
  .tuple(fc.constantFrom("", "^"), fc.array(fc.oneof(piece, group), { maxLength: 4 }), fc.constantFrom("", "$", "|a"))
  .map(([start, middle, end]) => start + middle.join("") + end);
const text = fc.string({ unit: fc.constantFrom(..."ab-_/:.?1é\n\r\u2028x \u{1f600}"), maxLength: 20 });

/** What RE2 finds: the whole, then each group. */
function found(source: string, where: string): (string | null)[] | null {
  const matcher = compilePattern(source).matcher(where);
  if (!matcher.find()) return null;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? null);
}

const isPattern = (source: string): boolean => {
  try {
    compilePattern(source);
    return true;
  } catch {
    return false;
  }
};

describe("a plain pattern", () => {
  test("finds what RE2 finds, groups and all", () => {
    let plain = 0;
    fc.assert(
      fc.property(pattern.filter(isPattern), fc.array(text, { minLength: 4, maxLength: 4 }), (source, texts) => {
        const own = plainPattern(source);
        if (own === undefined) return;
        plain++;
        for (const each of texts) {
          const match = own.exec(each);
          expect(match === null ? null : Array.from(match, (part) => part ?? null), `${source} in ${each}`).toEqual(
            found(source, each),
          );
        }
      }),
      { numRuns: Number(process.env.OOGST_RUNS ?? 3000) },
    );
    expect(plain).toBeGreaterThan(300);
  });

  test.each(["^comment-(\\d+)$", "-(\\d+)$", "^/nieuws/.+-\\d+$", "^(?<author>.+) op \\d{1,2}"])(
    "%s is one",
    (source) => expect(plainPattern(source)).toBeInstanceOf(RegExp),
  );

  test.each(["(a+)+", "a|b", "(?i)a", "\\s+", "\\bx", "a+b+", "^a+b+c+", "\\p{L}", "x(?=y)"])("%s is none", (source) =>
    expect(plainPattern(source)).toBeUndefined(),
  );

  test("takes no time to speak of, even where nearly everything fits", () => {
    const before = process.cpuUsage();
    for (let times = 0; times < 100; times++) {
      plainPattern("^.+a[^b]+$")?.test("a".repeat(MAX_PLAIN_TEXT - 1).concat("b"));
      plainPattern("\\d+x")?.test("1".repeat(MAX_PLAIN_TEXT));
    }
    const { user } = process.cpuUsage(before);
    expect(user).toBeLessThan(1_000_000);
  });
});
