import type { Warning } from "./article-record.ts";
import type { CrawlRequest } from "./crawl-request.ts";
import type { RecordSeen } from "./record-seen.ts";

/** Why a known request was not visited, or its page not read. A report counts these. */
export type SkipReason =
  | "robots"
  | "rights"
  /** Taken out of the dataset by `oogst erase`, and not to come back. */
  | "erased"
  | "out-of-scope"
  | "not-wanted"
  | "too-deep"
  | "too-old"
  | "budget"
  | "trap"
  | "duplicate"
  | "not-modified"
  | "unchanged"
  | "forbidden-address"
  | "host-banned"
  | "not-html"
  /** Only in a dry run: known to the dataset and not due. */
  | "known"
  /** Only in a dry run: it would be asked. */
  | "dry-run";

/** What a page was instead of an article. Never a record. */
export type NotArticle =
  | "consent"
  | "login"
  | "paywall"
  | "soft-not-found"
  | "not-found"
  | "gone"
  | "forbidden"
  | "moved"
  | "live-blog"
  | "partner-content"
  | "not-an-article"
  | "empty";

/** Why a page could not be got. */
export type FailReason =
  | "network"
  | "timeout"
  | "http-status"
  | "too-large"
  | "truncated"
  | "bad-encoding"
  | "too-many-redirects"
  | "tls"
  | "protocol"
  | "browser"
  | "parse-bounds"
  | "internal";

/** One reason why an extraction was not believed, or a doubt about a record that was. */
export interface Finding {
  /** Kebab-case, stable: users filter by it. */
  readonly code: string;
  /** The record's field it is about ("publishedAt", "comments[3].author"), or null for the whole page. */
  readonly field: string | null;
  readonly message: string;
}

/** What is told of a record that was accepted; the record itself goes to the dataset as its line. */
export interface AcceptedRecord {
  readonly id: string;
  readonly warnings: readonly Warning[];
  readonly seen: RecordSeen;
}

/** How one visit ended. What we do not expect is thrown; all the rest is here. */
export type Outcome =
  | { readonly kind: "discovered"; readonly requests: readonly CrawlRequest[] }
  | { readonly kind: "accepted"; readonly record: AcceptedRecord; readonly requests: readonly CrawlRequest[] }
  | { readonly kind: "rejected"; readonly reasons: readonly Finding[]; readonly record: unknown }
  | { readonly kind: "not-article"; readonly what: NotArticle; readonly detail: string }
  | { readonly kind: "skipped"; readonly reason: SkipReason; readonly detail: string }
  | { readonly kind: "failed"; readonly reason: FailReason; readonly detail: string; readonly willRetry: boolean };
