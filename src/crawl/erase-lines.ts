import type { ArticleComment, ArticleRecord } from "../model/article-record.ts";
import { OutputError } from "../model/dataset-error.ts";
import type { StreamName } from "../model/segment-name.ts";
import { type Erasable, type Erasure, eraseFromRecord, hiddenMessage } from "../people/erase-record.ts";
import { contentHash } from "../validate/content-hash.ts";
import { lineOf } from "../write/line-of.ts";
import { readStream } from "../write/read-stream.ts";
import type { EraseTask } from "./erase-task.ts";

/** What a folder's records tell before they are changed. */
export interface Survey {
  /** Articles that go as a whole. */
  readonly articleIds: ReadonlySet<string>;
  /** Of comments without a date: when a page was first brought that had them. */
  readonly firstSeenMs: ReadonlyMap<string, number>;
}

/** What the change of lines comes upon. */
export interface FoundOnTheWay {
  /** Addresses of pages that held what was erased. */
  readonly pages: Set<string>;
  readonly commentIds: Set<string>;
}

interface RejectedLine {
  readonly reasons: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
  readonly record: ArticleRecord;
}

export async function survey(directory: string, task: EraseTask): Promise<Survey> {
  const articleIds = new Set<string>();
  const firstSeenMs = new Map<string, number>();
  if (task.urls.size === 0 && task.expiredBeforeMs.size === 0) return { articleIds, firstSeenMs };
  for (const stream of ["articles", "rejected"] as const) {
    for await (const { line } of readStream(directory, stream)) {
      const record = recordIn(line, stream, directory);
      if (addressesOf(record).some((url) => task.urls.has(url))) articleIds.add(record.id);
      if (!task.expiredBeforeMs.has(record.site)) continue;
      const fetchedAtMs = Date.parse(record.fetchedAt);
      for (const { id, publishedAt } of record.comments)
        if (publishedAt === null) firstSeenMs.set(id, Math.min(fetchedAtMs, firstSeenMs.get(id) ?? fetchedAtMs));
    }
  }
  return { articleIds, firstSeenMs };
}

/**
 * Gives for each line what becomes of it: the same line, another, or null where it goes. `onChanged` is told of the record's new content
 * hash, where a line of `articles` changes.
 */
export function lineEraser(
  directory: string,
  stream: StreamName,
  { articleIds, firstSeenMs }: Survey,
  task: EraseTask,
  found: FoundOnTheWay,
): (line: string) => { readonly line: string | null; readonly contentHash: string | null } {
  const { counts, matcher, hasArticleAuthors, expiredBeforeMs } = task;
  const isUnwanted = (comment: ArticleComment, { site }: Pick<Erasable, "site">) => {
    const beforeMs = expiredBeforeMs.get(site);
    return beforeMs !== undefined && isOlder(comment, beforeMs, firstSeenMs);
  };
  const erasure: Erasure = { names: matcher, isUnwanted, hasArticleAuthors };
  return (line) => {
    const record = recordIn(line, stream, directory);
    if (articleIds.has(record.id)) {
      counts.records++;
      for (const url of addressesOf(record)) found.pages.add(url);
      return { line: null, contentHash: null };
    }
    const erased = eraseFromRecord(record, erasure);
    const reasons = stream === "rejected" ? reasonsOf(line) : [];
    const told = reasons.map((reason) => toldOf(reason, task, erased !== null));
    const isTold = JSON.stringify(told) === JSON.stringify(reasons);
    if (erased === null && isTold) return { line, contentHash: null };
    for (const url of addressesOf(record)) found.pages.add(url);
    for (const id of erased?.commentIds ?? []) found.commentIds.add(id);
    counts.comments += erased?.commentIds.length ?? 0;
    counts.mentions += (erased?.redacted ?? 0) + (isTold ? 0 : 1);
    const without = erased?.record ?? record;
    const hashed = { ...without, contentHash: contentHash(without) };
    const changed = stream === "rejected" ? { ...JSON.parse(line), reasons: told, record: hashed } : hashed;
    return { line: lineOf(changed), contentHash: hashed.contentHash };
  };
}

/** A day-only date counts from its end. */
function isOlder({ id, publishedAt }: ArticleComment, beforeMs: number, firstSeenMs: ReadonlyMap<string, number>) {
  if (publishedAt === null) return (firstSeenMs.get(id) ?? Number.POSITIVE_INFINITY) < beforeMs;
  const atMs = publishedAt.includes("T") ? Date.parse(publishedAt) : Date.parse(publishedAt) + 86_400_000;
  return atMs < beforeMs;
}

function toldOf(reason: RejectedLine["reasons"][number], { matcher, hasArticleAuthors }: EraseTask, isErased: boolean) {
  const isAboutComments = reason.field?.startsWith("comments") === true;
  if (isAboutComments && (isErased || matcher.redact(reason.message) !== reason.message))
    return { ...reason, message: hiddenMessage(reason.code) };
  return hasArticleAuthors ? { ...reason, message: matcher.redact(reason.message) } : reason;
}

function addressesOf({ requestedUrl, finalUrl, canonicalUrl }: ArticleRecord): string[] {
  return [requestedUrl, finalUrl, ...(canonicalUrl === null ? [] : [canonicalUrl])];
}

function reasonsOf(line: string): RejectedLine["reasons"] {
  return (JSON.parse(line) as RejectedLine).reasons;
}

function recordIn(line: string, stream: StreamName, directory: string): ArticleRecord {
  try {
    const parsed = JSON.parse(line);
    return stream === "rejected" ? (parsed as RejectedLine).record : parsed;
  } catch (cause) {
    throw new OutputError(
      `${directory}: a line of ${stream} is not whole JSON: the dataset was changed by someone else`,
      {
        ...{ path: directory, cause },
      },
    );
  }
}
