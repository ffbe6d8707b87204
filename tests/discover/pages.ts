import type { CrawlRequest } from "../../src/model/crawl-request.ts";
import type { Page } from "../../src/model/page.ts";
import { type Site, type SiteInput, siteSchema } from "../../src/model/site.ts";

export const FETCHED_AT = "2018-02-01T12:00:00.000Z";

/** The invented Morgenpost, described as the test wants it. */
export function siteOf(rest: Partial<SiteInput> = {}): Site {
  return siteSchema.parse({
    name: "morgenpost",
    hosts: ["morgenpost.example", "www.morgenpost.example"],
    language: "nl",
    timeZone: "Europe/Amsterdam",
    ...rest,
  });
}

export function pageOf(body: string | Uint8Array, rest: Partial<Page> = {}): Page {
  const url = rest.finalUrl ?? "https://morgenpost.example/nieuws";
  return {
    requestedUrl: url,
    finalUrl: url,
    status: 200,
    headers: {},
    hops: [],
    mediaType: "text/html",
    charset: "utf-8",
    body: typeof body === "string" ? new TextEncoder().encode(body) : body,
    fetchedAt: FETCHED_AT,
    broughtBy: "http",
    elapsedMs: 1,
    ...rest,
  };
}

export function requestOf(kind: CrawlRequest["kind"], rest: Partial<CrawlRequest> = {}): CrawlRequest {
  return {
    site: "morgenpost",
    url: "https://morgenpost.example/nieuws",
    kind,
    depth: 0,
    discoveredOn: null,
    priority: 0,
    hintAt: null,
    pageIndex: kind === "listing" ? 0 : null,
    ...rest,
  };
}

/** `/path hintAt` of each request, for short expectations. */
export function summary(requests: readonly CrawlRequest[]): string[] {
  return requests.map(
    ({ url, hintAt }) => `${url.replace("https://morgenpost.example", "")}${hintAt === null ? "" : ` ${hintAt}`}`,
  );
}
