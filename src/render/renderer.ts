import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import { hostOf } from "../model/host-of.ts";
import type { Page } from "../model/page.ts";
import type { FetchRequest, PageSource } from "../model/page-source.ts";
import { printable } from "../model/printable.ts";
import { BrowserGoneError, keepBrowserLives, type Life } from "./browser-lives.ts";
import { BrowserMissingError, type FoundBrowser, findBrowser } from "./find-browser.ts";
import { hasHtml } from "./has-html.ts";
import { keepFailure } from "./keep-failure.ts";
import { openBrowser } from "./open-browser.ts";
import { PageLostError } from "./page-lost-error.ts";
import { type SeenApi, seenApisOf } from "./read-api.ts";
import { openNotes, type RenderNotes } from "./render-notes.ts";
import { createResourceCache } from "./resource-cache.ts";
import { startStopwatch } from "./stopwatch.ts";
import { openTab, type Tab } from "./tab.ts";
import { createTabPool, type TabPool } from "./tab-pool.ts";
import { StuckTabError, visitPage } from "./visit-page.ts";

export { agrees } from "./agrees.ts";
export { BrowserMissingError, findBrowser } from "./find-browser.ts";
export { PageLostError } from "./page-lost-error.ts";
export type { SeenApi, SeenList } from "./read-api.ts";
export type { ActionNote, RenderNotes } from "./render-notes.ts";

export interface RendererOptions {
  /** Brings every byte a page needs: the crawler's own guarded fetcher. The browser itself has no network. */
  readonly fetch: (request: FetchRequest) => Promise<Page>;
  /** Added to what the browser calls itself, for scripts that ask; servers hear only what `fetch` says. */
  readonly userAgent: string;
  /** Looked for when the first page is rendered; by default as `findBrowser` does in the program's environment. */
  readonly findBrowser?: () => FoundBrowser | undefined;
  /** Chromium's own sandbox; by default on, except for root, for whom it does not start, and where `OOGST_CHROMIUM_SANDBOX` is `off`. */
  readonly hasSandbox?: boolean;
  /** Pages rendered at once. */
  readonly maxTabs?: number;
  /** A tab, with its context, is closed after so many pages. */
  readonly tabPages?: number;
  /** … or after so many bytes of answers. */
  readonly tabBytes?: number;
  /** The browser is started anew after so many pages. */
  readonly browserPages?: number;
  /** Most bytes of answers for one page, all together. */
  readonly maxVisitBytes?: number;
  /** Most requests for one page; 0 means none but the document. */
  readonly maxVisitRequests?: number;
  /** Longest time for one of a page's requests, in milliseconds; the page's own `timeoutMs` holds over all. */
  readonly resourceTimeoutMs?: number;
  /** A page's process that holds more than this is ended. */
  readonly maxPageMemoryBytes?: number;
  /** Scripts and styles kept for further pages of the same site; 0 keeps none. */
  readonly cacheBytes?: number;
  /** A page without actions has come to rest when nothing has happened for so long, in milliseconds. */
  readonly quietMs?: number;
  /** Where screenshot, HTML and console of failed pages are kept; nowhere by default. */
  readonly keepFailures?: string;
  /** Where the browser's own folder is made; the system's temporary folder by default. */
  readonly folder?: string;
  readonly clock?: { nowMs(): number };
}

/** Brings pages as a reader's browser shows them, after their scripts ran. */
export interface Renderer extends PageSource {
  /** What was seen while a page that this renderer gave was rendered. */
  notesOf(page: Page): RenderNotes | undefined;
  /** Answers that the page's scripts asked for. */
  seenApis(page: Page): readonly SeenApi[];
}

const DEFAULTS = {
  maxTabs: 2,
  tabPages: 100,
  tabBytes: 256 * 1024 * 1024,
  browserPages: 2000,
  maxVisitBytes: 64 * 1024 * 1024,
  maxVisitRequests: 300,
  resourceTimeoutMs: 15_000,
  maxPageMemoryBytes: 1024 * 1024 * 1024,
  cacheBytes: 32 * 1024 * 1024,
  quietMs: 250,
};

/** Waits for hosts' turns are left out of a visit's time, up to so many times that time. */
const MAX_PAUSES = 10;
/** A page whose tab or browser failed it is rendered anew; it may meet the one fault after the other. */
const TRIES = 5;
/** A page whose own process ends is likely to have ended it, so it is tried only once more. */
const LOST_TRIES = 2;

/**
 * Gives a `PageSource` that renders. No browser is looked for, and nothing loaded, before the first page.
 *
 * A page whose document is no HTML, or was not got, comes back as it was fetched (`broughtBy` "http"). `get` rejects with a `RefusedError`
 * where the document, or one it leads to, may not be asked for; with a `CrawlError`, reason "browser", where the page could not be rendered.
 */
export function createRenderer(options: RendererOptions): Renderer {
  const settings = { ...DEFAULTS, ...options };
  const nowMs = () => options.clock?.nowMs() ?? Date.now();
  const cache = createResourceCache(settings.cacheBytes, nowMs);
  const notesByPage = new WeakMap<Page, RenderNotes>();
  const lives = keepBrowserLives((hasImages, url) => startLife(settings, hasImages, url), settings.browserPages);

  const visit = ({ open, pool }: Life, { request, first, limitMs, notes, isLast }: Try) =>
    withTab(pool, request, (tab) =>
      visitPage({
        ...settings,
        tab,
        request,
        first,
        cache,
        // Neither the browser's start nor the wait for a tab counts against the page.
        stopwatch: startStopwatch(limitMs, request.timeoutMs * MAX_PAUSES, () => performance.now()),
        notes,
        async failed(error) {
          if (options.keepFailures === undefined || open.isGone || error instanceof RefusedError) return;
          if (error instanceof PageLostError && !isLast) return;
          await keepFailure(options.keepFailures, { tab, error, first, notes, at: new Date(nowMs()) });
        },
      }),
    );

  return {
    async get(request) {
      const startedAtMs = performance.now();
      const { render: how, validators: _, ...plain } = request;
      const first = how?.page ?? (await settings.fetch(plain));
      if (!hasHtml(first)) return first;
      // A slow document leaves its scripts half of the time.
      const leftMs = Math.max(request.timeoutMs - (performance.now() - startedAtMs), request.timeoutMs / 2);
      const hasImages = how?.allowResources.includes("image") === true;
      for (let [tries, losses] = [1, 0]; ; tries++) {
        const notes = openNotes();
        try {
          const isLast = losses + 1 === LOST_TRIES || tries === TRIES;
          const visited = await lives.use(hasImages, request.url, (life) =>
            visit(life, { request, first, limitMs: leftMs, notes, isLast }),
          );
          const page = { ...visited, elapsedMs: performance.now() - startedAtMs };
          notesByPage.set(page, notes);
          return page;
        } catch (error) {
          if (error instanceof PageLostError) losses += 1;
          const isAnew = isOurs(error) || (error instanceof PageLostError && losses < LOST_TRIES);
          if (!isAnew || tries === TRIES) throw asCrawlError(error, request);
        }
      }
    },
    close: () => lives.close(),
    notesOf: (page) => notesByPage.get(page),
    seenApis(page) {
      const notes = notesByPage.get(page);
      return notes === undefined ? [] : seenApisOf(notes);
    },
  };
}

/** One of the tries to render a page. */
interface Try {
  readonly request: FetchRequest;
  readonly first: Page;
  readonly limitMs: number;
  readonly notes: RenderNotes;
  /** False where the page is rendered anew if its process ends. */
  readonly isLast: boolean;
}

async function startLife(settings: typeof DEFAULTS & RendererOptions, hasImages: boolean, url: string): Promise<Life> {
  const program = settings.findBrowser === undefined ? findBrowser(process.env) : settings.findBrowser();
  if (program === undefined) throw new BrowserMissingError(`${url}: needs a browser, and none was found`, url);
  const isAsked = process.env.OOGST_CHROMIUM_SANDBOX !== "off" && process.getuid?.() !== 0;
  const hasSandbox = settings.hasSandbox ?? isAsked;
  const open = await openBrowser({ ...settings, program, hasImages, hasSandbox });
  const pool = createTabPool({
    maxTabs: settings.maxTabs,
    maxVisits: settings.tabPages,
    maxBytes: settings.tabBytes,
    open: (tab) => openTab(open.browser, tab, `${open.userAgent} ${settings.userAgent}`),
    hung: () => open.kill(),
  });
  return { open, pool };
}

async function withTab<T>(
  pool: TabPool,
  { url, render, signal }: FetchRequest,
  work: (tab: Tab) => Promise<T>,
): Promise<T> {
  const wanted = {
    key: render?.contextKey ?? hostOf(url),
    language: render?.language ?? "en-US",
    timeZone: render?.timeZone ?? "UTC",
  };
  signal?.throwIfAborted();
  const tab = await pool.take(wanted);
  try {
    signal?.throwIfAborted();
    return await work(tab);
  } finally {
    // What a tab does to come to rest is nobody's to wait for.
    void tab.cleaned.then(() => pool.give(tab));
  }
}

const isOurs = (error: unknown) => error instanceof BrowserGoneError || error instanceof StuckTabError;

function asCrawlError(error: unknown, { url, signal }: FetchRequest): unknown {
  if (error instanceof RefusedError || signal?.aborted === true) return error;
  if (error instanceof BrowserGoneError) return new PageLostError(url, error.message, error);
  // A browser that does not start knows of no page; whoever hears of it does.
  if (error instanceof CrawlError && error.url !== "") return error;
  // Ended while it started, as it might have been later.
  if (error instanceof CrawlError && error.consequence === "retry") return new PageLostError(url, error.message, error);
  if (error instanceof CrawlError)
    return new CrawlError(`${url}: ${error.message}`, {
      reason: error.reason,
      consequence: error.consequence,
      url,
      cause: error,
    });
  const found = printable(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error), 300);
  return new CrawlError(`${url}: expected the page to be rendered, found ${found}`, {
    reason: "browser",
    consequence: "retry",
    url,
    cause: error,
  });
}
