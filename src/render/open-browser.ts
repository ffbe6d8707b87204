import type { Browser, BrowserContext } from "playwright";
import { CrawlError } from "../model/crawl-error.ts";
import type { FoundBrowser } from "./find-browser.ts";
import { makeProfileFolder, type ProfileFolder, sweepProfileFolders } from "./profile-folders.ts";
import { startFailure } from "./start-failure.ts";
import { EndedError, unlessEnded } from "./unless-ended.ts";
import { watchMemory } from "./watch-memory.ts";

export interface OpenBrowserOptions {
  readonly program: FoundBrowser;
  /** Whether pictures may be loaded at all; without, the browser does not even ask for them. */
  readonly hasImages: boolean;
  /** Chromium's own sandbox. It does not start for root. */
  readonly hasSandbox: boolean;
  readonly maxPageMemoryBytes: number;
  /** Where the browser's folder is made; the system's temporary folder by default. */
  readonly folder?: string;
}

/** One running Chromium. */
export interface OpenBrowser {
  readonly browser: Browser;
  readonly pid: number;
  /** As the browser names itself to scripts. */
  readonly userAgent: string;
  /** True when its process has ended, whoever ended it. */
  readonly isGone: boolean;
  /** Resolves when it has. */
  readonly gone: Promise<void>;
  /** Ends it at once, as one does with a browser that no longer answers. */
  kill(): void;
  /** Ends its processes and removes its folder. */
  close(): Promise<void>;
}

const CLOSE_MS = 5000;
/** A browser that is killed while it starts is started again so often. */
const STARTS = 3;
/** Longer than it takes on a machine that is busy with all else. A start whose end Playwright missed keeps the program from ending so long. */
const START_MS = 30_000;

/**
 * Starts a Chromium that has no network: its only proxy is a name that is never resolved, and no name is. Whatever reaches a page came
 * through the crawler's own fetcher; whatever slips past that reaches nobody. See docs/decisions/rendering.md.
 *
 * Rejects with a `CrawlError`: "stop" where the program does not start, "retry" where it was ended, or not done, while it did.
 */
export async function openBrowser(options: OpenBrowserOptions): Promise<OpenBrowser> {
  sweepProfileFolders(options.folder);
  for (let tries = 1; ; tries++) {
    const folder = makeProfileFolder(options.folder);
    try {
      return await start(options, folder);
    } catch (error) {
      folder.remove();
      const wasEnded =
        error instanceof EndedError || /signal=SIG/.test(String(error)) || (error as Error).name === "TimeoutError";
      if (wasEnded && tries < STARTS) continue;
      throw new CrawlError(`${options.program.path} did not start: ${startFailure(error)}`, {
        reason: "browser",
        consequence: wasEnded ? "retry" : "stop",
        url: "",
        cause: error,
      });
    }
  }
}

async function start(options: OpenBrowserOptions, folder: ProfileFolder): Promise<OpenBrowser> {
  const { chromium } = await import("playwright");
  const starting = chromium.launchPersistentContext(folder.profile, {
    executablePath: options.program.path,
    headless: true,
    chromiumSandbox: options.hasSandbox,
    artifactsDir: folder.artifacts,
    env: { ...process.env, TMPDIR: folder.temporary },
    // The run decides what a signal means.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ["--disable-popup-blocking", "--disable-ipc-flooding-protection"],
    args: switches(options),
    timeout: START_MS,
  });
  const { browser, session, pid, userAgent } = await unlessEnded(starting.then(ask), folder.profile);
  const memory = watchMemory(session, options.maxPageMemoryBytes);
  let isGone = false;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      isGone = true;
      memory.stop();
      resolve();
    };
    if (browser.isConnected()) browser.once("disconnected", end);
    else end();
  });
  const kill = () => {
    if (pid > 0 && !isGone) killGroup(pid);
  };
  return {
    browser,
    pid,
    userAgent,
    gone,
    kill,
    get isGone() {
      return isGone;
    },
    async close() {
      memory.stop();
      const closed = browser.close().catch(() => undefined);
      const isClosed = await Promise.race([Promise.all([closed, gone]).then(() => true), later(CLOSE_MS)]);
      if (isClosed !== true) kill();
      folder.remove();
    },
  };
}

async function ask(context: BrowserContext) {
  const browser = context.browser();
  if (browser === null) throw new Error("the browser has no handle");
  try {
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const pid = processInfo.find(({ type }) => type === "browser")?.id ?? 0;
    const { userAgent } = await session.send("Browser.getVersion");
    return { browser, session, pid, userAgent };
  } catch (error) {
    await context.close().catch(() => undefined);
    throw new EndedError("it ended at once", { cause: error });
  }
}

function switches({ hasImages, maxPageMemoryBytes }: OpenBrowserOptions): string[] {
  const heapMiB = Math.max(64, Math.round(maxPageMemoryBytes / 2 ** 20));
  return [
    // Nothing is resolved, not even the proxy's name; loopback goes by the proxy like everything else.
    "--proxy-server=http://no-network.invalid:1",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--block-new-web-contents",
    "--no-pings",
    // In the browser's own process: one that ended alone would take requests with it of which the page hears only that they failed. The
    // other feature is Playwright's own, for the last list counts.
    "--enable-features=CDPScreenshotNewSurface,NetworkServiceInProcess2",
    "--disable-crashpad-for-testing",
    "--disable-gpu",
    "--window-size=1000,800",
    `--js-flags=--max-old-space-size=${heapMiB}`,
    // Given whole, for the last one counts and Playwright sets the pointers by it.
    `--blink-settings=imagesEnabled=${hasImages},primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4`,
  ];
}

/** Playwright gives each browser a process group of its own, which its helpers belong to. */
function killGroup(pid: number): void {
  for (const target of [-pid, pid])
    try {
      process.kill(target, "SIGKILL");
      return;
    } catch {
      // Where the program is started by a script, the script leads the group; or all is over already.
    }
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
