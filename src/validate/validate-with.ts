import { articleId } from "../model/article-id.ts";
import type { ArticleRecord, Change } from "../model/article-record.ts";
import type { Extraction } from "../model/extraction.ts";
import type { Finding } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import { RECORD_SCHEMA_VERSION } from "../model/record-schema-version.ts";
import type { RecordCheck } from "./check-record.ts";
import { contentHash } from "./content-hash.ts";
import { doubtsAboutArticle, reasonsToReject } from "./judge-article.ts";
import { doubtsAboutComments } from "./judge-comments.ts";
import { numberComments } from "./number-comments.ts";

/** What a record says beyond what its page does. */
export interface ValidateContext {
  /** Name of the site file, or the host where none was used. */
  readonly siteName: string;
  readonly siteFileVersion: string | null;
  /** The article's normalised URL, from which its id is made where the publisher gives none; by default the canonical, else the final URL. */
  readonly articleUrl?: string;
  /** When this article was first brought; by default now, that is with this page. */
  readonly firstSeenAt?: string;
  readonly revision?: number;
  readonly changes?: readonly Change[];
  /** Longest line in bytes that is written; 0 means no limit. 16 MiB is what readers such as DuckDB take. */
  readonly maxRecordBytes?: number;
  /** Checks the record's shape; by default with Zod. */
  readonly check?: RecordCheck;
}

export type Validated =
  | { readonly ok: true; readonly record: ArticleRecord }
  /** `draft`: the record as it would have been, for those who look into it. */
  | { readonly ok: false; readonly reasons: readonly Finding[]; readonly draft: ArticleRecord };

export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** As `validate`, with the check of the record's shape handed in: this loads no Zod. */
export function validateWith(
  check: RecordCheck,
  extraction: Extraction,
  page: Page,
  context: ValidateContext,
): Validated {
  const record = recordOf(extraction, page, context);
  const reasons = [...reasonsToReject(extraction), ...tooLarge(record, context.maxRecordBytes ?? MAX_RECORD_BYTES)];
  if (reasons.length === 0) reasons.push(...check(record));
  return reasons.length === 0 ? { ok: true, record } : { ok: false, reasons, draft: record };
}

/** The record, its keys in the order of the schema. */
function recordOf(extraction: Extraction, page: Page, context: ValidateContext): ArticleRecord {
  const url = context.articleUrl ?? extraction.canonicalUrl ?? page.finalUrl;
  const id = articleId(context.siteName, url, extraction.publisherId);
  const unhashed = {
    schemaVersion: RECORD_SCHEMA_VERSION,
    id,
    site: context.siteName,
    requestedUrl: page.requestedUrl,
    finalUrl: page.finalUrl,
    canonicalUrl: extraction.canonicalUrl,
    title: extraction.title,
    lead: extraction.lead,
    section: extraction.section,
    kind: extraction.kind,
    language: extraction.language,
    publishedAt: extraction.publishedAt,
    publishedPrecision: extraction.publishedPrecision,
    publishedText: extraction.publishedText,
    modifiedAt: extraction.modifiedAt,
    authors: extraction.authors.map(({ name, role }) => ({ name, role })),
    body: extraction.body.map(({ type, text, level }) => ({ type, text, level })),
    text: extraction.body.map(({ text }) => text).join("\n\n"),
    images: extraction.images.map(({ url: address, alt, caption, credit }) => ({ url: address, alt, caption, credit })),
    tags: [...extraction.tags],
    access: extraction.access,
    accessReason: extraction.accessReason,
    isPartnerContent: extraction.isPartnerContent,
    commentCountDeclared: extraction.commentCountDeclared,
    commentsComplete: extraction.commentsComplete,
    commentsSource: extraction.commentsSource,
    comments: numberComments(id, extraction.comments),
    fetchedAt: page.fetchedAt,
    firstSeenAt: context.firstSeenAt ?? page.fetchedAt,
    revision: context.revision ?? 1,
    contentHash: "",
    changes: [...(context.changes ?? [])],
    httpStatus: page.status,
    fetchedBy: page.broughtBy,
    siteFileVersion: context.siteFileVersion,
    rights: {
      tdmReservation: extraction.rights.tdmReservation,
      tdmPolicy: extraction.rights.tdmPolicy,
      robots: [...extraction.rights.robots],
    },
    provenance: extraction.provenance.map((each) => ({ ...each })),
    warnings: warningsOf(extraction, page.fetchedAt),
  } satisfies ArticleRecord;
  return { ...unhashed, contentHash: contentHash(unhashed) };
}

/** What was doubted while reading, then what is doubtful about the whole; the same doubt once. */
function warningsOf(extraction: Extraction, fetchedAt: string): ArticleRecord["warnings"] {
  const warnings = extraction.warnings.map(({ code, field, message }) => ({ code, field, message }));
  for (const doubt of [...doubtsAboutArticle(extraction, fetchedAt), ...doubtsAboutComments(extraction)]) {
    if (!warnings.some(({ code, field }) => code === doubt.code && field === doubt.field)) warnings.push({ ...doubt });
  }
  return warnings;
}

/** Written out only where it could be too large: no UTF-16 unit takes more than six bytes in JSON. */
function tooLarge(record: ArticleRecord, maxBytes: number): Finding[] {
  if (maxBytes === 0 || lengthOf(record) * 6 < maxBytes) return [];
  const bytes = Buffer.byteLength(JSON.stringify(record));
  if (bytes <= maxBytes) return [];
  return [{ code: "record-too-large", field: null, message: `${bytes} bytes, more than ${maxBytes}` }];
}

/** At least as long as all the record's texts, in UTF-16 units. */
function lengthOf(record: ArticleRecord): number {
  const fixed = 20_000;
  const body = record.text.length * 2 + record.body.length * 50;
  const comments = record.comments.reduce(
    (sum, { text, author, role }) => sum + 700 + (text?.length ?? 0) + (author?.length ?? 0) + (role?.length ?? 0),
    0,
  );
  return (
    fixed +
    body +
    comments +
    record.images.length * 5_000 +
    record.tags.length * 250 +
    record.provenance.length * 600 +
    record.warnings.length * 600
  );
}
