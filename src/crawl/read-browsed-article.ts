import type { LoadedSite } from "../config/load-site.ts";
import type { FollowUp } from "../model/extraction.ts";
import type { NotArticle } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import type { ArticleReading, ReadingAsk } from "./article-reader.ts";
import { bringComments } from "./bring-comments.ts";
import { browserUse } from "./browsing.ts";
import { readWithBrowser } from "./read-with-browser.ts";
import type { VisitContext } from "./visit-context.ts";

/** What reading an article's page needs of a visit. */
export type ArticleContext = Pick<VisitContext, "browsing" | "bringer" | "warn" | "tdmFiles" | "keepsPages">;

export interface ArticleAsked {
  /** The address that the visit began with. */
  readonly askedUrl: string;
  /** True where the whole visit may be made again. */
  readonly mayComeBack: boolean;
}

/** Reads an article's page with all that belongs to it, in a browser too where its site file wants that. */
export async function readBrowsedArticle<Reading extends Pick<ArticleReading, "notArticle" | "gaps">>(
  fetched: Page,
  loaded: LoadedSite,
  asked: ArticleAsked,
  read: (page: Page, ask: ReadingAsk) => Promise<Reading>,
  context: ArticleContext,
): Promise<{ readonly page: Page; readonly reading: Reading }> {
  const ask = await readingAsk(fetched, loaded, asked, context);
  const { page, result } = await readWithBrowser(fetched, loaded.site, context, {
    kind: "article",
    read: (each) => read(each, { ...ask, isRendered: each !== fetched }),
    readingOf: ({ gaps }) => gaps(),
    isFinal: ({ notArticle }) => notArticle !== null && !MAY_BE_A_SHELL.has(notArticle.what),
    mayComeBack: asked.mayComeBack,
  });
  return { page, reading: result };
}

/** What a reader is told of a page as it was fetched. */
export async function readingAsk(
  page: Page,
  { site }: LoadedSite,
  { askedUrl, mayComeBack }: ArticleAsked,
  context: ArticleContext,
): Promise<ReadingAsk> {
  const mayBeRendered = browserUse(site, "article") !== "never";
  const bring = (followUp: FollowUp) => bringComments(followUp, site, context, mayComeBack);
  return {
    askedUrl,
    isRendered: false,
    bring: mayBeRendered ? once(bring) : bring,
    // Also where the site file only wants it recorded.
    tdmRules: await context.tdmFiles.rulesFor(page.finalUrl),
    keepsBytes: context.keepsPages || mayBeRendered,
  };
}

/** A page that waits for its scripts may look like one of these. */
const MAY_BE_A_SHELL: ReadonlySet<NotArticle> = new Set(["soft-not-found", "not-an-article"]);

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
