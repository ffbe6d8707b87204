import type { LoadedSite } from "../config/load-site.ts";
import type { Extraction, FollowUp } from "../model/extraction.ts";
import type { NotArticle } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import type { PageReading } from "../render/needs-browser.ts";
import { bringComments } from "./bring-comments.ts";
import { readPage } from "./read-page.ts";
import { readWithBrowser } from "./read-with-browser.ts";
import type { VisitContext } from "./visit-context.ts";

/** Reads an article's page with all that belongs to it, in a browser too where its site file wants that. */
export async function readBrowsedArticle(
  fetched: Page,
  loaded: LoadedSite,
  context: Pick<VisitContext, "browsing" | "bringer" | "warn" | "protect" | "readings" | "tdmFiles">,
  mayComeBack: boolean,
): Promise<{ readonly page: Page; readonly extraction: Extraction }> {
  const { site } = loaded;
  const options = {
    bring: once((followUp) => bringComments(followUp, site, context, mayComeBack)),
    readings: context.readings,
    // Also where the site file only wants it recorded.
    tdmRules: await context.tdmFiles.rulesFor(fetched.finalUrl),
  };
  const { page, result, isRendered } = await readWithBrowser(fetched, site, context, {
    kind: "article",
    read: (each) => readPage(each, loaded, options),
    readingOf: (extraction) => readingOf(extraction, keepsComments(extraction, site, context)),
    isFinal: ({ notArticle }) => notArticle !== null && !MAY_BE_A_SHELL.has(notArticle.what),
    mayComeBack,
  });
  return { page, extraction: isRendered ? fromBrowser(result) : result };
}

/** A page that waits for its scripts may look like one of these. */
const MAY_BE_A_SHELL: ReadonlySet<NotArticle> = new Set(["soft-not-found", "not-an-article"]);

function readingOf(
  { missing, commentCountDeclared, comments, commentsSource, notArticle }: Extraction,
  isKept: boolean,
): PageReading {
  if (notArticle !== null) return { missing: ["article"], declared: null, extracted: 0, wantsComments: false };
  return {
    missing,
    declared: commentCountDeclared,
    extracted: comments.length,
    wantsComments: isKept && commentsSource !== "json",
  };
}

/** False where the policy for people drops all comments: no browser is started for them. */
function keepsComments(extraction: Extraction, site: Site, { protect }: Pick<VisitContext, "protect">): boolean {
  const source = extraction.commentsSource ?? "page";
  const bare = { ...extraction, comments: [], provenance: [], warnings: [], commentsSource: source };
  return protect(bare, site).commentsSource !== null;
}

function fromBrowser(extraction: Extraction): Extraction {
  return extraction.commentsSource === "page" ? { ...extraction, commentsSource: "browser" } : extraction;
}

/** What the page as fetched and the page as rendered both lead to is asked for once. */
function once(bring: (followUp: FollowUp) => Promise<Page>): (followUp: FollowUp) => Promise<Page> {
  const brought = new Map<string, Promise<Page>>();
  return (followUp) => {
    const key = JSON.stringify([followUp.url, followUp.method, followUp.body, followUp.headers]);
    const page = brought.get(key) ?? bring(followUp);
    brought.set(key, page);
    return page;
  };
}
