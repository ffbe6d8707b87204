import { isConsentAddress } from "../extract/page-outcome.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Claim, Json, PageEnd, RecordLine, SkippedRequest } from "../model/ledger.ts";
import type { Outcome } from "../model/outcome.ts";
import { headerOf, type Page } from "../model/page.ts";
import { withoutAddress } from "./without-address.ts";

/** How a visit ended, with everything that is to be committed with it. */
export interface VisitEnd {
  readonly outcome: Outcome;
  /** Null where nobody was asked. */
  readonly visitedAtMs: number | null;
  readonly found: readonly CrawlRequest[];
  readonly skipped: readonly SkippedRequest[];
  /** The accepted record as its line. */
  readonly record: RecordLine | null;
  readonly rejectedLine: string | null;
  readonly validators: { readonly etag: string | null; readonly lastModified: string | null } | null;
  readonly contentHash: string | null;
  readonly isChanged: boolean;
  /** When the page is to be visited again; null for never, or for the next run's seeds. */
  readonly dueAtMs: number | null;
  readonly bytes: number;
  readonly notes?: Json;
  /** Why what was brought may not be archived; absent where it may. */
  readonly withheld?: string;
}

/** An end with nothing but its outcome. */
export function bareEnd(outcome: Outcome, visitedAtMs: number | null, bytes = 0): VisitEnd {
  return {
    outcome,
    visitedAtMs,
    found: [],
    skipped: [],
    record: null,
    rejectedLine: null,
    validators: null,
    contentHash: null,
    isChanged: false,
    dueAtMs: null,
    bytes,
  };
}

/** What the ledger is told of a visit's end. */
export function pageEndOf(claim: Claim, end: VisitEnd): PageEnd {
  const { outcome } = end;
  const isRetry = outcome.kind === "failed" && outcome.willRetry;
  return {
    site: claim.request.site,
    url: claim.request.url,
    visitedAtMs: end.visitedAtMs,
    state: isRetry ? "queued" : outcome.kind,
    reason: reasonOf(outcome),
    detail: detailOf(outcome),
    dueAtMs: end.dueAtMs,
    found: end.found,
    skipped: end.skipped,
    ...(end.record === null ? {} : { record: end.record }),
    ...(end.rejectedLine === null ? {} : { rejectedLine: end.rejectedLine }),
    ...(end.validators === null ? {} : { validators: end.validators }),
    ...(end.contentHash === null ? {} : { contentHash: end.contentHash }),
    ...(end.notes === undefined ? {} : { notes: end.notes }),
    isChanged: end.isChanged,
  };
}

/** What a thrown error means: a refusal of our own rules is a skip, a failure may be tried again, anything else is ours to mend. */
export function outcomeOfError(error: unknown, askedUrl: string, triesLeft: number): Outcome {
  if (error instanceof RefusedError) return outcomeOfRefusal(error, askedUrl);
  if (error instanceof CrawlError)
    return {
      kind: "failed",
      reason: error.reason,
      detail: withoutAddress(error.message, askedUrl),
      willRetry: error.consequence === "retry" && triesLeft > 0,
    };
  throw error;
}

/** The validators a page came with, to be sent back next time. */
export function validatorsFrom(page: Page): VisitEnd["validators"] {
  return {
    etag: headerOf(page.headers, "etag") ?? null,
    lastModified: headerOf(page.headers, "last-modified") ?? null,
  };
}

/** Sent away to another site: a gate that asks for consent, or a page that has moved. Never followed. */
function outcomeOfRefusal(error: RefusedError, askedUrl: string): Outcome {
  if (error.why !== "out-of-scope") return { kind: "skipped", reason: error.why, detail: error.message };
  return {
    kind: "not-article",
    what: isConsentAddress(error.url, askedUrl, []) ? "consent" : "moved",
    detail: error.message,
  };
}

function reasonOf(outcome: Outcome): string | null {
  if (outcome.kind === "failed" || outcome.kind === "skipped") return outcome.reason;
  if (outcome.kind === "not-article") return outcome.what;
  if (outcome.kind === "rejected") return outcome.reasons[0]?.code ?? null;
  return null;
}

function detailOf(outcome: Outcome): string | null {
  if (outcome.kind === "failed" || outcome.kind === "skipped" || outcome.kind === "not-article") return outcome.detail;
  if (outcome.kind === "rejected") return outcome.reasons.map(({ message }) => message).join("; ");
  return null;
}
