import type { LoadedSite } from "../config/load-site.ts";
import type { Page } from "../model/page.ts";
import type { ArticleReader, ArticleReading, ReadingAsk } from "./article-reader.ts";
import { PageUnreadError } from "./page-unread-error.ts";
import { type ArticleContext, readingAsk } from "./read-browsed-article.ts";

/** Begins to read a page at once, before its visit begins; that visit is to read with what this gives. */
export function readAhead(
  page: Page,
  loaded: LoadedSite,
  askedUrl: string,
  reader: ArticleReader,
  context: ArticleContext,
): ArticleReader {
  const early = readingAsk(page, loaded, { askedUrl, mayComeBack: false }, context).then((ask) =>
    readSurely(reader, page, loaded, ask),
  );
  // Who reads hears of it.
  early.catch(() => {});
  return {
    read: (each, site, ask) => (each === page && !ask.isRendered ? early : readSurely(reader, each, site, ask)),
  };
}

/** A page that is still at hand is read again where it was lost on the way; each time another page ended the thread, so that this ends. */
async function readSurely(
  reader: ArticleReader,
  page: Page,
  loaded: LoadedSite,
  ask: ReadingAsk,
): Promise<ArticleReading> {
  for (;;) {
    try {
      return await reader.read(page, loaded, ask);
    } catch (error) {
      if (!(error instanceof PageUnreadError)) throw error;
    }
  }
}
