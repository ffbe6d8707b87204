import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommentDraft, ReplyTo } from "../../../src/extract/comments/comment-draft.ts";
import { compareCounts } from "../../../src/extract/comments/compare-counts.ts";
import { linkReplies } from "../../../src/extract/comments/link-replies.ts";
import { mergeDuplicates } from "../../../src/extract/comments/merge-duplicates.ts";
import { fillAddress, fillBody } from "../../../src/extract/comments/url-template.ts";

const draft = (key: string, replyTo: ReplyTo | null = null, more: Partial<CommentDraft> = {}): CommentDraft => ({
  publisherId: key,
  key: `k${key}`,
  replyTo,
  author: "Ank",
  role: null,
  place: null,
  title: null,
  publishedAt: null,
  publishedPrecision: null,
  publishedText: null,
  editedAt: null,
  text: `Tekst ${key}`,
  status: "visible",
  votesUp: null,
  votesDown: null,
  isArticleAuthor: false,
  mentions: [],
  ...more,
});

describe("linkReplies", () => {
  it("makes a forest of any answers: order kept, depth one more than the parent's, no circles", () => {
    const graph = fc.array(fc.option(fc.nat({ max: 12 }), { nil: null }), { maxLength: 12 });
    fc.assert(
      fc.property(graph, (parents) => {
        const drafts = parents.map((parent, n) =>
          draft(String(n), parent === null ? null : { by: "id", id: String(parent) }),
        );
        const { comments } = linkReplies(drafts);
        expect(comments.map((each) => each.key)).toEqual(drafts.map((each) => each.key));
        const byKey = new Map(comments.map((each) => [each.key, each]));
        for (const { depth, parentKey } of comments) {
          expect(depth).toBe(parentKey === null ? 0 : byKey.get(parentKey)!.depth + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is linear in a chain of fifty thousand, also when children come first", () => {
    const chain = Array.from({ length: 50_000 }, (_, n) =>
      draft(String(n), n === 0 ? null : { by: "id", id: String(n - 1) }),
    ).reverse();
    expect(linkReplies(chain).comments[0]?.depth).toBe(49_999);
  });

  it("takes the number nought for no parent, unless a comment has it", () => {
    expect(linkReplies([draft("1", { by: "id", id: "0" })]).missingParents).toEqual([]);
    expect(linkReplies([draft("0"), draft("1", { by: "id", id: "0" })]).comments[1]?.depth).toBe(1);
  });
});

describe("mergeDuplicates", () => {
  it("prefers a visible copy, in the place of the first", () => {
    const { drafts, aliases } = mergeDuplicates([
      draft("1", null, { status: "hidden", text: null }),
      draft("2"),
      draft("1", null, { key: "other" }),
    ]);
    expect(drafts.map(({ key, text }) => [key, text])).toEqual([
      ["k1", "Tekst 1"],
      ["k2", "Tekst 2"],
    ]);
    expect([...aliases]).toEqual([["other", "k1"]]);
  });
});

describe("compareCounts", () => {
  const comments = (visible: number, hidden: number) =>
    linkReplies(
      Array.from({ length: visible + hidden }, (_, n) =>
        draft(String(n), null, n < visible ? {} : { status: "hidden", text: null }),
      ),
    ).comments;

  it.each([
    [87, 87, 86, 1, true, 0],
    [86, 87, 86, 1, true, 0],
    [91, 74, 74, 0, false, 1],
    [54, 59, 59, 0, null, 1],
    [null, 3, 3, 0, null, 0],
    [null, 3, 2, 0, null, 1],
    [0, 0, 0, 0, true, 0],
    [3, 0, 0, 0, false, 1],
    [3, null, 3, 0, true, 0],
  ])(
    "declared %j, rendered %j, read %j and %j hidden: agrees %j, %j warnings",
    (declared, rendered, visible, hidden, agrees, warnings) => {
      const compared = compareCounts(declared, rendered, comments(visible, hidden));
      expect(compared.agrees).toBe(agrees);
      expect(compared.warnings).toHaveLength(warnings);
    },
  );

  it("names all three numbers", () => {
    expect(compareCounts(91, 74, comments(72, 1)).warnings[0]?.message).toBe(
      "the page declares 91 comments, 74 stand in it, 73 were read, 1 of them hidden or removed",
    );
  });
});

/** Also with control characters and halves of surrogate pairs. */
const anyText = fc.array(fc.nat({ max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units));

describe("templates", () => {
  it("percent-encode values, so that none leaves its place in the address", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const url = new URL(fillAddress("https://a.example/x/{v}?q={v}&z=1", new Map([["v", value]]))!);
        expect(url.host).toBe("a.example");
        expect(url.searchParams.get("q")).toBe(value.toWellFormed());
        expect([...url.searchParams.keys()]).toEqual(["q", "z"]);
      }),
      { numRuns: 200 },
    );
  });

  it("keep an address whole at their beginning, and miss what has no value", () => {
    expect(
      fillAddress(
        "{endpoint}?p={page}",
        new Map<string, string | number>([
          ["endpoint", "https://a.example/r?"],
          ["page", 2],
        ]),
      ),
    ).toBe("https://a.example/r??p=2");
    expect(fillAddress("/x/{v}", new Map())).toBeUndefined();
    expect(fillAddress("/x?c={cursor}", new Map([["cursor", null]]))).toBe("/x?c=");
  });

  it("write values into a body as JSON, whatever they hold", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(JSON.parse(fillBody('{"a":{v},"b":"{ v }"}', new Map([["v", value]])))).toEqual({
          a: value,
          b: "{ v }",
        });
      }),
      { numRuns: 100 },
    );
  });
});
