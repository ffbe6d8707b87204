import { SelectorError } from "../dom/compile-selector.ts";
import { ParseBoundsError, parseHtml } from "../dom/parse-html.ts";
import { selectFirst } from "../dom/select.ts";
import { consequenceOf } from "../fetch/fetcher.ts";
import { decodeBody } from "../model/charset.ts";
import { CrawlError } from "../model/crawl-error.ts";
import type { FollowUp } from "../model/extraction.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import { NO_READING, type PageReading } from "../render/needs-browser.ts";
import { PageLostError } from "../render/page-lost-error.ts";
import { type Bringer, bring, type Wanted } from "./bring.ts";
import { browserUse } from "./browsing.ts";
import { guardReading } from "./guard-reading.ts";
import { readWithBrowser } from "./read-with-browser.ts";
import type { VisitContext } from "./visit-context.ts";

/**
 * Brings a further page of an article's comments, in a browser too where its site file wants that. Rejects with a `PageLostError` only where
 * the whole visit may be made again.
 */
export async function bringComments(
  followUp: FollowUp,
  site: Site,
  context: Pick<VisitContext, "browsing" | "bringer" | "warn">,
  mayComeBack: boolean,
): Promise<Page> {
  const { url, method, body, headers } = followUp;
  const wanted = { url, kind: "comments" as const, method, ...(body === null ? {} : { body }), headers };
  const fetched = await bringHeeded(wanted, site, context.bringer);
  if (followUp.as !== "comments-page" || browserUse(site, "comments") === "never") return fetched;
  try {
    const { page } = await readWithBrowser(fetched, site, context, {
      kind: "comments",
      read: async (each) => guardReading(each.finalUrl, () => holdsComments(each, site)),
      readingOf,
      isFinal: () => false,
      mayComeBack,
    });
    return page;
  } catch (error) {
    if (!(error instanceof PageLostError) || mayComeBack) throw error;
    const { message, reason } = error;
    throw new CrawlError(message, { reason, consequence: "give-up", url, cause: error });
  }
}

/** A pause that a comments service asks for holds for its host like any other. */
async function bringHeeded(wanted: Wanted, site: Site, bringer: Bringer): Promise<Page> {
  const { manners } = bringer;
  try {
    const page = await bring(wanted, site, bringer);
    const { retryAfterMs } = consequenceOf(page.status, page.headers, Date.parse(page.fetchedAt));
    if (retryAfterMs !== undefined) await manners.pause(page.finalUrl, retryAfterMs);
    return page;
  } catch (error) {
    if (error instanceof CrawlError && error.retryAfterMs !== undefined)
      await manners.pause(error.url, error.retryAfterMs);
    throw error;
  }
}

function readingOf(hasComments: boolean): PageReading {
  return { ...NO_READING, missing: hasComments ? [] : ["comments"] };
}

/** Of a page that asks too much of the parser, the reading itself says so. */
function holdsComments(page: Page, site: Site): boolean {
  const blocks = [site, ...site.variants].flatMap(({ comments }) => comments ?? []);
  try {
    const document = parseHtml(decodeBody(page));
    return blocks.some(({ item }) => item !== undefined && selectFirst(item, document) !== undefined);
  } catch (error) {
    if (error instanceof ParseBoundsError || error instanceof SelectorError) return true;
    throw error;
  }
}
