import type { FetchRequest } from "../model/page-source.ts";
import { ACCEPT_ENCODING } from "./content-encoding.ts";
import type { TripCookies } from "./trip-cookies.ts";

/** Where a hop stands on its trip. */
export interface HopHeaders {
  /** The address the trip began with. */
  readonly first: URL;
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly userAgent: string;
  readonly cookies: TripCookies;
}

const ACCEPT = {
  html: "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
  xml: "application/rss+xml, application/atom+xml, application/xml, text/xml;q=0.9, */*;q=0.8",
  json: "application/json, */*;q=0.8",
  any: "*/*",
};

/** What another host may hear of the headers meant for the first one; all others could hold a secret, whatever they are called. */
const HARMLESS = new Set(["accept", "accept-encoding", "accept-language", "cache-control", "pragma", "user-agent"]);

/**
 * Gives the headers of one hop, names and values in turn. The caller's own go only to the host they were written for (`www.` aside, and
 * never from https back to http), validators only to the very address they came from, Content-Type only with a body.
 */
export function headersFor(request: FetchRequest, { first, url, method, userAgent, cookies }: HopHeaders): string[] {
  const accept = ACCEPT[request.accept ?? "html"];
  const isHome = url === first || isSameHost(first, url);
  const sent = new Map([
    ["user-agent", userAgent],
    ["accept", accept],
    ["accept-encoding", ACCEPT_ENCODING],
  ]);
  if (method === "POST" && request.body !== undefined) sent.set("content-type", "application/json");
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const lowerName = name.toLowerCase();
    if ((isHome || HARMLESS.has(lowerName)) && (method === "POST" || !lowerName.startsWith("content-")))
      sent.set(lowerName, value);
  }
  const { etag, lastModified } = method === "GET" && url.href === first.href ? (request.validators ?? {}) : {};
  if (etag !== undefined) sent.set("if-none-match", etag);
  if (lastModified !== undefined) sent.set("if-modified-since", lastModified);
  const cookie = cookies.headerFor(url, sent.get("cookie"));
  if (cookie !== undefined) sent.set("cookie", cookie);
  return [...sent].flat();
}

function isSameHost(first: URL, url: URL): boolean {
  if (withoutWww(first.hostname) !== withoutWww(url.hostname)) return false;
  if (first.protocol === url.protocol) return first.port === url.port;
  return first.protocol === "http:" && first.port === "" && url.port === "";
}

function withoutWww(hostname: string): string {
  return hostname.startsWith("www.") ? hostname.slice(4) : hostname;
}
