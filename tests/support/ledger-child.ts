/**
 * A crawl without a network, to be killed: `node ledger-child.ts DIRECTORY SEED LISTINGS`.
 *
 * Its site is a row of listings with articles, of which some are rejected, some duplicates and some come again with a second revision.
 * A dot is written for every end, and one at the beginning. What a page holds follows from its URL alone, so that any order of crashes must lead to the same set of records.
 */
import { openLedger } from "../../src/frontier/ledger.ts";
import type { CrawlRequest } from "../../src/model/crawl-request.ts";
import type { Claim, Ledger, PageEnd } from "../../src/model/ledger.ts";
import { lineOf } from "../../src/write/line-of.ts";
import { createProjection } from "../../src/write/projection.ts";

export const PER_LISTING = 12;
const SITE = "kill";
const HOST = "https://kill.example";
const [directory = "", seed = "1", listings = "30"] = process.argv.slice(2);

if (import.meta.main) await crawl(directory, Number(seed));

async function crawl(directory: string, seed: number): Promise<void> {
  process.stdout.write(".");
  const random = randomFrom(seed);
  const nowMs = Date.now();
  const ledger = await openLedger({ directory, nowMs, maxSegmentRecords: 25, commitAfterMs: 3, commitAfterEnds: 7 });
  const projection = await createProjection(ledger.outbox, directory, { maxBatchBytes: 4000 });
  await ledger.add([listing(0)], nowMs);
  await ledger.setHost("kill.example", { delayMs: 0, nextAtMs: 0 }, nowMs);
  const underWay = new Set<Promise<unknown>>();
  for (;;) {
    // A year from now: revisits are due, and no host sleeps.
    const claims = await ledger.claim(nowMs + 3e10, { sites: [SITE], limit: 8, roomAt: () => 8 - underWay.size });
    for (const claim of claims) {
      const visit: Promise<unknown> = visitPage(ledger, claim, random).finally(() => underWay.delete(visit));
      underWay.add(visit);
    }
    if (underWay.size === 0) break;
    await Promise.race(underWay);
  }
  await projection.close();
  await ledger.close();
}

async function visitPage(ledger: Ledger, claim: Claim, random: () => number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, random() * 4));
  await ledger.takeTurn(claim.host, Date.now(), 0);
  await ledger.end(await endOf(ledger, claim));
  process.stdout.write(".");
}

async function endOf(ledger: Ledger, { request, attempts, visits }: Claim): Promise<PageEnd> {
  const end = { site: SITE, url: request.url, visitedAtMs: Date.now(), reason: null, detail: null, dueAtMs: null };
  const number = Number(request.url.split("/").at(-1));
  if (request.kind === "listing") {
    const found = Array.from({ length: PER_LISTING }, (_, i) => article(number * PER_LISTING + i));
    if (number + 1 < Number(listings)) found.push(listing(number + 1));
    return { ...end, state: "discovered", found };
  }
  if (number % 10 === 3 && attempts === 0) {
    return { ...end, state: "queued", reason: "timeout", dueAtMs: end.visitedAtMs + 1 };
  }
  if (number % 10 === 7) return { ...end, state: "rejected", rejectedLine: lineOf({ url: request.url }) };
  // Every tenth article is the one before it, under another URL.
  const articleId = `kill:${number % 10 === 9 ? number - 1 : number}`;
  const known = await ledger.article(articleId);
  const isTwice = number % 10 === 4 && visits === 0;
  const revision = visits + 1;
  const line = lineOf({ id: articleId, revision, text: "de raad ".repeat((number % 10) ** 3) });
  const record = { articleId, line, revision, contentHash: "h", firstSeenAt: known?.firstSeenAt ?? "2026" };
  return { ...end, state: "accepted", record, dueAtMs: isTwice ? end.visitedAtMs + 1 : null };
}

function listing(number: number): CrawlRequest {
  return { ...article(number), url: `${HOST}/nieuws/${number}`, kind: "listing", priority: 1 };
}

function article(number: number): CrawlRequest {
  return {
    site: SITE,
    url: `${HOST}/artikel/${number}`,
    kind: "article",
    depth: 1,
    discoveredOn: null,
    priority: 0,
    hintAt: null,
    pageIndex: null,
  };
}

/** Mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
