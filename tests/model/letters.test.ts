import { describe, expect, it } from "vitest";
import { dateTokens } from "../../src/model/date-tokens.ts";
import { foldWord } from "../../src/model/fold-word.ts";
import { hasLetterDigitOrSign, hasLetterOrDigit } from "../../src/model/letters.ts";

const everyLetter = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code));

describe("the short ways around patterns over all of Unicode", () => {
  it("know the same letters, digits and signs", () => {
    expect(everyLetter.filter(hasLetterOrDigit)).toEqual(everyLetter.filter((each) => /[\p{L}\p{N}]/u.test(each)));
    const signs = everyLetter.filter((each) => /[\p{L}\p{N}\p{S}]/u.test(each));
    expect(everyLetter.filter(hasLetterDigitOrSign)).toEqual(signs);
  });

  it("fold each letter as removing all marks does", () => {
    const slowly = (word: string) =>
      word
        .toLowerCase()
        .normalize("NFD")
        .replace(/\p{M}+/gu, "")
        .replaceAll("’", "'");
    expect(everyLetter.filter((each) => foldWord(`a${each}b`) !== slowly(`a${each}b`))).toEqual([]);
  });

  it("take the same for words in dates", () => {
    const words = everyLetter.filter((each) => dateTokens(each)[0]?.kind === "word");
    expect(words).toEqual(everyLetter.filter((each) => /[\p{L}\p{M}]/u.test(each)));
  });
});
