import type { Warning } from "../model/article-record.ts";
import type { PageKind } from "../model/crawl-request.ts";
import type { Outcome } from "../model/outcome.ts";

/** How one site fared in one run. */
export interface SiteTally {
  /** Requests sent, redirects and follow-ups included, robots.txt not. */
  requests: number;
  bytes: number;
  /** Visits ended, by kind of page. */
  readonly pages: Record<PageKind, number>;
  readonly outcomes: Record<Outcome["kind"], number>;
  /** `failed:timeout`, `skipped:robots`, `not-article:consent`, `rejected:title-missing` … */
  readonly reasons: Record<string, number>;
  /** A few addresses for each reason, so that a person can look. */
  readonly examples: Record<string, { readonly url: string; readonly detail: string }[]>;
  readonly warnings: Record<string, number>;
  comments: number;
  retries: number;
  newUrls: number;
}

const EXAMPLES_A_REASON = 5;

export function emptyTally(): SiteTally {
  return {
    requests: 0,
    bytes: 0,
    pages: { listing: 0, article: 0, feed: 0, sitemap: 0, comments: 0 },
    outcomes: { discovered: 0, accepted: 0, rejected: 0, "not-article": 0, skipped: 0, failed: 0 },
    reasons: {},
    examples: {},
    warnings: {},
    comments: 0,
    retries: 0,
    newUrls: 0,
  };
}

/** Counts one ended visit. */
export function count(tally: SiteTally, url: string, kind: PageKind, outcome: Outcome): void {
  if (outcome.kind === "failed" && outcome.willRetry) {
    tally.retries++;
    return;
  }
  tally.pages[kind]++;
  tally.outcomes[outcome.kind]++;
  if (outcome.kind === "accepted") countWarnings(tally, outcome.record.warnings);
  for (const { reason, detail } of reasonsOf(outcome)) {
    tally.reasons[reason] = (tally.reasons[reason] ?? 0) + 1;
    tally.examples[reason] ??= [];
    if (tally.examples[reason].length < EXAMPLES_A_REASON) tally.examples[reason].push({ url, detail });
  }
}

function countWarnings(tally: SiteTally, warnings: readonly Warning[]): void {
  for (const { code } of warnings) tally.warnings[code] = (tally.warnings[code] ?? 0) + 1;
}

/** The reasons an outcome gives, in the report's spelling. */
export function reasonsOf(outcome: Outcome): readonly { readonly reason: string; readonly detail: string }[] {
  if (outcome.kind === "failed" || outcome.kind === "skipped")
    return [{ reason: `${outcome.kind}:${outcome.reason}`, detail: outcome.detail }];
  if (outcome.kind === "not-article") return [{ reason: `not-article:${outcome.what}`, detail: outcome.detail }];
  if (outcome.kind === "rejected")
    return outcome.reasons.map(({ code, message }) => ({ reason: `rejected:${code}`, detail: message }));
  return [];
}
