import type { LoadedSite } from "../config/load-site.ts";
import { connectToByHost } from "../config/options.ts";
import { version } from "../config/version.ts";
import { createFetcher, userAgentOf } from "../fetch/fetcher.ts";
import { RefusedError } from "../model/crawl-error.ts";
import { hostOf } from "../model/host-of.ts";
import type { Page } from "../model/page.ts";
import type { FetchRequest } from "../model/page-source.ts";
import type { TdmFiles } from "../robots/robots.ts";
import { cookieHeader } from "./bring.ts";
import { systemClock } from "./clock.ts";
import { robotsWithoutLedger } from "./robots-without-ledger.ts";

export interface OnePageOptions {
  readonly contact: string | null;
  readonly allowAddresses: readonly string[];
  readonly connectTo: readonly string[];
  readonly asksRobots: boolean;
}

export interface WantedPage {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly body?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Brings single pages outside a crawl, with robots.txt and the site's delay, and without a ledger. */
export interface OnePageSource {
  readonly tdmFiles: TdmFiles;
  /** Throws a `CrawlError` or a `RefusedError`. */
  get(wanted: WantedPage): Promise<Page>;
  /** Resolves when robots.txt and the site's delay let `url` be asked now; else rejects with a `RefusedError`. */
  admit(url: string): Promise<void>;
  /** Brings what has been admitted. */
  bring(request: FetchRequest): Promise<Page>;
  close(): Promise<void>;
}

/** How long a person waits for one page, and how much of it we take. */
const TIMEOUT_MS = 30_000;
const MAX_BODY_BYTES = 16 * 1024 * 1024;
const DELAY_MS = 1000;

export function openOnePageSource(loaded: LoadedSite | null, options: OnePageOptions): OnePageSource {
  const userAgent = userAgentOf(version, options.contact ?? undefined);
  const source = createFetcher({
    userAgent,
    allowAddresses: options.allowAddresses,
    connectTo: connectToByHost(options.connectTo),
  });
  const { robots, tdmFiles } = robotsWithoutLedger(source, userAgent);
  const manners = loaded?.site.manners;
  const nextAtMs = new Map<string, number>();
  const admit = async (url: string) => {
    const word = options.asksRobots ? await robots.check(url) : { isAllowed: true, reason: "", crawlDelayMs: null };
    if (!word.isAllowed) throw new RefusedError(word.reason, "robots", url);
    await systemClock.sleep((nextAtMs.get(hostOf(url)) ?? 0) - systemClock.nowMs());
    nextAtMs.set(hostOf(url), systemClock.nowMs() + Math.max(manners?.hostDelayMs ?? DELAY_MS, word.crawlDelayMs ?? 0));
  };
  return {
    tdmFiles,
    admit,
    bring: (request) => source.get(request),
    close: () => source.close(),
    get: async ({ url, method, body, headers }) => {
      await admit(url);
      return source.get({
        url,
        ...(method === undefined ? {} : { method }),
        ...(body == null ? {} : { body }),
        headers: { ...manners?.headers, ...(loaded === null ? {} : cookieHeader(loaded.site)), ...headers },
        accept: method === undefined ? "html" : "any",
        timeoutMs: manners?.timeoutMs ?? TIMEOUT_MS,
        maxBodyBytes: manners?.maxBodyBytes ?? MAX_BODY_BYTES,
        admit,
      });
    },
  };
}
