import type { Page } from "../model/page.ts";

/** One header as the browser's protocol wants it. */
export interface HeaderEntry {
  readonly name: string;
  readonly value: string;
}

/**
 * The headers of a page's request that go on to the server: what the page's scripts set, its cookies, origin and referrer. What the browser
 * says of itself stays here; the fetcher speaks for the crawler.
 */
export function headersToSend(headers: Readonly<Record<string, string>>): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lowerName = name.toLowerCase();
    if (!NOT_SENT.has(lowerName) && !/^(sec-|proxy-|:)/.test(lowerName)) sent[lowerName] = value;
  }
  return sent;
}

/** The headers of an answer as the browser gets it: its body is decoded already, and whole. */
export function headersToPage(page: Page): HeaderEntry[] {
  const entries: HeaderEntry[] = [];
  for (const [name, values] of Object.entries(page.headers))
    if (!NOT_RETURNED.has(name)) for (const value of values) entries.push({ name, value });
  return entries;
}

/** What a browser asks to know before it sends a request with headers of its own; the answer to the request itself still decides. */
export function preflightHeaders(headers: Readonly<Record<string, string>>): HeaderEntry[] {
  const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return [
    { name: "access-control-allow-origin", value: named.get("origin") ?? "*" },
    { name: "access-control-allow-methods", value: "GET, POST" },
    { name: "access-control-allow-headers", value: named.get("access-control-request-headers") ?? "" },
    { name: "access-control-allow-credentials", value: "true" },
  ];
}

const NOT_SENT = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "expect",
  "host",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "keep-alive",
  "range",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "upgrade-insecure-requests",
  "user-agent",
]);

const NOT_RETURNED = new Set([
  "alt-svc",
  "connection",
  "content-encoding",
  "content-length",
  "keep-alive",
  "link",
  "proxy-connection",
  "strict-transport-security",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
