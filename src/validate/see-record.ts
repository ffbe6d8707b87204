import type { ArticleRecord } from "../model/article-record.ts";
import type { RecordSeen } from "../model/record-seen.ts";
import { tailOf } from "./common-tails.ts";
import { countGluedBorders } from "./glued-borders.ts";

/** Fields whose being empty is counted. */
export const SEEN_FIELDS = [
  "lead",
  "section",
  "kind",
  "publishedAt",
  "authors",
  "images",
  "tags",
  "comments",
] as const satisfies readonly (keyof ArticleRecord)[];
export const SEEN_COMMENT_FIELDS = ["author", "role", "publishedAt", "text"] as const;

/** Looks at one record for `RunChecks`. */
export function seeRecord(record: ArticleRecord): RecordSeen {
  const emptyInComments: Record<string, number> = {};
  const tails: string[] = [];
  let glued = 0;
  let letters = 0;
  for (const comment of record.comments) {
    for (const field of SEEN_COMMENT_FIELDS)
      if (comment[field] === null) emptyInComments[field] = (emptyInComments[field] ?? 0) + 1;
    if (comment.text === null) continue;
    glued += countGluedBorders(comment.text);
    letters += comment.text.length;
    const tail = tailOf(comment.text);
    if (tail !== undefined) tails.push(tail);
  }
  return {
    articleId: record.id,
    emptyFields: SEEN_FIELDS.filter((field) => isEmpty(record[field])),
    comments: record.comments.length,
    emptyInComments,
    tails,
    glued: { body: countGluedBorders(record.text), comments: glued },
    letters: { body: record.text.length, comments: letters },
  };
}

const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
