import type { ArticleComment, ArticleRecord, Change } from "../model/article-record.ts";
import { changesBetween } from "./changes-between.ts";
import { diffWords, type WordRun } from "./diff-words.ts";

export interface FieldDifference {
  readonly field: string;
  /** As texts: lists one item a line. */
  readonly before: string;
  readonly after: string;
  readonly words: readonly WordRun[];
}

export interface CommentDifference {
  readonly what: Exclude<Change["what"], "field-changed">;
  readonly id: string;
  readonly author: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly words: readonly WordRun[];
}

/** What differs between two revisions of an article. */
export interface RevisionDifference {
  readonly from: number;
  readonly to: number;
  readonly fetchedAt: string;
  readonly fields: readonly FieldDifference[];
  readonly comments: readonly CommentDifference[];
}

export function compareRevisions(before: ArticleRecord, after: ArticleRecord): RevisionDifference {
  const changes = changesBetween(before, after);
  const commentsOf = (record: ArticleRecord) => new Map(record.comments.map((comment) => [comment.id, comment]));
  const [was, is] = [commentsOf(before), commentsOf(after)];
  return {
    from: before.revision,
    to: after.revision,
    fetchedAt: after.fetchedAt,
    fields: changes.flatMap(({ field }) => (field === null ? [] : [fieldOf(field, before, after)])),
    comments: changes.flatMap(({ what, commentId }) =>
      what === "field-changed" || commentId === null ? [] : [commentOf(what, was.get(commentId), is.get(commentId))],
    ),
  };
}

function fieldOf(field: string, before: ArticleRecord, after: ArticleRecord): FieldDifference {
  const [was, is] = [before, after].map((record) => textOf(record[field as keyof ArticleRecord])) as [string, string];
  return { field, before: was, after: is, words: diffWords(was, is) };
}

function commentOf(
  what: CommentDifference["what"],
  was: ArticleComment | undefined,
  is: ArticleComment | undefined,
): CommentDifference {
  const [before, after] = [wordsOf(was), wordsOf(is)];
  return {
    ...{ what, id: is?.id ?? was?.id ?? "", author: is?.author ?? was?.author ?? null, before, after },
    words: diffWords(before ?? "", after ?? ""),
  };
}

/** What a comment says and, where it was edited without another text, who says it. */
function wordsOf(comment: ArticleComment | undefined): string | null {
  if (comment === undefined) return null;
  const { author, role, text, status } = comment;
  const who = [author, role].filter((part) => part !== null).join(" / ");
  return `${who === "" ? `(${status})` : who}: ${text ?? `(${status})`}`;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join("\n");
  if (typeof value !== "object") return String(value);
  if ("type" in value && "text" in value) return String(value.text);
  return Object.values(value)
    .filter((part) => part !== null)
    .map(String)
    .join(" / ");
}
