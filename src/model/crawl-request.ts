/** What we expect behind a URL, which decides who reads it. */
export type PageKind = "listing" | "article" | "feed" | "sitemap" | "comments";

/** A page we mean to visit. Two requests with the same `url` (already normal) and `site` are one. */
export interface CrawlRequest {
  readonly site: string;
  /** Normalised: the one spelling by which we know the page. */
  readonly url: string;
  readonly kind: PageKind;
  /** Links from the seed; the seed itself is 0. */
  readonly depth: number;
  /** The page that named this one, or null for a seed. */
  readonly discoveredOn: string | null;
  /** Higher goes first. Feeds before listings before articles; newer articles before older. */
  readonly priority: number;
  /** Hint of a feed, sitemap or listing: ISO date or instant of publication or last change. */
  readonly hintAt: string | null;
  /** The place of this page in a row of listing pages: 0 for the first, so that paging can stop. Null where there is no row. */
  readonly pageIndex: number | null;
}
