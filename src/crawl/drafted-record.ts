import type { ArticleRecord, Warning } from "../model/article-record.ts";
import type { RecordLine } from "../model/ledger.ts";
import type { RecordSeen } from "../model/record-seen.ts";
import { seeRecord } from "../validate/see-record.ts";
import { lineOf } from "../write/line-of.ts";
import { type Likeness, likenessOf } from "./article-address.ts";

/**
 * A record on its way to the ledger, with what is asked of each. Where a thread made it, it comes as its line, and is read back only
 * when someone looks into the whole of it.
 */
export interface DraftedRecord
  extends Pick<ArticleRecord, "id" | "revision" | "contentHash" | "firstSeenAt" | "publishedAt"> {
  readonly warnings: readonly Warning[];
  commentIds(): readonly string[];
  seen(): RecordSeen;
  likeness(): Likeness;
  whole(): ArticleRecord;
  /** One line of JSON, without its newline. */
  line(): string;
}

/** What a thread hands over of a record: plain data. */
export interface WrittenRecord
  extends Pick<DraftedRecord, "id" | "revision" | "contentHash" | "firstSeenAt" | "publishedAt" | "warnings"> {
  readonly commentIds: readonly string[];
  readonly seen: RecordSeen;
  readonly likeness: Likeness;
  readonly line: string;
}

export function draftedRecord(record: ArticleRecord): DraftedRecord {
  const { id, revision, contentHash, firstSeenAt, publishedAt, warnings } = record;
  return {
    ...{ id, revision, contentHash, firstSeenAt, publishedAt, warnings },
    commentIds: () => commentIdsOf(record),
    seen: () => seeRecord(record),
    likeness: () => likenessOf(record),
    whole: () => record,
    line: () => lineOf(record),
  };
}

export function writeRecord(record: ArticleRecord): WrittenRecord {
  const { id, revision, contentHash, firstSeenAt, publishedAt, warnings } = record;
  return {
    ...{ id, revision, contentHash, firstSeenAt, publishedAt, warnings },
    commentIds: commentIdsOf(record),
    seen: seeRecord(record),
    likeness: likenessOf(record),
    line: lineOf(record),
  };
}

export function fromWritten({ commentIds, seen, likeness, line, ...facts }: WrittenRecord): DraftedRecord {
  let record: ArticleRecord | undefined;
  return {
    ...facts,
    commentIds: () => commentIds,
    seen: () => seen,
    likeness: () => likeness,
    whole() {
      record ??= JSON.parse(line) as ArticleRecord;
      return record;
    },
    line: () => line,
  };
}

/** As the ledger is told of it. */
export function recordLineOf({ id, revision, contentHash, firstSeenAt, line }: DraftedRecord): RecordLine {
  return { articleId: id, line: line(), revision, contentHash, firstSeenAt };
}

const commentIdsOf = ({ comments }: ArticleRecord) => comments.map(({ id }) => id);
