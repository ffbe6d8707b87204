import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldLines, foldText } from "../../src/model/text.ts";

describe("foldText", () => {
  it.each([
    ["white space at both ends and in runs", "  a \t\r\n b  ", "a b"],
    ["a line break inside a sentence", "eerder groter\ndan kleiner", "eerder groter dan kleiner"],
    ["a no-break space at the end", "zei hij.\u00a0", "zei hij."],
    ["a no-break space inside", "10\u00a0procent", "10 procent"],
    ["every other white space of Unicode", "a\u1680\u2002\u2009\u202f\u205f\u3000\u2028\u2029\u0085\v\fb", "a b"],
    ["soft hyphens", "gemeente\u00adraad", "gemeenteraad"],
    ["zero-width space, word joiner, byte order mark", "\ufeffa\u200bb\u2060c\ufeff", "abc"],
    ["marks of writing direction", "\u200ea\u202eb\u2069", "ab"],
    ["joiners between Latin letters", "a\u200db\u200cc\u200d", "abc"],
    ["control characters", "a\u0000\u0007b\u001fc\u007fd\u0091e", "abcde"],
    ["letters with loose accents", "financie\u0308n, e\u0301e\u0301n", "financiën, één"],
    ["an accent behind a zero-width space", "e\u200b\u0301", "é"],
    ["a joiner behind marks that change places", "\u0301\u0091\u094d\u200d\u{1f3fd}", "\u094d\u0301\u{1f3fd}"],
    ["a lone surrogate", "a\ud800b\udc00", "a\ufffdb\ufffd"],
    ["nothing", "", ""],
    ["nothing but white space", " \n\u00a0\u200b ", ""],
  ])("folds %s", (_what, text, wanted) => {
    expect(foldText(text)).toBe(wanted);
  });

  it.each([
    ["curly quotes, unbalanced", "‘Dat is “problematisch”, want’"],
    ["dashes of all lengths", "-in een … - – — ‑ −1"],
    ["sentences that were glued before us", "Ambtenaar 1.0Dit opiniestuk. polarisatie.Ik omgaat.De"],
    ["odd points", "wat een grap..... en ?"],
    ["addresses", "https://krant.example/a?b=1&c=%C3%A9"],
    ["Dutch and French diacritics", "coöperatie, crèche, ’s-Hertogenbosch, Fryslân, œuvre, ĳs"],
    ["an emoji family", "👩‍👩‍👧 en 🏳️‍🌈 en 👩🏽‍⚕️"],
    ["Persian with its zero-width non-joiner", "می\u200cخواهم"],
    ["letters beyond the first plane", "𝒜 𠮷"],
    ["full-width and compatibility letters", "ﬁ ½ ① Ａ"],
  ])("leaves %s alone", (_what, text) => {
    expect(foldText(text)).toBe(text);
  });
});

describe("foldLines", () => {
  it.each([
    ["one line break stays", "a\nb", "a\nb"],
    ["blank lines become one", "a\n\n \n\t\nb", "a\n\nb"],
    ["none stand at the ends", "\n \n a \n\n", "a"],
    ["spaces at a line break go", "a  \n  b  c", "a\nb c"],
    ["every kind of line break is one", "a\r\nb\rc\u0085d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"],
    ["CRLF twice is one blank line", "a\r\n\r\nb", "a\n\nb"],
    ["a line of invisible characters is blank", "a\n\u200b\u00a0\nb", "a\n\nb"],
    ["nothing stays nothing", " \n ", ""],
  ])("%s", (_what, text, wanted) => {
    expect(foldLines(text)).toBe(wanted);
  });
});

describe("folding any text", () => {
  const awkward = fc.constantFrom(
    ..."ae👩🏽é",
    ..." \t\n\r\u00a0\u0085\u2028\u200b\u200c\u200d\u00ad\ufeff\u0301\u0308\ufe0f\u212b\u2126\u0000\u0091یम्ﬁ",
    "\ud800",
    "\udc00",
    "❤",
    "\u0cc6",
    "\u0cc2",
    "\u0cd5",
  );
  const someText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.array(awkward, { maxLength: 16 }).map((parts) => parts.join("")),
  );

  it("twice is folding once, and leaves nothing to fold", () => {
    fc.assert(
      fc.property(someText, (text) => {
        for (const fold of [foldText, foldLines]) {
          const folded = fold(text);
          expect(fold(folded)).toBe(folded);
          expect(folded.normalize("NFC")).toBe(folded);
          expect(folded.isWellFormed()).toBe(true);
          expect(folded.trim()).toBe(folded);
          expect(folded).not.toMatch(/ {2}|[\0-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\ufeff]|\n{3}/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("into lines and then into one is folding into one", () => {
    fc.assert(
      fc.property(someText, (text) => {
        expect(foldText(foldLines(text))).toBe(foldText(text));
      }),
    );
  });

  it("keeps every letter and figure, in order", () => {
    const letters = (text: string): string =>
      text
        .toWellFormed()
        .normalize("NFC")
        .replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, "");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        expect(letters(foldText(text))).toBe(letters(text));
      }),
    );
  });
});
