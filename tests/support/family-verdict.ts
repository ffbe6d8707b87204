import type { ArticleRecord } from "../../src/model/article-record.ts";
import type { Golden } from "./family.ts";
import { fieldsOf } from "./family-fields.ts";

type Comment = ArticleRecord["comments"][number];

/** What is wrong with the record of a page that says just what it said before. */
export function differences(golden: Golden, found: Golden): string[] {
  const wanted = fieldsOf(golden);
  return [...fieldsOf(found)].flatMap(([field, value]) =>
    same(value, wanted.get(field)) ? [] : [`${field} is ${show(value)}, not ${show(wanted.get(field))}`],
  );
}

/**
 * What is wrong with the record of a page that was changed: a value that is neither the true one nor absent, or one that is
 * absent without a doubt being told. An outcome in place of the record is an honest answer.
 */
export function falsehoods(golden: Golden, found: Golden): string[] {
  if (typeof found.id !== "string") return [];
  const truth = golden as unknown as ArticleRecord;
  const record = found as unknown as ArticleRecord;
  return [
    ...scalars
      .filter((field) => record[field] !== truth[field] && record[field] !== null)
      .map((field) => `${field} is ${show(record[field])}, not ${show(truth[field])}`),
    ...notAmong("authors", record.authors, truth.authors, ["name"]),
    ...notAmong("images", record.images, truth.images, ["url"]),
    ...record.tags.filter((tag) => !truth.tags.includes(tag)).map((tag) => `the tag “${tag}”`),
    ...strangeBlocks(record, truth),
    ...wrongComments(record, truth),
    ...silences(record, truth),
  ];
}

const scalars = [
  "title",
  "lead",
  "section",
  "kind",
  "publishedAt",
  "publishedText",
  "modifiedAt",
  "canonicalUrl",
  "commentCountDeclared",
] as const;

/** Text that is the article's own, though its place was lost: it may come as a paragraph of the body, as nothing else may. */
function strangeBlocks(record: ArticleRecord, truth: ArticleRecord): string[] {
  const own = [
    truth.title,
    truth.lead,
    ...truth.images.flatMap(({ caption, credit }) => [caption, credit]),
    truth.accessReason,
  ];
  const known = new Set([...truth.body.map(({ text }) => text), ...own]);
  return record.body.filter(({ text }) => !known.has(text)).map(({ text }) => `the body has “${text}”`);
}

function notAmong<Item extends object>(
  field: string,
  found: readonly Item[],
  truth: readonly Item[],
  keys: readonly (keyof Item)[],
): string[] {
  return found.flatMap((item) => {
    const twin = truth.find((each) => keys.every((key) => each[key] === item[key]));
    if (twin === undefined) return [`${field} have ${show(item)}`];
    return Object.entries(item).flatMap(([key, value]) =>
      value === null || value === twin[key as keyof Item] ? [] : [`${field} have ${show(item)}, not ${show(twin)}`],
    );
  });
}

/**
 * Each comment is one of the true ones, with nothing in it that another said. It answers whom it answered, nobody, or, where that
 * one is no longer known as a comment or where the page no longer says so, one above in the same thread.
 */
function wrongComments(record: ArticleRecord, truth: ArticleRecord): string[] {
  const free = [...truth.comments];
  const twins = new Map<string, Comment>();
  const wrong: string[] = [];
  for (const comment of record.comments) {
    const place = free.findIndex((each) => isTwin(comment, each));
    const [twin] = place < 0 ? [] : free.splice(place, 1);
    if (twin === undefined) wrong.push(`a comment is ${show(comment)}`);
    else twins.set(comment.id, twin);
  }
  for (const comment of record.comments) {
    const twin = twins.get(comment.id);
    if (twin === undefined || comment.parentId === null) continue;
    const parent = twins.get(comment.parentId);
    if (parent === undefined || !above(twin, truth).includes(parent.id))
      wrong.push(`a comment answers ${show(parent)}: ${show(comment)}`);
  }
  return wrong;
}

function above(comment: Comment, { comments }: ArticleRecord): string[] {
  const ids: string[] = [];
  for (let id = comment.parentId; id !== null; id = comments.find((each) => each.id === id)?.parentId ?? null)
    ids.push(id);
  return ids;
}

const values = ["author", "role", "place", "title", "publishedAt", "editedAt", "votesUp", "votesDown"] as const;

const isTwin = (found: Comment, truth: Comment): boolean =>
  values.every((field) => found[field] === null || found[field] === truth[field]) &&
  isPartOf(found.text, truth.text) &&
  (found.text !== null || found.author !== null || truth.text === null) &&
  (found.isArticleAuthor ? truth.isArticleAuthor : true);

/** Nothing, or some of its paragraphs, in order. */
function isPartOf(found: string | null, truth: string | null): boolean {
  const paragraphs = (truth ?? "").split(/\n+/);
  return (found ?? "")
    .split(/\n+/)
    .every((each) => each === "" || paragraphs.splice(0, paragraphs.indexOf(each) + 1).includes(each));
}

/** What is missing and nothing says so. Comments that are not there at all show only where the page still names their number. */
function silences(record: ArticleRecord, truth: ArticleRecord): string[] {
  const missing: string[] = [];
  const isCounted = record.commentCountDeclared === truth.commentCountDeclared && record.commentCountDeclared !== null;
  const tells = (...fields: string[]) => record.warnings.some(({ field }) => field !== null && fields.includes(field));
  if (record.publishedAt === null && truth.publishedAt !== null && !tells("publishedAt")) missing.push("publishedAt");
  if (
    isCounted &&
    record.comments.length < truth.comments.length &&
    (record.commentsComplete === true || !tells("comments"))
  )
    missing.push("comments");
  for (const field of ["author", "publishedAt", "text"] as const) {
    const isLost = (comment: Comment) => comment[field] === null && comment.status === "visible";
    const lost = record.comments.filter(isLost).length;
    const empty = truth.comments.filter(isLost).length;
    if (lost > empty && !tells(`comments.${field}`, "comments")) missing.push(`comments.${field}`);
  }
  return missing.map((field) => `${field} is missing, and nothing says so`);
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const show = (value: unknown): string => JSON.stringify(value) ?? "undefined";
