import type { LoadedSite } from "../config/load-site.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import { isLost, type Ledger, type LedgerReader } from "../model/ledger.ts";

/** A date further ahead than this is not a publisher's clock that goes fast, but a mistake. */
const FUTURE_MS = 86_400_000;
/** A page on which so many known articles, and more than half of them, changed since they were visited tells of itself, not of them. */
const MANY = 10;

/**
 * Makes known articles due at once that a feed, sitemap or listing says have changed since they were visited, also those that gave no record
 * then; and the other address of an article that is no longer at its own. Told to the ledger before the page ends: a crash between the two
 * repeats it.
 */
export async function followHints(
  requests: readonly CrawlRequest[],
  { site }: LoadedSite,
  ledger: Ledger,
  nowMs: number,
): Promise<void> {
  if (site.revisit === "never") return;
  const changed: CrawlRequest[] = [];
  const moved: CrawlRequest[] = [];
  let known = 0;
  for (const request of requests) {
    if (request.kind !== "article") continue;
    const page = await ledger.knownIn(request.site, request.url);
    if (page?.lastVisitAtMs == null || page.reason === "erased") continue;
    if (page.reason === "duplicate") {
      if (page.turn === "resting" && (await hasMoved(page.detail, request.site, ledger))) moved.push(request);
      continue;
    }
    if (request.hintAt === null) continue;
    known++;
    const hintMs = Date.parse(request.hintAt);
    const isNews = hintMs > page.lastVisitAtMs && hintMs < nowMs + FUTURE_MS;
    if (isNews && page.turn !== "ready") changed.push(request);
  }
  const isOfThePage = changed.length >= MANY && changed.length * 2 > known;
  for (const { site: name, url, priority } of [...moved, ...(isOfThePage ? [] : changed)])
    await ledger.reschedule(name, url, nowMs, priority);
}

/** Whether the page that brought an article has it no more. */
async function hasMoved(ownUrl: string | null, site: string, ledger: LedgerReader): Promise<boolean> {
  const own = ownUrl === null ? undefined : await ledger.knownIn(site, ownUrl);
  return own !== undefined && isLost(own);
}
