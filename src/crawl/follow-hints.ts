import type { LoadedSite } from "../config/load-site.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Ledger } from "../model/ledger.ts";

/** A date further ahead than this is not a publisher's clock that goes fast, but a mistake. */
const FUTURE_MS = 86_400_000;
/** A page on which so many known articles, and more than half of them, changed since they were visited tells of itself, not of them. */
const MANY = 10;

/**
 * Makes known articles due at once that a feed, sitemap or listing says have changed since they were visited. Told to the ledger before the
 * page ends: a crash between the two repeats it.
 */
export async function followHints(
  requests: readonly CrawlRequest[],
  { site }: LoadedSite,
  ledger: Ledger,
  nowMs: number,
): Promise<void> {
  if (site.revisit === "never") return;
  const changed: CrawlRequest[] = [];
  let known = 0;
  for (const request of requests) {
    if (request.kind !== "article" || request.hintAt === null) continue;
    const page = await ledger.knownIn(request.site, request.url);
    if (page?.article == null || page.lastVisitAtMs === null) continue;
    known++;
    const hintMs = Date.parse(request.hintAt);
    const isNews = hintMs > page.lastVisitAtMs && hintMs < nowMs + FUTURE_MS;
    if (isNews && page.turn !== "ready") changed.push(request);
  }
  if (changed.length >= MANY && changed.length * 2 > known) return;
  for (const { site: name, url, priority } of changed) await ledger.reschedule(name, url, nowMs, priority);
}
