import type { Exchange } from "./exchange.ts";
import type { Page } from "./page.ts";
import type { Action } from "./site.ts";

/** One trip to the network, with its bounds. */
export interface FetchRequest {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly body?: string;
  /** Beyond the source's own (user agent, accept, accept-encoding). */
  readonly headers?: Readonly<Record<string, string>>;
  readonly accept?: "html" | "xml" | "json" | "any";
  /** Sent as If-None-Match and If-Modified-Since; a 304 then comes back as a page with status 304 and an empty body. */
  readonly validators?: { readonly etag?: string; readonly lastModified?: string };
  /** Whole time of the trip over all hops, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest body in bytes, both as sent and after decompression. */
  readonly maxBodyBytes: number;
  /** A larger body is cut at `maxBodyBytes` instead of refused: right for robots.txt, of which the first bytes are the file. */
  readonly cutsLargeBody?: boolean;
  readonly maxRedirects?: number;
  /**
   * Asked before every hop but the first, with the absolute target: resolves when the hop may be made (robots, scope and
   * the host's clock agree), rejects with a `RefusedError` when not. While rendering it is asked before everything the page asks for.
   */
  readonly admit?: (url: string, need?: PageNeed) => Promise<void>;
  /** Told of every answer on the way, redirects included, as soon as it is whole. Not for rendered pages. */
  readonly onExchange?: (exchange: Exchange) => void;
  readonly signal?: AbortSignal;
  /** For rendered pages only. */
  readonly render?: RenderRequest;
}

/** What a rendered page wants to ask for. */
export interface PageNeed {
  /** False for what a page loads beside itself: scripts, data, frames. A refusal then costs the page only that part. */
  readonly isDocument: boolean;
}

/** How a page is rendered. */
export interface RenderRequest {
  readonly actions: readonly Action[];
  readonly allowResources: readonly string[];
  readonly allowHosts: readonly string[];
  /** The page as it was fetched a moment ago: it is rendered from these bytes, and its server is not asked for it again. */
  readonly page?: Page;
  /** Pages of one key (a site's name) may follow each other in one browser context, those of different keys never. */
  readonly contextKey?: string;
  /** BCP 47 tag and IANA zone that the page's scripts see; without them `en-US` and `UTC`, never the machine's own. */
  readonly language?: string;
  readonly timeZone?: string;
  /**
   * Told when an answer has come to a request that `admit` let pass, so that the host's clock counts from there, and with the answer, if it
   * was one: it may ask for a pause.
   */
  readonly noteAnswer?: (url: string, answer?: Page) => Promise<void>;
}

/**
 * Whatever brings pages: over HTTP, in a browser, from an archive. `get` returns a page of any status or throws a `CrawlError`, a
 * `RefusedError`, or the reason of its signal.
 */
export interface PageSource {
  get(request: FetchRequest): Promise<Page>;
  close(): Promise<void>;
}
