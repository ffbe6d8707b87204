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
  readonly maxRedirects?: number;
  /**
   * Asked before every hop but the first, with the absolute target: resolves when the hop may be made (robots, scope and
   * the host's clock agree), rejects with a `RefusedError` when not.
   */
  readonly admit?: (url: string) => Promise<void>;
  readonly signal?: AbortSignal;
  /** For rendered pages only. */
  readonly render?: { readonly actions: readonly Action[]; readonly allowResources: readonly string[]; readonly allowHosts: readonly string[] };
}

/** Whatever brings pages: over HTTP, in a browser, from an archive. `get` returns a page of any status or throws a `CrawlError`. */
export interface PageSource {
  get(request: FetchRequest): Promise<Page>;
  close(): Promise<void>;
}
