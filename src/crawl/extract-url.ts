import type { LoadedSite } from "../config/load-site.ts";
import { consequenceOf } from "../fetch/fetcher.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { Page } from "../model/page.ts";
import { checkRecord } from "../validate/check-record.ts";
import { browserUse } from "./browsing.ts";
import { extractOne, type OnePage } from "./extract-one.ts";
import { type OnePageOptions, openOnePageSource } from "./one-page-source.ts";
import { judgeOne } from "./read-one.ts";
import { type OneBrowserOptions, readOneWithBrowser } from "./read-one-with-browser.ts";
import { withoutAddress } from "./without-address.ts";

export type ExtractUrlOptions = OnePageOptions & Pick<OneBrowserOptions, "warn">;

/** Brings one page from the web, and all that belongs to it, in a browser too where its site file says so, and reads it. What the server did wrong is an outcome. */
export async function extractUrl(url: string, loaded: LoadedSite | null, options: ExtractUrlOptions): Promise<OnePage> {
  const source = openOnePageSource(loaded, options);
  try {
    const page = await source.get({ url });
    const { consequence } = consequenceOf(page.status, page.headers, Date.now());
    if (consequence === "retry") return { kind: "failed", detail: `the server answered ${page.status}` };
    if (loaded !== null && browserUse(loaded.site, "article") !== "never") {
      const { page: read, extraction } = await readOneWithBrowser(page, loaded, source, options);
      return judgeOne(checkRecord, read, extraction, loaded);
    }
    const tdmRules = await source.tdmFiles.rulesFor(page.finalUrl);
    return await extractOne(page, loaded, { tdmRules, bring: (followUp) => source.get(followUp) });
  } catch (error) {
    if (error instanceof CrawlError || error instanceof RefusedError)
      return { kind: "failed", detail: withoutAddress(error.message, url) };
    throw error;
  } finally {
    await source.close();
  }
}

/** Brings one page as it is, of any status. Throws a `CrawlError` or a `RefusedError`. */
export async function fetchOne(url: string, loaded: LoadedSite | null, options: ExtractUrlOptions): Promise<Page> {
  const source = openOnePageSource(loaded, options);
  try {
    return await source.get({ url });
  } finally {
    await source.close();
  }
}
