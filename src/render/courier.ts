import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import { hostOf } from "../model/host-of.ts";
import type { Page } from "../model/page.ts";
import type { FetchRequest } from "../model/page-source.ts";
import { headersToSend } from "./carry-headers.ts";
import type { PageAsk } from "./request-gate.ts";
import type { ResourceCache } from "./resource-cache.ts";
import type { Stopwatch } from "./stopwatch.ts";

export interface Errand extends PageAsk {
  readonly body: string | undefined;
  /** True for a page in the main frame: where it leads, the visit leads. */
  readonly isDocument: boolean;
  /** Whether a redirect may lead to `url`: no further than the page might have asked itself. */
  allows(url: string): boolean;
}

/** Brings what one visit asks for, with all its manners and within its bounds. */
export interface Courier {
  /** Rejects with a `RefusedError`, a `CrawlError` or the signal's reason. */
  bring(errand: Errand): Promise<Page>;
  readonly requests: number;
  readonly bytes: number;
  /** True once more has come than one visit may bring. */
  readonly isOverdrawn: boolean;
}

export interface CourierOptions {
  readonly fetch: (request: FetchRequest) => Promise<Page>;
  /** The visit's own request. */
  readonly request: FetchRequest;
  readonly cache: ResourceCache;
  readonly stopwatch: Stopwatch;
  readonly maxBytes: number;
  readonly maxRequests: number;
  readonly resourceTimeoutMs: number;
  readonly signal: AbortSignal;
}

export function createCourier(options: CourierOptions): Courier {
  const { request, cache, stopwatch } = options;
  const lines = new Map<string, Promise<unknown>>();
  let requests = 0;
  let bytes = 0;
  const admit = (url: string, isDocument: boolean) =>
    stopwatch.pauseFor(async () => request.admit?.(url, { isDocument }));

  const ask = async (errand: Errand): Promise<Page> => {
    if (requests >= options.maxRequests)
      throw new CrawlError(`${request.url}: expected at most ${options.maxRequests} requests, found one more`, {
        reason: "browser",
        consequence: "give-up",
        url: errand.url,
      });
    requests += 1;
    await admit(errand.url, errand.isDocument);
    let lastUrl = errand.url;
    let answer: Page | undefined;
    try {
      answer = await options.fetch({
        url: errand.url,
        method: errand.method === "POST" ? "POST" : "GET",
        ...(errand.body === undefined ? {} : { body: errand.body }),
        headers: headersOf(errand, request),
        accept: errand.isDocument ? "html" : "any",
        timeoutMs: Math.max(1, Math.min(stopwatch.remainingMs(), options.resourceTimeoutMs)),
        maxBodyBytes: request.maxBodyBytes,
        ...(request.maxRedirects === undefined ? {} : { maxRedirects: request.maxRedirects }),
        admit: async (target) => {
          await request.render?.noteAnswer?.(lastUrl);
          if (!errand.allows(target))
            throw new RefusedError(`redirected to ${target}, which this page may not ask`, "out-of-scope", target);
          lastUrl = target;
          await admit(target, errand.isDocument);
        },
        signal: options.signal,
      });
      return answer;
    } finally {
      await request.render?.noteAnswer?.(lastUrl, answer);
    }
  };

  const askTwice = async (errand: Errand): Promise<Page> => {
    try {
      return await ask(errand);
    } catch (error) {
      const isRepeatable = error instanceof CrawlError && error.consequence === "retry" && errand.method === "GET";
      if (!isRepeatable || stopwatch.remainingMs() < options.resourceTimeoutMs / 10) throw error;
      return await ask(errand);
    }
  };

  /** A visit never has two requests under way at one host, so that what is agreed for visits holds for all they ask. */
  const inLine = async (errand: Errand): Promise<Page> => {
    const host = hostOf(errand.url);
    const before = lines.get(host);
    const mine = (async () => {
      await before?.catch(() => undefined);
      options.signal.throwIfAborted();
      return askTwice(errand);
    })();
    lines.set(host, mine);
    const page = await mine;
    bytes += page.body.byteLength;
    if (bytes > options.maxBytes)
      throw new CrawlError(`${request.url}: expected at most ${options.maxBytes} bytes in all, found ${bytes}`, {
        reason: "too-large",
        consequence: "give-up",
        url: request.url,
      });
    return page;
  };

  return {
    bring(errand) {
      const hasCredentials = Object.keys(errand.headers).some((name) => /^(authorization|cookie)$/i.test(name));
      const isCode = errand.type === "Script" || errand.type === "Stylesheet" || errand.type === "Font";
      const isPlain = errand.method === "GET" && errand.type !== "Document" && (isCode || !hasCredentials);
      const contextKey = request.render?.contextKey ?? hostOf(request.url);
      return cache.get({ contextKey, url: errand.url, type: errand.type, isPlain }, () => inLine(errand));
    },
    get requests() {
      return requests;
    },
    get bytes() {
      return bytes;
    },
    get isOverdrawn() {
      return bytes > options.maxBytes;
    },
  };
}

/** The site's own headers go where the fetcher sends them, to the host of the visit; its cookies are in the browser already. */
function headersOf(errand: Errand, request: FetchRequest): Record<string, string> {
  const sent = headersToSend(errand.headers);
  if (hostOf(errand.url) !== hostOf(request.url)) return sent;
  const own = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { ...Object.fromEntries(own.filter(([name]) => name !== "cookie")), ...sent };
}
