import type { ArticleComment, ArticleRecord, Change } from "../model/article-record.ts";

/** Fields whose change makes a revision. Addresses, times of fetching, provenance and warnings do not. */
const TOLD_FIELDS = [
  "title",
  "lead",
  "section",
  "kind",
  "language",
  "publishedAt",
  "modifiedAt",
  "authors",
  "body",
  "images",
  "tags",
  "access",
  "isPartnerContent",
  "commentCountDeclared",
  "canonicalUrl",
] as const satisfies readonly (keyof ArticleRecord)[];

/** What differs between two records of one article, fields first, then comments in the order of the later record. */
export function changesBetween(before: ArticleRecord, after: ArticleRecord): Change[] {
  const fields = TOLD_FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return [
    ...fields.map((field): Change => ({ what: "field-changed", field, commentId: null })),
    ...commentChanges(before.comments, after.comments),
  ];
}

/**
 * The comments of a later reading together with those that are gone: a vanished comment stays as a tombstone, without
 * author and text, behind the others, so that it is told once and a return can be told too.
 *
 * A reading that could not be completed says nothing about what is gone: then the missing comments stay as they were.
 */
export function withVanished(
  before: readonly ArticleComment[],
  after: readonly ArticleComment[],
  isComplete: boolean | null,
): ArticleComment[] {
  const present = new Set(after.map(({ id }) => id));
  const missing = before
    .filter(({ id }) => !present.has(id))
    .map((comment) => (isComplete === false ? comment : tombstone(comment)));
  return [...after, ...missing].map((comment, index) => ({ ...comment, index }));
}

function tombstone(comment: ArticleComment): ArticleComment {
  return {
    ...comment,
    author: null,
    role: null,
    place: null,
    title: null,
    text: null,
    status: "vanished",
    votesUp: null,
    votesDown: null,
  };
}

function commentChanges(before: readonly ArticleComment[], after: readonly ArticleComment[]): Change[] {
  const earlier = new Map(before.map((comment) => [comment.id, comment]));
  return after.flatMap((comment) => {
    const what = commentChange(earlier.get(comment.id), comment);
    return what === undefined ? [] : [{ what, field: null, commentId: comment.id }];
  });
}

/** Votes go up and down all day and relative dates age: neither is an edit. */
function commentChange(before: ArticleComment | undefined, after: ArticleComment): Change["what"] | undefined {
  if (before === undefined) return "comment-added";
  if (before.status !== "vanished" && after.status === "vanished") return "comment-vanished";
  if (before.status === "vanished" && after.status !== "vanished") return "comment-returned";
  const isSame =
    before.text === after.text &&
    before.author === after.author &&
    before.role === after.role &&
    before.status === after.status &&
    before.editedAt === after.editedAt;
  return isSame ? undefined : "comment-edited";
}
