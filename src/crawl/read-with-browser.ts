import { CrawlError } from "../model/crawl-error.ts";
import type { Claim } from "../model/ledger.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import { hasHtml } from "../render/has-html.ts";
import type { PageReading } from "../render/needs-browser.ts";
import { PageLostError } from "../render/page-lost-error.ts";
import { render } from "./bring.ts";
import { type BrowsedKind, browserUse } from "./browsing.ts";
import type { VisitContext } from "./visit-context.ts";

/** How pages of one kind are read, and what such a reading lacks. */
export interface BrowsedReader<Result> {
  readonly kind: BrowsedKind;
  read(page: Page): Promise<Result>;
  readingOf(result: Result): PageReading;
  /** True for what stands as it is, an outcome: a gate is not rendered away, and one that a script opens is not read past. */
  isFinal(result: Result): boolean;
  /** True where the whole visit may be made again, if the browser is lost under the page. */
  readonly mayComeBack: boolean;
}

/** A page with what was read from it. */
export interface BrowsedPage<Result> {
  readonly page: Page;
  readonly result: Result;
  /** True where the rendered page stands. */
  readonly isRendered: boolean;
}

/**
 * Reads a page as it was fetched and, where its site file wants a browser for it, again after its scripts ran.
 *
 * With `auto` the better of the two readings stands, or the one that a wall closed, and a page that cannot be rendered stands as it was fetched, once no other visit may
 * do better; with `always` only the rendered page counts. Where our own rules refuse what a script leads to, that is the page's end with either.
 */
export async function readWithBrowser<Result>(
  fetched: Page,
  site: Site,
  { browsing, bringer, warn }: Pick<VisitContext, "browsing" | "bringer" | "warn">,
  { kind, read, readingOf, isFinal, mayComeBack }: BrowsedReader<Result>,
): Promise<BrowsedPage<Result>> {
  const use = browserUse(site, kind);
  const before = { page: fetched, result: await read(fetched), isRendered: false };
  if (use === "never" || !hasHtml(fetched) || isFinal(before.result)) return before;
  const reading = readingOf(before.result);
  if (!browsing.needs(site, kind, reading, fetched.requestedUrl)) {
    browsing.note(site, kind, reading, null);
    return before;
  }
  try {
    const page = await render(fetched, site, { ...bringer, source: await browsing.renderer() });
    const after = { page, result: await read(page), isRendered: true };
    const isChosen = browsing.note(site, kind, reading, readingOf(after.result));
    return use === "always" || isChosen || isFinal(after.result) ? after : before;
  } catch (error) {
    if (!(error instanceof CrawlError) || (error instanceof PageLostError && mayComeBack)) throw error;
    const isNews = browsing.noteFailure(site, kind, reading, error);
    if (use === "always") throw error;
    if (isNews) warn({ site: site.name, url: fetched.requestedUrl }, "browser", error.message);
    return before;
  }
}

export function mayComeBack({ attempts }: Claim, { manners }: Site): boolean {
  return attempts < manners.retries;
}
