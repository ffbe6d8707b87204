import { SelectorError } from "../dom/compile-selector.ts";
import { ParseBoundsError } from "../dom/parse-html.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import { doubt, type LinkReading } from "./link.ts";
import { readBody } from "./read-body.ts";
import { readFeed } from "./read-feed.ts";
import { readListing } from "./read-listing.ts";
import { readSitemap, readTextSitemap } from "./read-sitemap.ts";
import { xmlRootOf } from "./xml-root.ts";

/** Reads a page of links by what it is; what was asked for decides only where the content does not. */
export function readPage(page: Page, site: Site, request: CrawlRequest): LinkReading {
  const { text, warnings } = readBody(page);
  const reading = readText(text, page.finalUrl, request.kind, { site, fetchedAt: page.fetchedAt });
  return { ...reading, warnings: [...warnings, ...reading.warnings] };
}

function readText(
  text: string,
  url: string,
  kind: CrawlRequest["kind"],
  context: { readonly site: Site; readonly fetchedAt: string },
): LinkReading {
  const root = xmlRootOf(text);
  if (root === "urlset" || root === "sitemapindex") return readSitemap(text, url, context);
  if (root === "rss" || root === "rdf" || root === "feed") return readFeed(text, url, context);
  if (kind === "listing") return readListingWithin(text, url, context);
  if (text.trim() === "") return nothing(url, "empty", `the ${kind} is empty`);
  if (root === "html") return nothing(url, "not-expected", `expected a ${kind}, got an HTML page`);
  if (kind === "feed") return readFeed(text, url, context);
  return /^\s*</.test(text) ? readSitemap(text, url, context) : readTextSitemap(text, url);
}

function readListingWithin(
  html: string,
  url: string,
  context: { readonly site: Site; readonly fetchedAt: string },
): LinkReading {
  try {
    return readListing(html, url, context);
  } catch (error) {
    if (!(error instanceof ParseBoundsError) && !(error instanceof SelectorError)) throw error;
    return nothing(url, "parse-bounds", error.message);
  }
}

function nothing(baseUrl: string, code: string, message: string): LinkReading {
  return { links: [], baseUrl, nextHref: null, warnings: [doubt(code, message)] };
}
