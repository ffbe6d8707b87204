import { CrawlError } from "../model/crawl-error.ts";
import type { Extraction } from "../model/extraction.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import type { PageReading } from "../render/needs-browser.ts";
import { render } from "./bring.ts";
import { browserUse } from "./browsing.ts";
import type { VisitContext } from "./visit-context.ts";

/** A page with what was read from it. */
export interface ReadArticlePage {
  readonly page: Page;
  readonly extraction: Extraction;
}

/**
 * Reads a page as it was fetched and, where its site file wants a browser for it, again after its scripts ran.
 *
 * With `auto` the better of the two readings stands, and a browser that fails costs nothing but its try; with `always` only the
 * rendered page counts.
 */
export async function readWithBrowser(
  fetched: Page,
  site: Site,
  context: VisitContext,
  read: (page: Page) => Promise<Extraction>,
): Promise<ReadArticlePage> {
  const { browsing, bringer } = context;
  const use = browserUse(site, "article");
  const before = { page: fetched, extraction: await read(fetched) };
  if (use === "never" || before.extraction.notArticle !== null) return before;
  const reading = readingOf(before.extraction);
  if (!browsing.needs(site, "article", reading)) {
    browsing.note(site, "article", reading, null);
    return before;
  }
  try {
    const page = await render(fetched, site, { ...bringer, source: await browsing.renderer() });
    const extraction = await read(page);
    const after = { page, extraction: fromBrowser(extraction) };
    const helped = browsing.note(site, "article", reading, readingOf(extraction));
    return use === "always" || helped ? after : before;
  } catch (error) {
    if (use === "always" || !(error instanceof CrawlError) || error.reason !== "browser") throw error;
    context.warn({ site: site.name, url: fetched.requestedUrl }, "browser", error.message);
    return before;
  }
}

function fromBrowser(extraction: Extraction): Extraction {
  return extraction.commentsSource === "page" ? { ...extraction, commentsSource: "browser" } : extraction;
}

function readingOf({ missing, commentCountDeclared, comments, commentsSource }: Extraction): PageReading {
  return {
    missing,
    declared: commentCountDeclared,
    extracted: comments.length,
    wantsComments: commentsSource !== "json",
  };
}
