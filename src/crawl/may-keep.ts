import { ParseBoundsError, parseHtml } from "../dom/parse-html.ts";
import { metasOf, noMetas, type PageMetas } from "../extract/page-metas.ts";
import { decodeBody } from "../model/charset.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import { readRights } from "../robots/robots.ts";
import { PRODUCT_TOKEN } from "./product-token.ts";

/**
 * Whether a page may go into an archive: not where its headers or meta elements say `noarchive` and the site file respects it.
 *
 * Only a page in which the word stands is parsed for it, so that archiving costs no second parse of every page.
 */
export function mayKeep(page: Page, { respect }: Pick<Site, "respect">): boolean {
  if (respect.noarchive === "record") return true;
  if (saysNoArchive(page, noMetas)) return false;
  if (!/noarchive/i.test(Buffer.from(page.body).toString("latin1").replaceAll("\0", ""))) return true;
  try {
    return !saysNoArchive(page, metasOf(parseHtml(decodeBody(page))));
  } catch (error) {
    if (!(error instanceof ParseBoundsError)) throw error;
    return false;
  }
}

function saysNoArchive(page: Page, metas: PageMetas): boolean {
  const { robots } = readRights({
    ...metas,
    headers: page.headers,
    url: page.finalUrl,
    productToken: PRODUCT_TOKEN,
    fetchedAt: page.fetchedAt,
  });
  return robots.includes("noarchive");
}
