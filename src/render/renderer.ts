import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import { hostOf } from "../model/host-of.ts";
import type { Page } from "../model/page.ts";
import type { FetchRequest, PageSource } from "../model/page-source.ts";
import { printable } from "../model/printable.ts";
import { BrowserMissingError, type FoundBrowser, findBrowser } from "./find-browser.ts";
import { hasHtml } from "./has-html.ts";
import { keepFailure } from "./keep-failure.ts";
import { type OpenBrowser, openBrowser } from "./open-browser.ts";
import { type SeenApi, seenApisOf } from "./read-api.ts";
import { openNotes, type RenderNotes } from "./render-notes.ts";
import { createResourceCache } from "./resource-cache.ts";
import { startStopwatch } from "./stopwatch.ts";
import { openTab, type TabSettings } from "./tab.ts";
import { createTabPool, type TabPool } from "./tab-pool.ts";
import { StuckTabError, visitPage } from "./visit-page.ts";

export { agrees } from "./agrees.ts";
export { BrowserMissingError, findBrowser } from "./find-browser.ts";
export type { SeenApi, SeenList } from "./read-api.ts";
export type { ActionNote, RenderNotes } from "./render-notes.ts";

export interface RendererOptions {
  /** Brings every byte a page needs: the crawler's own guarded fetcher. The browser itself has no network. */
  readonly fetch: (request: FetchRequest) => Promise<Page>;
  /** Added to what the browser calls itself, for scripts that ask; servers hear only what `fetch` says. */
  readonly userAgent: string;
  /** Looked for when the first page is rendered; by default as `findBrowser` does in the program's environment. */
  readonly findBrowser?: () => FoundBrowser | undefined;
  /** Chromium's own sandbox; by default on, except for root, for whom it does not start. */
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
/** After a page's process has ended it takes a moment until it is known that the browser has ended with it. */
const GONE_MS = 300;

interface Life {
  readonly open: OpenBrowser;
  readonly pool: TabPool;
  pages: number;
  underWay: number;
}

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
  const notesOf = new WeakMap<Page, RenderNotes>();
  // One for pages without pictures, which are nearly all; another one only where a site allows them.
  const lives = new Map<boolean, Promise<Life>>();
  const closing = new Set<Promise<void>>();
  let isClosed = false;

  const start = async (hasImages: boolean, url: string): Promise<Life> => {
    const program = options.findBrowser === undefined ? findBrowser(process.env) : options.findBrowser();
    if (program === undefined) throw new BrowserMissingError(`${url} needs a browser, and none was found`, url);
    const hasSandbox = options.hasSandbox ?? process.getuid?.() !== 0;
    const open = await openBrowser({ ...settings, program, hasImages, hasSandbox });
    const pool = createTabPool({
      maxTabs: settings.maxTabs,
      maxVisits: settings.tabPages,
      maxBytes: settings.tabBytes,
      open: (tab) => openTab(open.browser, tab, `${open.userAgent} ${options.userAgent}`),
    });
    const life: Life = { open, pool, pages: 0, underWay: 0 };
    void open.gone.then(() => retire(hasImages, life));
    return life;
  };

  const lifeFor = async (hasImages: boolean, url: string): Promise<Life> => {
    if (isClosed) throw new Error("the renderer is closed");
    let begun = lives.get(hasImages);
    if (begun === undefined) {
      begun = start(hasImages, url);
      lives.set(hasImages, begun);
      const mine = begun;
      mine.catch(() => lives.get(hasImages) === mine && lives.delete(hasImages));
    }
    const life = await begun;
    if (!life.open.isGone && life.pages < settings.browserPages) return life;
    retire(hasImages, life);
    return lifeFor(hasImages, url);
  };

  /** Takes a browser out of use. It ends when its last page has. */
  const retire = (hasImages: boolean, life: Life) => {
    void lives.get(hasImages)?.then(
      (current) => current === life && lives.delete(hasImages),
      () => undefined,
    );
    if (life.underWay === 0 || life.open.isGone) endLife(life);
  };

  const ended = new WeakSet<Life>();
  const endLife = (life: Life) => {
    if (ended.has(life)) return;
    ended.add(life);
    life.pool.close(new Error("the browser has ended"));
    const closed = life.open.close().finally(() => closing.delete(closed));
    closing.add(closed);
  };

  const visit = async (
    request: FetchRequest,
    first: Page,
    stopwatch: ReturnType<typeof startStopwatch>,
  ): Promise<Page> => {
    const hasImages = request.render?.allowResources.includes("image") === true;
    const life = await lifeFor(hasImages, request.url);
    life.pages += 1;
    life.underWay += 1;
    try {
      const tab = await stopwatch.pauseFor(() => life.pool.take(tabSettingsOf(request)));
      const notes = openNotes();
      try {
        const page = await visitPage({
          ...settings,
          tab,
          request,
          first,
          cache,
          stopwatch,
          notes,
          failed: async (error) => {
            if (options.keepFailures === undefined || life.open.isGone || error instanceof RefusedError) return;
            await keepFailure(options.keepFailures, { tab, error, first, notes, at: new Date(nowMs()) });
          },
        });
        notesOf.set(page, notes);
        return page;
      } finally {
        await life.pool.give(tab);
      }
    } catch (error) {
      const isGone =
        life.open.isGone || (await Promise.race([life.open.gone.then(() => true), later(GONE_MS)])) === true;
      throw isGone && !(error instanceof RefusedError)
        ? new BrowserGoneError("the browser has ended", { cause: error })
        : error;
    } finally {
      life.underWay -= 1;
      if (life.underWay === 0 && (life.pages >= settings.browserPages || life.open.isGone)) retire(hasImages, life);
    }
  };

  return {
    async get(request) {
      const startedAtMs = performance.now();
      const { render: how, validators: _, ...plain } = request;
      const first = how?.page ?? (await settings.fetch(plain));
      if (!hasHtml(first)) return first;
      // A slow document leaves its scripts half of the time.
      const leftMs = Math.max(request.timeoutMs - (performance.now() - startedAtMs), request.timeoutMs / 2);
      for (let tries = 1; ; tries++) {
        const stopwatch = startStopwatch(leftMs, request.timeoutMs * MAX_PAUSES, () => performance.now());
        try {
          const page = await visit(request, first, stopwatch);
          return remember({ ...page, elapsedMs: performance.now() - startedAtMs }, page);
        } catch (error) {
          const isOurs = error instanceof BrowserGoneError || error instanceof StuckTabError;
          if (!isOurs || tries === 2 || isClosed) throw asCrawlError(error, request);
        } finally {
          stopwatch.stop();
        }
      }
    },
    async close() {
      isClosed = true;
      const begun = await Promise.allSettled(lives.values());
      lives.clear();
      for (const life of begun) if (life.status === "fulfilled") endLife(life.value);
      await Promise.all(closing);
    },
    notesOf: (page) => notesOf.get(page),
    seenApis: (page) => {
      const notes = notesOf.get(page);
      return notes === undefined ? [] : seenApisOf(notes);
    },
  };

  function remember(page: Page, visited: Page): Page {
    const notes = notesOf.get(visited);
    if (notes !== undefined) notesOf.set(page, notes);
    return page;
  }
}

/** The whole browser ended under a page, which may be the fault of another page, or of nobody. */
class BrowserGoneError extends Error {
  override readonly name = "BrowserGoneError";
}

function tabSettingsOf({ url, render }: FetchRequest): TabSettings {
  return {
    key: render?.contextKey ?? hostOf(url),
    language: render?.language ?? "en-US",
    timeZone: render?.timeZone ?? "UTC",
  };
}

function asCrawlError(error: unknown, { url, signal }: FetchRequest): unknown {
  if (error instanceof CrawlError || error instanceof RefusedError || signal?.aborted === true) return error;
  const found = printable(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error), 300);
  return new CrawlError(`${url}: expected the page to be rendered, found ${found}`, {
    reason: "browser",
    consequence: "retry",
    url,
    cause: error,
  });
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
