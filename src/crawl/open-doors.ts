import { type CrawlOptions, connectToByHost } from "../config/options.ts";
import { openStore } from "../config/stores.ts";
import { version } from "../config/version.ts";
import { consequenceOf, createFetcher, userAgentOf } from "../fetch/fetcher.ts";
import { CrawlError } from "../model/crawl-error.ts";
import type { PageSource } from "../model/page-source.ts";
import { createRobots, createTdmFiles, type FetchText, type Robots, type TdmFiles } from "../robots/robots.ts";
import type { Archivist } from "./archive-visits.ts";
import type { Clock } from "./clock.ts";
import type { Manners } from "./manners.ts";
import { PRODUCT_TOKEN } from "./product-token.ts";

export interface Doors {
  readonly source: PageSource;
  readonly robots: Robots;
  readonly tdmFiles: TdmFiles;
  /** Starts no browser yet: that waits for the first page. */
  openRenderer(): Promise<PageSource>;
  close(): Promise<void>;
}

/** robots.txt and the TDM file are small, or not what they say. */
const SMALL_FILE_TIMEOUT_MS = 20_000;

/** Opens what a run needs beyond its dataset: the fetcher, and robots with their cache. */
export async function openDoors(
  options: CrawlOptions,
  storeUrl: string,
  manners: Manners,
  delayAt: (url: string) => number,
  clock: Clock,
  archivist?: Pick<Archivist, "keepingAll">,
): Promise<Doors> {
  const userAgent = userAgentOf(version, options.contact ?? undefined);
  const source = createFetcher({
    userAgent,
    allowAddresses: options.allowAddresses,
    connectTo: connectToByHost(options.connectTo),
    clock,
  });
  const store = await openStore(storeUrl, "robots");
  const shared = {
    fetchText: fetchTextBy(archivist?.keepingAll(source) ?? source, manners, delayAt, clock),
    store,
    userAgent,
    now: () => clock.nowMs(),
  };
  return {
    source,
    robots: createRobots({ ...shared, productToken: PRODUCT_TOKEN }),
    tdmFiles: createTdmFiles(shared),
    openRenderer: async () => {
      const { createRenderer } = await import("../render/renderer.ts");
      const keepFailures = options.keepFailures === null ? {} : { keepFailures: options.keepFailures };
      return createRenderer({ fetch: (request) => source.get(request), userAgent, clock, ...keepFailures });
    },
    close: async () => {
      await source.close();
      await store.disconnect();
    },
  };
}

/** robots.txt waits for the host's turn like any page. */
function fetchTextBy(source: PageSource, manners: Manners, delayAt: (url: string) => number, clock: Clock): FetchText {
  return async (url, { maxBytes, redirectLimit }) => {
    let lastUrl = url;
    await manners.takeTurn(url, delayAt(url));
    try {
      const page = await source.get({
        url,
        accept: "any",
        timeoutMs: SMALL_FILE_TIMEOUT_MS,
        maxBodyBytes: maxBytes,
        cutsLargeBody: true,
        maxRedirects: redirectLimit,
        admit: async (target) => {
          await manners.noteAnswer(lastUrl, delayAt(lastUrl));
          lastUrl = target;
          await manners.takeTurn(target, delayAt(target));
        },
      });
      const { retryAfterMs } = consequenceOf(page.status, page.headers, clock.nowMs());
      if (retryAfterMs !== undefined) await manners.pause(page.finalUrl, retryAfterMs);
      return {
        status: page.status,
        body: page.body,
        redirects: page.hops.length,
        finalUrl: page.finalUrl,
        retryAfterMs: retryAfterMs ?? null,
      };
    } catch (error) {
      if (error instanceof CrawlError && error.retryAfterMs !== undefined)
        await manners.pause(lastUrl, error.retryAfterMs);
      throw error;
    } finally {
      await manners.noteAnswer(lastUrl, delayAt(lastUrl));
    }
  };
}
