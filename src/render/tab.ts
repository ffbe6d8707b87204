import type { Browser, BrowserContext, Page as BrowserPage, CDPSession } from "playwright";

/** What tells the contexts of pages apart; pages of equal settings may follow each other in one. */
export interface TabSettings {
  readonly key: string;
  readonly language: string;
  readonly timeZone: string;
}

/** A request that the browser holds until it is told what to do (`Fetch.requestPaused`), as far as it matters here. */
export interface PausedRequest {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postDataEntries?: readonly { readonly bytes?: string }[];
    readonly hasPostData?: boolean;
  };
}

/** Who uses a tab now, and hears what happens in it. */
export interface TabGuest {
  paused(request: PausedRequest): void;
  /** The page's own side of a request begins, and ends once the page has its answer. */
  loading(request: object): void;
  loadingEnded(request: object): void;
  /** The main frame has a new document. */
  navigated(url: string, isUnreachable: boolean): void;
  parsed(): void;
  loaded(): void;
  logged(line: string): void;
  /** The page's process, or the whole browser, has ended. */
  ended(why: string): void;
}

/** One page in a context of its own, kept from visit to visit of one site. */
export interface Tab {
  readonly settings: TabSettings;
  readonly page: BrowserPage;
  readonly context: BrowserContext;
  readonly cdp: CDPSession;
  readonly mainFrameId: string;
  guest: TabGuest | undefined;
  visits: number;
  bytes: number;
  isBroken: boolean;
  /** Resolves when what the last visit left behind is forgotten. */
  cleaned: Promise<void>;
  /** Forgets what pages left behind: cookies, storage, history. */
  clean(origins: readonly string[]): Promise<void>;
  /** Leaves the last page, whose scripts would go on running; false when it does not let go. */
  rest(): Promise<boolean>;
  /** False when the browser does not answer any more. */
  close(): Promise<boolean>;
}

const REST_MS = 2000;
const CLOSE_MS = 5000;
/** Longer than it takes on a machine that is busy with all else. */
const OPEN_MS = 30_000;

/** Rejects where the browser does not answer within `OPEN_MS`, and at once where it ends meanwhile: Playwright may then wait for ever. */
export async function openTab(browser: Browser, settings: TabSettings, userAgent: string): Promise<Tab> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = () => reject(new Error("the browser has ended"));
  browser.once("disconnected", end);
  try {
    return await within(OPEN_MS, Promise.race([open(browser, settings, userAgent), ended]));
  } finally {
    browser.off("disconnected", end);
  }
}

async function open(browser: Browser, settings: TabSettings, userAgent: string): Promise<Tab> {
  const context = await browser.newContext({
    userAgent,
    locale: settings.language,
    timezoneId: settings.timeZone,
    viewport: { width: 1000, height: 800 },
    acceptDownloads: false,
    serviceWorkers: "block",
  });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const { frameTree } = await cdp.send("Page.getFrameTree");
    const tab: Tab = {
      settings,
      page,
      context,
      cdp,
      mainFrameId: frameTree.frame.id,
      guest: undefined,
      visits: 0,
      bytes: 0,
      isBroken: false,
      cleaned: Promise.resolve(),
      clean: (origins) => clean(cdp, origins),
      rest: () => rest(cdp),
      close: () =>
        within(CLOSE_MS, context.close()).then(
          () => true,
          (error) => !(error instanceof LateError),
        ),
    };
    listen(tab);
    await Promise.all([cdp.send("Page.enable"), cdp.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] })]);
    return tab;
  } catch (error) {
    await context.close().catch(() => undefined);
    throw error;
  }
}

function listen(tab: Tab): void {
  const { page, cdp, context } = tab;
  const end = (why: string) => {
    tab.isBroken = true;
    tab.guest?.ended(why);
  };
  cdp.on("Fetch.requestPaused", (request) => {
    // Nobody's request: what a page that was left still asks for.
    if (tab.guest === undefined)
      cdp.send("Fetch.failRequest", { requestId: request.requestId, errorReason: "Aborted" }).catch(() => undefined);
    else tab.guest.paused(request);
  });
  cdp.on("Page.frameNavigated", ({ frame }) => {
    if (frame.parentId === undefined) tab.guest?.navigated(frame.url, frame.unreachableUrl !== undefined);
  });
  cdp.on("Page.domContentEventFired", () => tab.guest?.parsed());
  cdp.on("Page.loadEventFired", () => tab.guest?.loaded());
  // A page that set out for a download stays, yet its own events never come.
  cdp.on("Page.frameStoppedLoading", ({ frameId }) => {
    if (frameId === tab.mainFrameId) tab.guest?.loaded();
  });
  page.on("request", (request) => tab.guest?.loading(request));
  page.on("requestfinished", (request) => tab.guest?.loadingEnded(request));
  page.on("requestfailed", (request) => tab.guest?.loadingEnded(request));
  page.on("console", (message) => tab.guest?.logged(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => tab.guest?.logged(`uncaught: ${error.message}`));
  page.on("crash", () => end("the page's process ended"));
  page.on("close", () => end("the page was closed"));
  // Switched off when the browser starts; should one open all the same, it is nobody's.
  context.on("page", (other) => {
    if (other !== page) other.close().catch(() => undefined);
  });
}

async function clean(cdp: CDPSession, origins: readonly string[]): Promise<void> {
  const forget = "try { localStorage.clear(); sessionStorage.clear(); window.name = ''; } catch {}";
  const forgotten = Promise.all([
    cdp.send("Runtime.evaluate", { expression: forget }),
    cdp.send("Network.clearBrowserCookies"),
    ...origins.map((origin) => cdp.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" })),
  ]).then(() => cdp.send("Page.resetNavigationHistory"));
  await within(REST_MS, forgotten);
}

async function rest(cdp: CDPSession): Promise<boolean> {
  return within(REST_MS, cdp.send("Page.navigate", { url: "about:blank" })).then(
    () => true,
    () => false,
  );
}

class LateError extends Error {
  override readonly name = "LateError";
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
