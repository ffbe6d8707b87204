import { discover, rowAfter, seedsOf } from "../../src/discover/discover.ts";
import type { CrawlRequest } from "../../src/model/crawl-request.ts";
import { type Family, pageAt } from "./family.ts";

/** Which pages were asked for from a starting point on, and which articles they named, each in order and once. */
export interface Walk {
  readonly pages: readonly string[];
  readonly articles: readonly CrawlRequest[];
  readonly warnings: readonly string[];
}

/** Walks a family's listings from one starting point as a crawl does that knows no article yet. */
export function walk(family: Family, start: string, since: string | null = null): Walk {
  const { site } = family.loaded;
  const seed = seedsOf(site, { nowMs: Date.parse(family.fetchedAt) }).find(({ url }) => url === start);
  if (seed === undefined) throw new Error(`${family.name} has no starting point ${start}`);
  const queue: CrawlRequest[] = [seed];
  const known = new Set([start]);
  const emptyBefore = new Map<string, number>();
  const pages: string[] = [];
  const articles = new Map<string, CrawlRequest>();
  const warnings: string[] = [];
  const want = (request: CrawlRequest): void => {
    if (!known.has(request.url)) queue.push(request);
    known.add(request.url);
  };
  for (let request = queue.shift(); request !== undefined; request = queue.shift()) {
    pages.push(request.url);
    const page = pageAt(family, request.url);
    if (page.status >= 400) continue;
    const found = discover(page, site, request, { since });
    warnings.push(...found.warnings.map(({ code }) => code));
    const before = articles.size;
    for (const each of found.requests) {
      if (each.kind !== "article") want(each);
      else if (!articles.has(each.url)) articles.set(each.url, each);
    }
    const row = rowAfter(site, emptyBefore.get(request.discoveredOn ?? "") ?? 0, articles.size - before);
    emptyBefore.set(request.url, row.emptyPages);
    if (found.nextPage !== null && !row.hasEnded) want(found.nextPage);
  }
  return { pages, articles: [...articles.values()], warnings };
}
