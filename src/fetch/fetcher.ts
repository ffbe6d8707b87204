import { type AllowRule, parseAllow } from "../model/address.ts";
import { decideCharset } from "../model/charset.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import { type Hop, headerOf, type Page } from "../model/page.ts";
import type { FetchRequest, PageSource } from "../model/page-source.ts";
import { printable } from "../model/printable.ts";
import type { Answer, Ask } from "./ask.ts";
import { openBodyBudget } from "./body-budget.ts";
import { type BringContext, bringAnswer } from "./bring-answer.ts";
import { DEFAULTS, type FetcherOptions, parseProxy } from "./fetcher-options.ts";
import { refusalOf } from "./guarded-connect.ts";
import { openLines } from "./lines.ts";
import { isRedirect, redirectTarget, withoutSecrets } from "./redirect-target.ts";
import { headersFor } from "./request-headers.ts";
import { rememberAddresses, resolveBySystem } from "./resolve-host.ts";
import { openTripCookies, type TripCookies } from "./trip-cookies.ts";

export { backOffMs } from "./back-off.ts";
export type { FetcherOptions } from "./fetcher-options.ts";
export { consequenceOf } from "./judge-status.ts";
export { parseRetryAfterMs } from "./retry-after.ts";
export { userAgentOf } from "./user-agent.ts";

const MAX_REDIRECTS = 10;

interface FetcherContext extends BringContext {
  readonly userAgent: string;
  readonly allow: readonly AllowRule[];
}

/**
 * Brings pages over HTTP.
 *
 * `get` gives a page of any status, whole or not at all; it rejects with a `CrawlError` that says what follows, a `RefusedError` where a
 * hop is not allowed, or the signal's reason. Bytes, time, redirects and addresses are bounded whatever a server sends.
 */
export function createFetcher(options: FetcherOptions): PageSource {
  const settings = { ...DEFAULTS, ...options };
  const nowMs = () => options.clock?.nowMs() ?? Date.now();
  const allow = parseAllow(options.allowAddresses ?? []);
  const resolve = rememberAddresses(options.resolve ?? resolveBySystem, nowMs);
  const proxy = options.proxy === undefined ? undefined : parseProxy(options.proxy);
  const lines = openLines({ ...settings, allow, resolve, proxy, isHttp2Offered: settings.http2 });
  const budget = openBodyBudget(settings.maxOpenBytes);
  const context = { userAgent: options.userAgent, allow, lines, budget, nowMs, http1Origins: new Set<string>() };
  return { get: (request) => travel(request, context), close: () => lines.close() };
}

/** One trip: the request, and every redirect it meets. */
async function travel(request: FetchRequest, context: FetcherContext): Promise<Page> {
  const { timeoutMs, signal } = request;
  const startedAtMs = performance.now();
  const first = parseWebUrl(request.url);
  const cookies = openTripCookies();
  const hops: Hop[] = [];
  const seen = new Set<string>();
  let travelledMs = 0;
  let url = first;
  let method = request.method ?? "GET";
  for (;;) {
    signal?.throwIfAborted();
    const refusal = refusalOf(url, context.allow);
    if (refusal !== undefined) throw refusal;
    // Waiting for another host's turn is our own doing, so it does not count against the server.
    if (hops.length > 0) await request.admit?.(url.href);
    const headers = headersFor(request, { first, url, method, userAgent: context.userAgent, cookies });
    const hopStartedAtMs = performance.now();
    const bounds = { timeoutMs, remainingMs: timeoutMs - travelledMs, signal };
    const answer = await bringAnswer(askOf(request, url, method, headers), bounds, context);
    const nowMs = performance.now();
    travelledMs += nowMs - hopStartedAtMs;
    request.onExchange?.({
      url: url.href,
      method,
      sentHeaders: headers,
      sentBody: method === "POST" ? (request.body ?? null) : null,
      ...answer,
      answeredAtMs: context.nowMs(),
    });
    if (!isRedirect(answer.status)) return pageOf(request, url, hops, answer, nowMs - startedAtMs, context.nowMs());
    seen.add(stepOf(method, url, cookies));
    const target = redirectTarget(answer.status, answer.headers, url);
    cookies.keep(url, answer.headers["set-cookie"] ?? [], context.nowMs());
    hops.push({ url: url.href, status: answer.status, location: target.href });
    // RFC 9110 §15.4: 307 and 308 repeat the request as it was; the others are answered with GET, as every browser does.
    if (answer.status !== 307 && answer.status !== 308) method = "GET";
    url = target;
    refuseLongChain(request, hops);
    if (seen.has(stepOf(method, url, cookies))) throw loop(request, url);
  }
}

/** All that an answer could depend on: a redirect back to where we were, with nothing changed in what we send, never ends. */
function stepOf(method: string, url: URL, cookies: TripCookies): string {
  return `${method} ${url.href} ${cookies.headerFor(url, undefined) ?? ""}`;
}

function loop(request: FetchRequest, url: URL): CrawlError {
  return tooManyRedirects(request, `expected redirects that lead to a page, found a loop back to ${url.href}`);
}

function refuseLongChain({ maxRedirects = MAX_REDIRECTS, ...request }: FetchRequest, hops: readonly Hop[]): void {
  if (hops.length <= maxRedirects) return;
  const last = hops.at(-1)?.location ?? "";
  throw tooManyRedirects(request, `expected at most ${maxRedirects} redirects, found one more to ${last}`);
}

function tooManyRedirects({ url }: FetchRequest, what: string): CrawlError {
  return new CrawlError(`${url}: ${printable(what, 500)}`, {
    reason: "too-many-redirects",
    consequence: "give-up",
    url,
  });
}

function askOf(request: FetchRequest, url: URL, method: "GET" | "POST", headers: readonly string[]): Ask {
  const { maxBodyBytes, cutsLargeBody = false } = request;
  return {
    url,
    method,
    headers,
    body: method === "POST" ? request.body : undefined,
    bounds: { maxBodyBytes, cutsLargeBody },
    asksRange: headers.includes("range"),
  };
}

function pageOf(
  request: FetchRequest,
  url: URL,
  hops: readonly Hop[],
  answer: Answer,
  elapsedMs: number,
  nowMs: number,
): Page {
  const { status, headers, body } = answer;
  const contentType = headerOf(headers, "content-type");
  return {
    requestedUrl: request.url,
    finalUrl: url.href,
    status,
    headers,
    hops,
    mediaType: contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "",
    charset: decideCharset(body, contentType).charset,
    body,
    fetchedAt: new Date(nowMs).toISOString(),
    broughtBy: "http",
    elapsedMs,
  };
}

function parseWebUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return withoutSecrets(url);
  const found = printable(text);
  throw new RefusedError(
    `expected an address that begins with http:// or https://, found ${found}`,
    "forbidden-address",
    found,
  );
}
