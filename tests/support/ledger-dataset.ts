import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { CrawlRequest } from "../../src/model/crawl-request.ts";
import type { Claim, Ledger, PageEnd, RecordLine } from "../../src/model/ledger.ts";

/** A moment at which tests begin. */
export const NOW = Date.UTC(2026, 2, 1, 9, 0, 0);

export const SITE = "courant";

/** A folder that is gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "oogst-ledger-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, "dataset");
}

/** A request for an article; `url` may be a path at the first host. */
export function requestTo(url: string, changes: Partial<CrawlRequest> = {}): CrawlRequest {
  return {
    site: SITE,
    url: url.startsWith("/") ? `https://courant.example${url}` : url,
    kind: "article",
    depth: 1,
    discoveredOn: null,
    priority: 0,
    hintAt: null,
    pageIndex: null,
    ...changes,
  };
}

/** An end without news, for good. */
export function endOf(request: CrawlRequest, changes: Partial<PageEnd> = {}): PageEnd {
  const { site, url } = request;
  return { site, url, visitedAtMs: NOW, state: "discovered", reason: null, detail: null, dueAtMs: null, ...changes };
}

/** An end that brings a record. */
export function recordEnd(
  request: CrawlRequest,
  record: Partial<RecordLine> = {},
  changes: Partial<PageEnd> = {},
): PageEnd {
  return endOf(request, { state: "accepted", record: recordOf(request.url, record), ...changes });
}

export function recordOf(articleId: string, changes: Partial<RecordLine> = {}): RecordLine {
  const line = JSON.stringify({ id: articleId, revision: changes.revision ?? 1, title: "Raad stelt begroting vast" });
  return { articleId, line, revision: 1, contentHash: "c0ffee", firstSeenAt: "2026-03-01T09:00:00.000Z", ...changes };
}

/** Claims whatever there is, without regard to room. */
export function claimAll(ledger: Ledger, nowMs = NOW, sites = [SITE], limit = 1000): Promise<readonly Claim[]> {
  return ledger.claim(nowMs, { sites, limit, roomAt: () => 1000 });
}

/** The paths of the claims' URLs, in order. */
export function pathsOf(claims: readonly Claim[]): string[] {
  return claims.map(({ request }) => new URL(request.url).pathname);
}

/** Claims one after the other, as a crawl with a single connection does, until nothing is left; gives the paths in order. */
export async function claimOneByOne(ledger: Ledger, nowMs = NOW, sites = [SITE]): Promise<string[]> {
  const paths: string[] = [];
  for (;;) {
    const claims = await claimAll(ledger, nowMs, sites, 1);
    if (claims.length === 0) return paths;
    paths.push(...pathsOf(claims));
  }
}

export async function countsOf(ledger: Pick<Ledger, "counts">): Promise<Record<string, number>> {
  const counts = await ledger.counts();
  return Object.fromEntries(
    counts.map(({ kind, state, turn, reason, count }) => [[kind, state, turn, reason ?? "-"].join(" "), count]).sort(),
  );
}
