import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ArticleComment, type ArticleRecord, articleRecordSchema } from "../../src/model/article-record.ts";

/** A record in which every field that may be empty is. */
export function recordOf(over: Partial<ArticleRecord> = {}): ArticleRecord {
  return articleRecordSchema.parse({
    ...{
      schemaVersion: 1,
      id: "a1",
      site: "krant",
      requestedUrl: "http://krant.example/a",
      finalUrl: "http://krant.example/a",
    },
    ...{ canonicalUrl: null, title: null, lead: null, section: null, kind: null, language: null, publishedAt: null },
    ...{
      publishedPrecision: null,
      publishedText: null,
      modifiedAt: null,
      authors: [],
      body: [],
      text: "",
      images: [],
      tags: [],
    },
    ...{
      access: "unknown",
      accessReason: null,
      isPartnerContent: false,
      commentCountDeclared: null,
      commentsComplete: null,
    },
    ...{
      commentsSource: null,
      comments: [],
      fetchedAt: "2026-05-04T10:11:12.345Z",
      firstSeenAt: "2026-05-01T00:00:00.000Z",
    },
    ...{ revision: 1, contentHash: "h1", changes: [], httpStatus: 200, fetchedBy: "http", siteFileVersion: null },
    ...{ rights: { tdmReservation: null, tdmPolicy: null, robots: [] }, provenance: [], warnings: [] },
    ...over,
  });
}

export function commentOf(over: Partial<ArticleComment> = {}): ArticleComment {
  return {
    ...{ id: "c1", parentId: null, depth: 0, index: 0, author: "Jo Bakker", role: null, place: null, title: null },
    ...{
      publishedAt: null,
      publishedPrecision: null,
      publishedText: null,
      editedAt: null,
      text: "Eens.",
      status: "visible",
    },
    ...{ votesUp: null, votesDown: null, isArticleAuthor: false },
    ...over,
  };
}

/** A record with something in every field. */
export const fullRecord = recordOf({
  ...{
    id: "vol",
    canonicalUrl: "http://krant.example/vol",
    title: 'Kop, met "tekens"',
    lead: "Een lead.",
    section: "bestuur",
  },
  ...{ kind: "Nieuws", language: "nl", publishedAt: "2026-03-29T01:30:00+01:00", publishedPrecision: "minute" },
  ...{
    publishedText: "29 maart",
    modifiedAt: "2026-03-30",
    text: "Een alinea.\n\nEen kop",
    access: "full",
    isPartnerContent: true,
  },
  authors: [
    { name: "Noor de Vries", role: "redacteur" },
    { name: "Piet Kok", role: null },
  ],
  body: [
    { type: "paragraph", text: "Een alinea.", level: null },
    { type: "heading", text: "Een kop", level: 2 },
  ],
  images: [{ url: "http://krant.example/i.jpg", alt: "Alt", caption: null, credit: "Foto" }],
  tags: ["bestuur", "geld"],
  ...{ commentCountDeclared: 3, commentsComplete: true, commentsSource: "page", siteFileVersion: "abc" },
  comments: [
    commentOf({ publishedAt: "2018-01", publishedPrecision: "month", votesUp: 9_007_199_254_740_991, title: "T" }),
    commentOf({
      id: "c2",
      parentId: "c1",
      depth: 1,
      index: 1,
      publishedAt: "2018-01-25",
      text: "=1+1",
      isArticleAuthor: true,
    }),
    commentOf({ id: "c3", index: 2, author: null, text: null, status: "vanished" }),
  ],
  changes: [{ what: "comment-vanished", field: null, commentId: "c3" }],
  rights: { tdmReservation: 0, tdmPolicy: null, robots: ["noimageindex"] },
  provenance: [{ field: "title", source: "selector", where: "h1", text: "Kop", confidence: 0.5 }],
  warnings: [{ code: "x", field: "title", message: "m" }],
});

const made: string[] = [];

export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "oogst-export-"));
  made.push(folder);
  return folder;
}

export function sweep(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A dataset's folder with these records: the first segments sealed, the last one open. */
export function datasetOf(...segments: readonly (readonly ArticleRecord[])[]): string {
  const folder = join(scratch(), "dataset");
  mkdirSync(folder);
  const textOf = (records: readonly ArticleRecord[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");
  const open = segments.at(-1) ?? [];
  for (const [place, records] of segments.slice(0, -1).entries())
    writeFileSync(join(folder, `articles-${String(place + 1).padStart(6, "0")}.jsonl`), textOf(records));
  writeFileSync(join(folder, "articles.jsonl"), textOf(open));
  return folder;
}
