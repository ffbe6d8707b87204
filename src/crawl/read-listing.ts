import type { LoadedSite } from "../config/load-site.ts";
import { type Discovery, discover } from "../discover/discover.ts";
import { rowAfter } from "../discover/paging.ts";
import { CrawlError } from "../model/crawl-error.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Claim, Json, Ledger } from "../model/ledger.ts";
import type { Page } from "../model/page.ts";
import { NO_READING, type PageReading } from "../render/needs-browser.ts";
import { followHints } from "./follow-hints.ts";
import { guardReading } from "./guard-reading.ts";
import { mayComeBack, readWithBrowser } from "./read-with-browser.ts";
import { bareEnd, type VisitEnd, validatorsFrom } from "./settle.ts";
import type { VisitContext } from "./visit-context.ts";

export interface ListingVisit {
  readonly claim: Claim;
  readonly page: Page;
  readonly loaded: LoadedSite;
  readonly visitedAtMs: number;
}

/** Finds requests in a listing, feed or sitemap, and decides whether its row goes on. */
export async function readListing(visit: ListingVisit, context: VisitContext): Promise<VisitEnd> {
  const { claim, loaded, visitedAtMs } = visit;
  const { request } = claim;
  const { page, discovery } = await readLinks(visit, context);
  for (const { code, message } of discovery.warnings) context.warn(request, code, message);
  const unread = discovery.warnings.find(({ code }) => code === "parse-bounds");
  if (unread !== undefined) {
    const { message } = unread;
    throw new CrawlError(message, { reason: "parse-bounds", consequence: "give-up", url: page.finalUrl });
  }
  context.traps.noteListing(request, articlesOf(discovery));
  const { kept, skipped } = context.traps.admit(discovery.requests);
  const fresh = await newOnes(kept, context.ledger);
  const newArticles = kept.filter((request) => request.kind === "article" && fresh.has(request)).length;
  const row = rowAfter(loaded.site, await emptyBefore(request, context), newArticles);
  context.rows.set(rowKey(request.site, request.url), row.emptyPages);
  await again(
    kept.filter(({ kind }) => kind !== "article"),
    context,
    visitedAtMs,
  );
  await followHints(kept, loaded, context.ledger, visitedAtMs);
  if (discovery.nextPage !== null && !row.hasEnded && !context.hasEnough())
    await again([discovery.nextPage], context, visitedAtMs);
  return {
    ...bareEnd({ kind: "discovered", requests: kept }, visitedAtMs, page.body.byteLength),
    // A known page that is met again without a date is no newer for it.
    found: kept.filter((request) => request.hintAt !== null || fresh.has(request)),
    skipped: [...discovery.skipped, ...skipped],
    validators: validatorsFrom(page),
    isChanged: fresh.size > 0,
    notes: { emptyPages: row.emptyPages, named: discovery.requests.length + discovery.skipped.length },
  };
}

/** Reads a page of links; a listing in a browser too where its site file wants that: with `auto`, where it names no article at all. */
async function readLinks({ claim, page: fetched, loaded: { site } }: ListingVisit, context: VisitContext) {
  const { request } = claim;
  const read = async (page: Page) =>
    guardReading(page.finalUrl, () => discover(page, site, request, { since: context.since }));
  if (request.kind !== "listing") return { page: fetched, discovery: await read(fetched) };
  const { page, result } = await readWithBrowser(fetched, site, context, {
    kind: "listing",
    read,
    readingOf: listingReading,
    isFinal: () => false,
    mayComeBack: mayComeBack(claim, site),
  });
  return { page, discovery: result };
}

/** Every article it names counts, wanted or not. */
function listingReading({ requests, skipped }: Discovery): PageReading {
  const all = [...requests, ...skipped.map(({ request }) => request)];
  const extracted = all.filter(({ kind }) => kind === "article").length;
  return { ...NO_READING, missing: extracted === 0 ? ["articles"] : [], extracted };
}

/** What a page names as articles, too old ones among them. */
function articlesOf({ requests, skipped }: Discovery): CrawlRequest[] {
  const tooOld = skipped.filter(({ reason }) => reason === "too-old").map(({ request }) => request);
  return [...requests, ...tooOld].filter(({ kind }) => kind === "article");
}

/**
 * Sitemaps of an index and further listing pages are visited anew by each run. Told to the ledger before this page ends: a
 * crash between the two repeats a visit, it never ends a row early.
 */
async function again(
  requests: readonly CrawlRequest[],
  { ledger, runStartedAtMs }: VisitContext,
  nowMs: number,
): Promise<void> {
  await ledger.add(requests, nowMs);
  for (const request of requests) {
    const known = await ledger.knownIn(request.site, request.url);
    const isOfThisRun = known?.lastVisitAtMs != null && known.lastVisitAtMs >= runStartedAtMs;
    if (known?.turn === "resting" && !isOfThisRun)
      await ledger.reschedule(request.site, request.url, nowMs, request.priority);
  }
}

async function newOnes(requests: readonly CrawlRequest[], ledger: Ledger): Promise<ReadonlySet<CrawlRequest>> {
  const fresh = new Set<CrawlRequest>();
  for (const request of requests)
    if ((await ledger.knownIn(request.site, request.url)) === undefined) fresh.add(request);
  return fresh;
}

const rowKey = (site: string, url: string) => `${site} ${url}`;

/** Pages in a row without news before this one, as the page before noted it. */
async function emptyBefore(request: CrawlRequest, { ledger, rows }: VisitContext): Promise<number> {
  if (request.discoveredOn === null || (request.pageIndex ?? 0) === 0) return 0;
  const inThisRun = rows.get(rowKey(request.site, request.discoveredOn));
  if (inThisRun !== undefined) return inThisRun;
  const before = await ledger.knownIn(request.site, request.discoveredOn);
  const notes: Json = before?.notes ?? null;
  return typeof notes === "object" && notes !== null && !Array.isArray(notes) && "emptyPages" in notes
    ? Number(notes.emptyPages)
    : 0;
}
