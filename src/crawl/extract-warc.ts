import { readPages } from "../archive/archive.ts";
import type { LoadedSite } from "../config/load-site.ts";
import { classifyUrl } from "../discover/classify-url.ts";
import type { ArticleRecord } from "../model/article-record.ts";
import { hostOf } from "../model/host-of.ts";
import type { Page } from "../model/page.ts";
import { extractOne, type OnePage } from "./extract-one.ts";

export type WarcPage =
  | { readonly kind: "page"; readonly url: string; readonly result: OnePage }
  /** The site file says that it is no article: it was not read. */
  | { readonly kind: "not-wanted"; readonly url: string; readonly reason: string }
  | { readonly kind: "damage"; readonly offset: number; readonly message: string };

/**
 * Reads every HTML page of a WARC file, any tool's, one after the other: by the site file for its host or, where there is none, by what
 * every page has. Pages that belong to others (comments on a page of their own) are not sought: `replay` does that.
 */
export async function* extractWarc(
  path: string,
  siteFor: (url: string) => Promise<LoadedSite | null>,
): AsyncGenerator<WarcPage> {
  const sites = new Map<string, LoadedSite | null>();
  for await (const item of readPages(path)) {
    if (item.kind === "damage") {
      yield item;
      continue;
    }
    const { page, isCut } = item;
    const url = page.finalUrl;
    const loaded = await siteOf(url, sites, siteFor);
    const classified = loaded === null ? undefined : classifyUrl(url, loaded.site);
    if (classified !== undefined && classified.kind !== "article")
      yield { kind: "not-wanted", url, reason: classified.reason };
    else yield { kind: "page", url, result: await extractSafely(page, loaded, isCut) };
  }
}

/** Archives hold pages of ever the same hosts, or of very many. */
const REMEMBERED_HOSTS = 1000;

async function siteOf(
  url: string,
  sites: Map<string, LoadedSite | null>,
  siteFor: (url: string) => Promise<LoadedSite | null>,
): Promise<LoadedSite | null> {
  const host = hostOf(url);
  const known = sites.get(host);
  if (known !== undefined) return known;
  const loaded = await siteFor(url);
  if (sites.size >= REMEMBERED_HOSTS) sites.clear();
  sites.set(host, loaded);
  return loaded;
}

/** One page that asks too much, or that trips an error of ours, does not end the reading of an archive. */
async function extractSafely(page: Page, loaded: LoadedSite | null, isCut: boolean): Promise<OnePage> {
  try {
    const result = await extractOne(page, loaded);
    return isCut && result.kind === "record" ? { ...result, record: doubted(result.record) } : result;
  } catch (error) {
    return { kind: "failed", detail: error instanceof Error ? error.message : String(error) };
  }
}

/** A page of which only the beginning was archived may lack the end of its text, and comments. */
function doubted(record: ArticleRecord): ArticleRecord {
  const message = "the archive holds only the beginning of the page: text and comments may be missing";
  return {
    ...record,
    commentsComplete: record.commentsComplete === null ? null : false,
    warnings: [...record.warnings, { code: "page-truncated", field: null, message }],
  };
}
