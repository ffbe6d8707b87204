/** Response headers, names in lower case, every value that was sent in the order it was sent. */
export type Headers = Readonly<Record<string, readonly string[]>>;

/** One redirect that was followed: `status` at `url` pointed to `location` (absolute). */
export interface Hop {
  readonly url: string;
  readonly status: number;
  readonly location: string;
}

/** How a page was brought. `file` and `archive` pages never touched the network in this run. */
export type BroughtBy = "http" | "browser" | "file" | "archive";

/**
 * What came back for one request, unread.
 *
 * `body` holds the bytes after transfer and content decoding; for a rendered page, the serialised DOM in UTF-8.
 * `charset` is a WHATWG encoding label that `TextDecoder` knows, decided by BOM, header and meta, in that order.
 */
export interface Page {
  readonly requestedUrl: string;
  readonly finalUrl: string;
  readonly status: number;
  readonly headers: Headers;
  readonly hops: readonly Hop[];
  /** Lower-case essence of Content-Type ("text/html"), or "" where none was sent. */
  readonly mediaType: string;
  readonly charset: string;
  readonly body: Uint8Array;
  /** ISO 8601 instant in UTC with milliseconds. */
  readonly fetchedAt: string;
  readonly broughtBy: BroughtBy;
  readonly elapsedMs: number;
}

/** The page's first value of a header, or `undefined`. */
export function headerOf(headers: Headers, name: string): string | undefined {
  return headers[name]?.[0];
}
