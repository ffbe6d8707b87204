import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { articleId, commentId, commentIds } from "../../src/model/article-id.ts";

const URL_A = "https://krant.example/nieuws/a";

describe("articleId", () => {
  it("is 20 hexadecimal digits, the same today and ever after", () => {
    expect(articleId("krant", URL_A)).toBe("9047264af26b8064ecfd");
    expect(articleId("krant", URL_A, "15795830")).toBe("b0998be1fcac87356c1e");
  });

  it("differs by site, by URL and by the publisher's id", () => {
    const ids = [
      articleId("krant", URL_A),
      articleId("blad", URL_A),
      articleId("krant", `${URL_A}b`),
      articleId("krant", URL_A, "1"),
      articleId("krant", URL_A, "2"),
      articleId("krant", URL_A, URL_A),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("goes by the publisher's id alone where there is one, so that an article may move", () => {
    expect(articleId("krant", URL_A, "7")).toBe(articleId("krant", "https://krant.example/elders", "7"));
  });
});

describe("commentId", () => {
  const article = articleId("krant", URL_A);
  const content = { author: "Ank de Roo", text: "Goed stuk.", duplicateIndex: 1 };

  it("is 20 hexadecimal digits, the same today and ever after", () => {
    expect(commentId(article, "comment-11")).toBe("74c8df5c4478f2c779cf");
    expect(commentId(article, content)).toBe("7f591ff6db69310c042a");
  });

  it("stays when only the white space or the spelling of a letter changed", () => {
    const other = { author: " Ank  de\u00a0Roo ", text: "Goed\n stuk.", duplicateIndex: 1 };
    expect(commentId(article, other)).toBe(commentId(article, content));
    expect(commentId(article, { ...content, text: "e\u0301e\u0301n" })).toBe(
      commentId(article, { ...content, text: "één" }),
    );
  });

  it("tells a missing author from an empty one, and an id from a content", () => {
    const ids = [
      commentId(article, content),
      commentId(article, { ...content, author: null }),
      commentId(article, { ...content, author: "" }),
      commentId(article, { ...content, text: null }),
      commentId(article, { ...content, author: "Goed stuk.", text: "Ank de Roo" }),
      commentId(article, "Ank de Roo"),
      commentId("elders", content),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("ends in -2, -3 for the second and third of equal comments", () => {
    const id = commentId(article, content);
    expect(commentId(article, { ...content, duplicateIndex: 2 })).toBe(`${id}-2`);
    expect(commentId(article, { ...content, duplicateIndex: 3 })).toBe(`${id}-3`);
  });
});

describe("commentIds", () => {
  const author = fc.constantFrom<(string | null)[]>("Jan", "Miep", null);
  const text = fc.constantFrom<(string | null)[]>("Eens.", "Oneens.", "Eens. ", null);
  const publisherId = fc.constantFrom("1", "2", null, null, null);
  const comments = fc.array(fc.record({ publisherId, author, text }), { maxLength: 12 });

  it("gives every comment of an article its own", () => {
    fc.assert(
      fc.property(comments, (list) => {
        expect(new Set(commentIds("a", list)).size).toBe(list.length);
      }),
    );
  });

  it("does not renumber what was there when a different comment comes between", () => {
    fc.assert(
      fc.property(comments, fc.nat(12), (list, place) => {
        const at = Math.min(place, list.length);
        const before = commentIds("a", list);
        const after = commentIds("a", list.toSpliced(at, 0, { publisherId: null, author: "Nieuw", text: "Nieuw." }));
        expect(after.toSpliced(at, 1)).toEqual(before);
      }),
    );
  });

  it("numbers equal comments in page order", () => {
    const same = { publisherId: null, author: "Jan", text: "Eens." };
    const [first, second, third] = commentIds("a", [same, { ...same, author: "Miep" }, same].concat(same));
    expect(second).not.toContain("-");
    expect(third).toBe(`${first}-2`);
  });
});
