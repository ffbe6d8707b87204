import type { LoadedSite } from "../config/load-site.ts";
import { parseHtml } from "../dom/parse-html.ts";
import { decodeBody } from "../model/charset.ts";
import type { Page } from "../model/page.ts";
import { scaffoldSite } from "../scaffold/scaffold-site.ts";
import { siteFileText } from "../scaffold/site-file-text.ts";
import { extractOne, type OnePage } from "./extract-one.ts";

/** A begun site file for the page's site. */
export interface BegunSite {
  readonly name: string;
  readonly text: string;
  /** What the page gave without a site file. */
  readonly outcome: OnePage;
}

/** Proposes a site file from one page; undefined where the page is no article to begin from. */
export async function beginSite(page: Page): Promise<BegunSite | { readonly outcome: OnePage; readonly text: null }> {
  const outcome = await extractOne(page, null);
  if (outcome.kind === "not-article" || outcome.kind === "failed") return { outcome, text: null };
  const scaffold = scaffoldSite(parseHtml(decodeBody(page)), page.finalUrl, outcome.record);
  return { name: scaffold.name, text: siteFileText(scaffold, page.finalUrl, page.fetchedAt.slice(0, 10)), outcome };
}

/** The files of an example: `meta.json` and `record.json` beside the page, for a person to review. */
export async function exampleFiles(
  page: Page,
  loaded: LoadedSite,
): Promise<{ readonly meta: string; readonly record: string; readonly outcome: OnePage }> {
  const outcome = await extractOne(page, loaded);
  const meta = {
    url: page.finalUrl,
    fetchedAt: page.fetchedAt,
    status: page.status,
    ...(page.headers["content-type"] === undefined ? {} : { contentType: page.headers["content-type"][0] }),
  };
  const expected =
    outcome.kind === "record"
      ? outcome.record
      : outcome.kind === "not-article"
        ? { notArticle: outcome.what }
        : outcome.kind === "rejected"
          ? { rejected: outcome.reasons.map(({ code }) => code) }
          : {};
  return { meta: `${JSON.stringify(meta, null, 2)}\n`, record: `${JSON.stringify(expected, null, 2)}\n`, outcome };
}
