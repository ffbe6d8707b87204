import type { ArticleComment, ArticleRecord, Provenance, Warning } from "../model/article-record.ts";
import type { NameMatcher } from "./erase-names.ts";

/** What is to be taken out of records. */
export interface Erasure {
  readonly names: NameMatcher;
  /** Whether a comment is to go for another reason than its author's name. */
  readonly isUnwanted: (comment: ArticleComment, record: Pick<ArticleRecord, "id" | "site" | "fetchedAt">) => boolean;
  /** Bylines, credits and the article's own text too, not only comments. */
  readonly hasArticleAuthors: boolean;
}

/** As much of a record as `eraseFromRecord` reads: a rejected draft has it too. */
export type Erasable = Omit<ArticleRecord, "contentHash">;

export interface Erased<Record extends Erasable> {
  readonly record: Record;
  /** Ids of comments that are now tombstones. */
  readonly commentIds: readonly string[];
  /** Other texts in which a name stood. */
  readonly redacted: number;
}

/**
 * The record without what is to be erased, or null where nothing of it stands there.
 *
 * A comment stays as a tombstone, so that answers to it keep their place: its author, function, place, title, text and votes are gone, and
 * its status is `removed`. Names within other comments become `[erased]`.
 */
export function eraseFromRecord<Record extends Erasable>(record: Record, erasure: Erasure): Erased<Record> | null {
  const { names, isUnwanted, hasArticleAuthors } = erasure;
  const commentIds: string[] = [];
  let redacted = 0;
  const redact = <Text extends string | null>(text: Text): Text => {
    if (text === null) return text;
    const without = names.redact(text);
    if (without !== text) redacted++;
    return without as Text;
  };
  const comments = record.comments.map((comment) => {
    const isTheirs = comment.author !== null && names.is(comment.author);
    if (isTheirs || isUnwanted(comment, record)) {
      const tombstone = erasedComment(comment);
      if (JSON.stringify(tombstone) !== JSON.stringify(comment)) commentIds.push(comment.id);
      return tombstone;
    }
    return { ...comment, role: redact(comment.role), title: redact(comment.title), text: redact(comment.text) };
  });
  const isAboutComments = (field: string | null) => field?.startsWith("comments") === true;
  const mayTell = commentIds.length === 0;
  const told = (entry: Provenance): Provenance => {
    if (entry.text === null || !(hasArticleAuthors || isAboutComments(entry.field))) return entry;
    const isKept = isAboutComments(entry.field) ? mayTell && names.redact(entry.text) === entry.text : true;
    return { ...entry, text: isKept ? redact(entry.text) : null };
  };
  const warned = (warning: Warning): Warning => {
    if (!isAboutComments(warning.field))
      return hasArticleAuthors ? { ...warning, message: redact(warning.message) } : warning;
    const isKept = mayTell && names.redact(warning.message) === warning.message;
    return isKept ? warning : { ...warning, message: hiddenMessage(warning.code) };
  };
  const provenance = record.provenance.map(told);
  const warnings = record.warnings.map(warned);
  const article = hasArticleAuthors ? withoutArticleAuthor(record, names, redact) : record;
  const without = { ...article, comments, provenance, warnings };
  if (JSON.stringify(without) === JSON.stringify(record)) return null;
  return { record: without, commentIds, redacted };
}

/** For a message that told what an erased comment held. */
export function hiddenMessage(code: string): string {
  return `${code}; what was found is not shown`;
}

function erasedComment(comment: ArticleComment): ArticleComment {
  return {
    ...comment,
    author: null,
    role: null,
    place: null,
    title: null,
    text: null,
    status: "removed",
    votesUp: null,
    votesDown: null,
    isArticleAuthor: false,
  };
}

function withoutArticleAuthor<Record extends Erasable>(
  record: Record,
  names: NameMatcher,
  redact: <Text extends string | null>(text: Text) => Text,
): Record {
  return {
    ...record,
    title: redact(record.title),
    lead: redact(record.lead),
    publishedText: redact(record.publishedText),
    accessReason: redact(record.accessReason),
    authors: record.authors
      .filter(({ name }) => !names.is(name))
      .map(({ name, role }) => ({ name: redact(name), role: redact(role) })),
    body: record.body.map((block) => ({ ...block, text: redact(block.text) })),
    text: redact(record.text),
    images: record.images.map((image) => ({
      ...image,
      alt: redact(image.alt),
      caption: redact(image.caption),
      credit: redact(image.credit),
    })),
    tags: record.tags.map((tag) => redact(tag)),
  };
}
