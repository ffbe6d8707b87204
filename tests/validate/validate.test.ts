import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { articleRecordSchema } from "../../src/model/article-record.ts";
import type { Extraction } from "../../src/model/extraction.ts";
import { validate } from "../../src/validate/validate.ts";
import { commentWith, extractionWith, page } from "./extraction.ts";

const context = { siteName: "bode", siteFileVersion: "0123456789ab" };
const judge = (parts: Partial<Extraction> = {}, more = {}) =>
  validate(extractionWith(parts), page, { ...context, ...more });
const reasons = (parts: Partial<Extraction>, more = {}) => {
  const validated = judge(parts, more);
  return validated.ok ? [] : validated.reasons.map(({ code, field }) => `${code} ${field}`);
};
const record = (parts: Partial<Extraction> = {}, more = {}) => {
  const validated = judge(parts, more);
  if (!validated.ok)
    throw new Error(validated.reasons.map(({ code, field, message }) => `${code} ${field}: ${message}`).join());
  return validated.record;
};
const warnings = (parts: Partial<Extraction>) => record(parts).warnings.map(({ code, field }) => `${code} ${field}`);

describe("a record", () => {
  it("has every key of the schema, in its order", () => {
    expect(Object.keys(record())).toEqual(Object.keys(articleRecordSchema.shape));
    const [comment] = record({ comments: [commentWith()] }).comments;
    expect(Object.keys(comment ?? {})).toEqual(Object.keys(articleRecordSchema.shape.comments.element.shape));
  });

  it("says what the page and the context say", () => {
    expect(record({}, { revision: 3, firstSeenAt: "2018-01-25T00:00:00Z" })).toMatchObject({
      site: "bode",
      siteFileVersion: "0123456789ab",
      revision: 3,
      firstSeenAt: "2018-01-25T00:00:00Z",
      fetchedAt: page.fetchedAt,
      httpStatus: 200,
      fetchedBy: "http",
    });
    expect(record()).toMatchObject({ revision: 1, firstSeenAt: page.fetchedAt, changes: [], text: "Een." });
  });

  it("has an id of the site and the publisher's id, else of the address", () => {
    const { id } = record();
    expect(record({ title: "Anders" }).id).toBe(id);
    expect(record({}, { articleUrl: "https://www.bode.example/ander" }).id).not.toBe(id);
    expect(record({ publisherId: "7" }).id).toBe(
      record({ publisherId: "7", canonicalUrl: "https://www.bode.example/x" }).id,
    );
  });
});

describe("what is not believed", () => {
  it.each<[Partial<Extraction>, string[]]>([
    [{ title: null }, ["no-title title"]],
    [{ body: [] }, ["no-body body"]],
    [{ body: [], access: "partial", accessReason: "inlog" }, []],
    [
      { notArticle: { what: "consent", detail: "x" }, title: null, body: [] },
      ["not-article-consent null", "no-title title", "no-body body"],
    ],
    [{ missing: ["title", "publishedAt"] }, ["required-missing publishedAt"]],
    [{ title: null, missing: ["title"] }, ["no-title title"]],
    [{ access: "partial", body: [], missing: ["body"] }, ["required-missing body"]],
    [{ publishedAt: "25 januari" }, ["wrong-shape publishedAt"]],
    [{ images: [{ url: "javascript:x", alt: null, caption: null, credit: null }] }, ["wrong-shape images[0].url"]],
    [{ comments: [commentWith({ author: "" })] }, ["wrong-shape comments[0].author"]],
  ])("%j is rejected for %j", (parts, expected) => {
    expect(reasons(parts)).toEqual(expected);
  });

  it("comes with the draft, so that someone can look into it", () => {
    const validated = judge({ title: null });
    expect(validated.ok ? null : validated.draft).toMatchObject({ title: null, text: "Een." });
  });

  it("is a line too long for those who read it", () => {
    const body = [{ type: "paragraph" as const, text: "é".repeat(2_000), level: null }];
    expect(reasons({ body }, { maxRecordBytes: 5_000 })).toEqual(["record-too-large null"]);
    expect(reasons({ body }, { maxRecordBytes: 0 })).toEqual([]);
    expect(reasons({ body: [{ ...body[0]!, text: "x".repeat(20_000_000) }] })).toEqual(["record-too-large null"]);
  });

  it("is checked by another check where one is handed in", () => {
    const check = () => [{ code: "wrong-shape", field: null, message: "x" }];
    expect(reasons({}, { check })).toEqual(["wrong-shape null"]);
  });
});

describe("what is doubted", () => {
  it.each<[Partial<Extraction>, string[]]>([
    [{}, []],
    [{ publishedAt: "1985-01-25" }, ["date-long-ago publishedAt"]],
    [{ publishedAt: "2018-01-27" }, ["date-in-future publishedAt"]],
    [{ modifiedAt: "2018-01-24" }, ["modified-before-published modifiedAt"]],
    [{ authors: [{ name: "x".repeat(81), role: "y".repeat(121) }] }, ["name-long authors", "role-long authors"]],
    [{ lead: "Een." }, ["body-repeats-lead body"]],
    [{ lead: "Een" }, []],
    [{ title: "Een." }, ["body-repeats-title body"]],
    [{ body: [{ type: "paragraph", text: "Advertentie", level: null }] }, ["body-holds-label body"]],
    [{ body: [{ type: "paragraph", text: "Een advertentie.", level: null }] }, []],
    [
      { body: [0, 1].map(() => ({ type: "paragraph" as const, text: "z".repeat(130), level: null })) },
      ["body-repeats-itself body"],
    ],
    [{ commentCountDeclared: 3, comments: [commentWith()] }, ["comment-count-mismatch comments"]],
    [
      { commentCountDeclared: 1, commentCountRendered: 2, comments: [commentWith()] },
      ["comment-count-mismatch comments"],
    ],
    [
      {
        commentCountDeclared: 2,
        commentCountRendered: 2,
        comments: [commentWith(), commentWith({ status: "hidden", text: null })],
      },
      [],
    ],
    [{ commentCountDeclared: 0, commentCountRendered: 0 }, []],
    [{ commentCountDeclared: 2, commentCountRendered: 2, areCommentsLeftOut: true }, []],
    [
      { comments: [commentWith({ text: "Gelijk" }), commentWith({ text: "Gelijk" })] },
      ["comment-texts-equal comments.text"],
    ],
    [
      { comments: ["a", "b"].map((text) => commentWith({ text: `${text}\n\nUw e-mailadres wordt niet getoond.` })) },
      ["comment-tail-repeated comments.text"],
    ],
    [{ comments: ["a", "b"].map((text) => commentWith({ text: `${text}\nGroet, Bo` })) }, []],
    [{ comments: [1, 2, 3, 4].map(() => commentWith()) }, ["comment-authors-equal comments.author"]],
    [
      { comments: [commentWith({ author: "x".repeat(81), role: "y".repeat(121) })] },
      ["name-long comments.author", "role-long comments.role"],
    ],
    [{ comments: [commentWith({ text: null })] }, ["comment-without-text comments.text"]],
  ])("%j is accepted with %j", (parts, expected) => {
    expect(warnings(parts)).toEqual(expected);
  });

  it("keeps what was doubted while reading, and says it once", () => {
    const mismatch = { code: "comment-count-mismatch", field: "comments", message: "x" };
    expect(record({ commentCountDeclared: 9, warnings: [mismatch] }).warnings).toEqual([mismatch]);
  });
});

describe("the content's hash", () => {
  const hash = (parts: Partial<Extraction>, more = {}) => record(parts, more).contentHash;

  it.each<[string, Partial<Extraction>]>([
    ["the title", { title: "Ander" }],
    ["a paragraph", { body: [{ type: "paragraph", text: "Twee.", level: null }] }],
    ["its kind", { body: [{ type: "quote", text: "Een.", level: null }] }],
    ["the date", { publishedAt: "2018-01-24" }],
    ["an author's role", { authors: [{ name: "Iris Kamp", role: "redacteur" }] }],
    ["access", { access: "partial" }],
    ["a comment", { comments: [commentWith()] }],
  ])("changes with %s", (_, parts) => {
    expect(hash(parts)).not.toBe(hash({}));
  });

  it.each<[string, Partial<Extraction>]>([
    [
      "provenance and doubts",
      {
        provenance: [{ field: "title", source: "meta", where: "x", text: null, confidence: 1 }],
        warnings: [{ code: "x", field: null, message: "y" }],
      },
    ],
    ["the declared count", { commentCountDeclared: 0 }],
    ["the date's text", { publishedText: "op 25 januari 2018" }],
  ])("does not change with %s", (_, parts) => {
    expect(hash(parts)).toBe(hash({}));
  });

  it("does not change with votes, with the time of the visit, or with a relative date", () => {
    const comment = commentWith();
    expect(hash({ comments: [{ ...comment, votesUp: 5 }] })).toBe(hash({ comments: [comment] }));
    expect(hash({}, { revision: 2, firstSeenAt: "2018-01-01T00:00:00Z" })).toBe(hash({}));
    const relative = (publishedAt: string) =>
      hash({ publishedAt, warnings: [{ code: "date-inferred", field: "publishedAt", message: "x" }] });
    expect(relative("2018-01-25T10:00:00+01:00")).toBe(relative("2018-01-25T10:01:00+01:00"));
  });
});

describe("comments of a record", () => {
  it("are numbered in page order, with stable ids and parents resolved", () => {
    const first = commentWith({ publisherId: "11", key: "a" });
    const reply = commentWith({ publisherId: "12", key: "b", parentKey: "a" });
    const deep = commentWith({ key: "c", parentKey: "b", text: "Diep" });
    const { comments } = record({ comments: [first, reply, deep] });
    expect(comments.map(({ depth, index }) => [depth, index])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    expect(comments.map(({ parentId }) => parentId)).toEqual([null, comments[0]?.id, comments[1]?.id]);
    const later = record({ comments: [commentWith({ text: "Nieuw" }), first, reply, deep] }).comments;
    expect(later.slice(1).map(({ id }) => id)).toEqual(comments.map(({ id }) => id));
  });

  it("whose parent is not there, is itself, or answers them, stand at the top", () => {
    const { comments } = record({
      comments: [
        commentWith({ key: "a", parentKey: "z", depth: 2 }),
        commentWith({ key: "b", parentKey: "b" }),
        commentWith({ key: "c", parentKey: "d" }),
        commentWith({ key: "d", parentKey: "c" }),
      ],
    });
    expect(comments.map(({ parentId, depth }) => [parentId === null, depth])).toEqual([
      [true, 2],
      [true, 0],
      [false, 1],
      [true, 0],
    ]);
  });

  it("form a forest, whatever they say they answer", () => {
    const key = fc.constantFrom("a", "b", "c", "d", "e");
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ key, parentKey: fc.option(key) }), { selector: ({ key: each }) => each }),
        (given) => {
          const { comments } = record({ comments: given.map((each) => commentWith({ ...each, text: each.key })) });
          const byId = new Map(comments.map((each) => [each.id, each]));
          expect(byId.size).toBe(comments.length);
          for (const { parentId, depth } of comments)
            expect(depth).toBe(parentId === null ? 0 : (byId.get(parentId)?.depth ?? -1) + 1);
        },
      ),
      { numRuns: 100 },
    );
  });
});
