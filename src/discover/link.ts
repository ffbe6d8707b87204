import type { PageKind } from "../model/crawl-request.ts";
import type { Finding } from "../model/outcome.ts";

/** An address that a page names, before we know whether it is wanted. */
export interface Link {
  /** As it stands in the page; relative to the reading's base. */
  readonly href: string;
  /** `article`: a card, feed or sitemap says so, unless the site's patterns say otherwise. Null: the patterns alone decide. */
  readonly kind: PageKind | null;
  readonly hintAt: string | null;
  /** Why the page itself says that it is not wanted, such as a partner's card; null where it is. */
  readonly unwanted: string | null;
}

/** What a reader of listings, feeds or sitemaps gives. */
export interface LinkReading {
  readonly links: readonly Link[];
  /** What relative addresses are relative to. */
  readonly baseUrl: string;
  /** Address of the next page of a listing, where the page names one. */
  readonly nextHref: string | null;
  readonly warnings: readonly Finding[];
}

/** A doubt about a page of links as a whole. */
export function doubt(code: string, message: string): Finding {
  return { code, field: null, message };
}
