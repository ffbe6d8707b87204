import type { LoadedSite } from "../config/load-site.ts";
import { version } from "../config/version.ts";
import { userAgentOf } from "../fetch/fetcher.ts";
import type { Extraction } from "../model/extraction.ts";
import type { Page } from "../model/page.ts";
import { type ReadingAsk, readExtraction } from "./article-reader.ts";
import { openBrowsing } from "./browsing.ts";
import type { Manners } from "./manners.ts";
import type { OnePageSource } from "./one-page-source.ts";
import { readBrowsedArticle } from "./read-browsed-article.ts";

export interface OneBrowserOptions {
  readonly contact: string | null;
  /** Told why a page that could be rendered was not, where it stands as it was fetched. */
  readonly warn?: (message: string) => void;
}

/** Reads one article outside a crawl, that was fetched just now, in a browser too where its site file wants that. */
export async function readOneWithBrowser(
  fetched: Page,
  loaded: LoadedSite,
  source: OnePageSource,
  { contact, warn }: OneBrowserOptions,
): Promise<{ readonly page: Page; readonly extraction: Extraction }> {
  const browsing = await openBrowsing(NOTHING_KEPT, [loaded.site], async () => {
    const { createRenderer } = await import("../render/renderer.ts");
    return createRenderer({
      fetch: (request) => source.bring(request),
      userAgent: userAgentOf(version, contact ?? undefined),
    });
  });
  try {
    const asked = { askedUrl: fetched.requestedUrl, mayComeBack: false };
    const settings = { protect: (extraction: Extraction) => extraction, readings: new Map() };
    const read = (page: Page, ask: ReadingAsk) => readExtraction(page, loaded, ask, settings);
    const { page, reading } = await readBrowsedArticle(fetched, loaded, asked, read, {
      browsing,
      bringer: {
        source: { get: (request) => source.bring(request), close: async () => {} },
        robots: ASKED_WITH_THE_TURN,
        manners: mannersOf(source),
        signal: new AbortController().signal,
        spend: () => true,
      },
      tdmFiles: source.tdmFiles,
      keepsPages: true,
      warn: (_, __, message) => warn?.(message),
    });
    return { page, extraction: reading.extraction };
  } finally {
    await browsing.close();
  }
}

const NOTHING_KEPT = { getMeta: async () => undefined, setMeta: async () => {} };

const ASKED_WITH_THE_TURN = { check: async () => ({ isAllowed: true, reason: "", crawlDelayMs: null }) };

/** The source's own manners, which know robots.txt and the site's delay; one page is too few to learn of a host's moods. */
function mannersOf(source: OnePageSource): Manners {
  return {
    takeTurn: (url) => source.admit(url),
    noteAnswer: async () => {},
    pause: async () => {},
    longestDelayMs: Number.POSITIVE_INFINITY,
    noteReached: () => {},
    noteUnreachable: async () => false,
    noteSilence: async () => {},
    noteSuccess: () => {},
    noteRefusal: async () => false,
    ban: async () => {},
    isBanned: () => false,
    bannedHosts: new Map(),
  };
}
