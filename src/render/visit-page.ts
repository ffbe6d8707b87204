import { CrawlError } from "../model/crawl-error.ts";
import type { Page } from "../model/page.ts";
import type { FetchRequest } from "../model/page-source.ts";
import { createCourier } from "./courier.ts";
import type { Serialised } from "./page/page-tools.ts";
import { PageLostError } from "./page-lost-error.ts";
import { answerPageRequests } from "./page-requests.ts";
import { performActions, type Stage } from "./perform-actions.ts";
import type { RenderNotes } from "./render-notes.ts";
import type { ResourceCache } from "./resource-cache.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { Tab } from "./tab.ts";
import { PageToolError, usePageOf } from "./use-page.ts";
import { watchDocument } from "./watch-document.ts";

export interface VisitOptions {
  readonly tab: Tab;
  readonly request: FetchRequest;
  /** The document as it was fetched. */
  readonly first: Page;
  readonly fetch: (request: FetchRequest) => Promise<Page>;
  readonly cache: ResourceCache;
  readonly stopwatch: Stopwatch;
  readonly notes: RenderNotes;
  readonly maxVisitBytes: number;
  readonly maxVisitRequests: number;
  readonly resourceTimeoutMs: number;
  /** A page without actions counts as come to rest when nothing has happened for so long. */
  readonly quietMs: number;
  /** Called with the tab still at the page, when the visit has failed. */
  readonly failed: (error: Error) => Promise<void>;
}

/** The tab did not leave the page of the visit before: its own fault, not this page's. */
export class StuckTabError extends Error {
  override readonly name = "StuckTabError";
}

/** Of the visit's time, so much is kept to read the page when its actions take too long. */
const RESERVE = 0.2;
const MAX_RESERVE_MS = 5000;
/** A page that never stops moving is taken as it is after so long. */
const RESTLESS_MS = 2000;
const COMMIT_MS = 10_000;
/** A tab that showed a page before may be held by it. */
const LEAVE_MS = 5000;
const MAX_LOG_LINES = 200;
/** Pages that log without end are ended themselves. */
const MAX_LOGGED = 20_000;

/** Renders one document in a tab, does what the site file says, and reads what is then there. */
export async function visitPage(options: VisitOptions): Promise<Page> {
  const { tab, request, first, stopwatch, notes } = options;
  const { promise: ended, resolve, reject } = Promise.withResolvers<Page>();
  ended.catch(() => undefined);
  const abortion = new AbortController();
  const end = (outcome: Error | Page) => {
    if (outcome instanceof Error) reject(outcome);
    else resolve(outcome);
  };
  const abort = () => end(request.signal?.reason ?? new Error("aborted"));
  request.signal?.addEventListener("abort", abort, { once: true });
  const watch = watchDocument();
  const courier = createCourier({
    ...options,
    maxBytes: options.maxVisitBytes,
    maxRequests: options.maxVisitRequests,
    signal: abortion.signal,
  });
  const requests = answerPageRequests({ tab, request, courier, first, notes, end });
  let logged = 0;
  tab.guest = {
    paused: (paused) => requests.answer(paused),
    loading: (load) => requests.loading(load),
    loadingEnded: (load) => requests.loadingEnded(load),
    navigated(url, isUnreachable) {
      requests.shown(url);
      watch.navigated(isUnreachable);
    },
    parsed: () => watch.serial > 0 && watch.parsed(),
    loaded: () => watch.serial > 0 && watch.loaded(),
    logged(line) {
      if (notes.log.length < MAX_LOG_LINES) notes.log.push(line.slice(0, 500));
      logged += 1;
      if (logged > MAX_LOGGED)
        end(browserError(request, "expected a page that can be read, found that it logs without end", "give-up"));
    },
    ended: (why) => end(new PageLostError(request.url, why)),
  };
  void stopwatch
    .untilRemaining(0)
    .then(() =>
      end(
        browserError(
          request,
          `expected the page to come to rest within ${request.timeoutMs} ms, found it still busy`,
          "retry",
        ),
      ),
    );
  try {
    const rendered = await Promise.race([render(options, { watch, requests }), ended]);
    tab.cleaned = tab.clean([...requests.origins]).catch(() => {
      tab.isBroken = true;
    });
    return rendered;
  } catch (error) {
    tab.isBroken = true;
    if (!(error instanceof StuckTabError)) await options.failed(error as Error);
    throw error;
  } finally {
    request.signal?.removeEventListener("abort", abort);
    abortion.abort(new Error("the visit ended"));
    stopwatch.stop();
    tab.guest = undefined;
    tab.visits += 1;
    tab.bytes += courier.bytes + first.body.byteLength;
  }
}

interface Scene {
  readonly watch: ReturnType<typeof watchDocument>;
  readonly requests: ReturnType<typeof answerPageRequests>;
}

async function render(options: VisitOptions, { watch, requests }: Scene): Promise<Page> {
  const { tab, request, first, stopwatch, notes } = options;
  const actions = request.render?.actions ?? [];
  const reserveMs = Math.min(stopwatch.remainingMs() * RESERVE, MAX_RESERVE_MS);
  const late = stopwatch.untilRemaining(reserveMs);
  const beforeLate = <T>(work: Promise<T>) => Promise.race([work, late]);

  await setCookies(tab, first.finalUrl, request);
  await navigate(tab, first.finalUrl, watch);
  await watch.until(({ isParsed }) => isParsed);
  if (watch.isUnreachable)
    throw browserError(request, "expected the page, found that the browser does not show it", "give-up");
  await beforeLate(watch.until(({ isLoaded }) => isLoaded));

  const use = usePageOf(tab, watch);
  const settleWithin = async (idleMs: number) => {
    for (let seen = -1; seen !== requests.asked || requests.isBusy; ) {
      if (stopwatch.remainingMs() <= reserveMs) return;
      await beforeLate(requests.answered());
      seen = requests.asked;
      await use("quiet", idleMs, RESTLESS_MS);
    }
  };
  const stage: Stage = {
    use,
    click: (x, y) => click(tab, x, y),
    settle: async (leastMs) => {
      await Promise.all([settleWithin(SETTLE_MS), new Promise((resolve) => setTimeout(resolve, leastMs))]);
    },
    nowMs: () => -stopwatch.remainingMs(),
    isLate: () => stopwatch.remainingMs() <= reserveMs,
    asked: () => requests.asked,
  };
  if (actions.length === 0) await settleWithin(options.quietMs);
  else {
    await performActions(actions, stage, notes.actions);
    await settleWithin(SETTLE_MS);
  }
  const { document } = requests;
  const serialised = await read(use, request, document.finalUrl);
  notes.shadowRoots = serialised.shadowRoots;
  notes.frames = serialised.frames;
  return pageOf(request, document, serialised.html);
}

/** After something was done, a page without a request and without a change for so long has come to rest. */
const SETTLE_MS = 40;

/** The site file's cookies, for the page's scripts as for its server. */
async function setCookies(tab: Tab, url: string, request: FetchRequest): Promise<void> {
  const [, header = ""] = Object.entries(request.headers ?? {}).find(([name]) => name.toLowerCase() === "cookie") ?? [];
  const cookies = header
    .split(";")
    .map((pair) => ({
      name: pair.split("=", 1)[0]?.trim() ?? "",
      value: pair.slice(pair.indexOf("=") + 1).trim(),
      url,
    }))
    .filter(({ name }) => name !== "");
  if (cookies.length > 0) await tab.cdp.send("Network.setCookies", { cookies });
}

/** Goes to the page. The page before may refuse to be left: then the tab is given up. */
async function navigate(tab: Tab, url: string, watch: Scene["watch"]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StuckTabError(`the tab did not go to ${url}`)),
      tab.visits > 0 ? LEAVE_MS : COMMIT_MS,
    );
  });
  try {
    await Promise.race([tab.cdp.send("Page.navigate", { url }), stuck]);
    await Promise.race([watch.until(({ serial }) => serial > 0), stuck]);
  } finally {
    clearTimeout(timer);
  }
}

async function click(tab: Tab, x: number, y: number): Promise<void> {
  const at = { x, y, button: "left", clickCount: 1 } as const;
  // They arrive in the order in which they are sent.
  await Promise.all([
    tab.cdp.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y }),
    tab.cdp.send("Input.dispatchMouseEvent", { type: "mousePressed", ...at }),
    tab.cdp.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...at }),
  ]);
}

async function read(use: ReturnType<typeof usePageOf>, request: FetchRequest, url: string): Promise<Serialised> {
  try {
    return await use("serialise", request.maxBodyBytes, url);
  } catch (error) {
    if (!(error instanceof PageToolError) || !error.message.includes("too long")) throw error;
    throw tooLarge(request);
  }
}

function tooLarge({ url, maxBodyBytes }: FetchRequest): CrawlError {
  return new CrawlError(`${url}: expected at most ${maxBodyBytes} bytes of rendered page, found more`, {
    reason: "too-large",
    consequence: "give-up",
    url,
  });
}

/** The document's own answer, with the body that its scripts made of it. */
function pageOf(request: FetchRequest, document: Page, html: string): Page {
  const body = Buffer.from(html, "utf8");
  if (body.byteLength > request.maxBodyBytes) throw tooLarge(request);
  const headers: Record<string, readonly string[]> = {
    ...document.headers,
    "content-type": ["text/html; charset=utf-8"],
  };
  for (const name of NOT_OF_RENDERED) delete headers[name];
  return { ...document, headers, mediaType: "text/html", charset: "utf-8", body, broughtBy: "browser" };
}

/** What speaks of the bytes that were sent. The validators go too: a document that is unchanged says nothing of what its scripts bring. */
const NOT_OF_RENDERED = [
  "content-encoding",
  "content-length",
  "transfer-encoding",
  "content-md5",
  "digest",
  "content-digest",
  "etag",
  "last-modified",
];

function browserError({ url }: FetchRequest, what: string, consequence: "retry" | "give-up"): CrawlError {
  return new CrawlError(`${url}: ${what}`, { reason: "browser", consequence, url });
}
