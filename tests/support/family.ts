import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { type LoadedSite, loadSite } from "../../src/config/load-site.ts";
import { extractOne } from "../../src/crawl/extract-one.ts";
import { pageOfFile } from "../../src/crawl/file-page.ts";
import { CrawlError } from "../../src/model/crawl-error.ts";
import type { FollowUp } from "../../src/model/extraction.ts";
import type { Hop, Page } from "../../src/model/page.ts";

/** One address of an invented publisher, and what it answers. */
export interface FamilyPage {
  readonly url: string;
  /** In the family's folder; no file: an empty body. */
  readonly file?: string;
  readonly status?: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a redirect leads. */
  readonly location?: string;
  /** The body of the POST that this answers; other pages are got. */
  readonly asked?: string;
}

/** An article's page, with the truth about it. */
export interface FamilyArticle extends FamilyPage {
  readonly name: string;
  /** False: no listing leads there. */
  readonly isLinked: boolean;
  /** `NAME.golden.json`: the whole record, or an outcome such as `{ "notArticle": "consent" }`. */
  readonly golden: Golden;
  /** Fields that depend on when the page is read. */
  readonly relative?: readonly string[];
}

export type Golden = Readonly<Record<string, unknown>>;

/** A row of listing pages, as it is walked, and the articles it names, in order. */
export interface FamilyRow {
  readonly start: string;
  readonly pages: readonly string[];
  readonly articles: readonly string[];
}

/** A family of layout: an invented publisher with its site file, its pages and the truth about them. */
export interface Family {
  readonly name: string;
  readonly directory: string;
  readonly loaded: LoadedSite;
  readonly fetchedAt: string;
  /** An advertisement as this publisher writes it. */
  readonly ad: string;
  readonly pages: readonly FamilyPage[];
  readonly articles: readonly FamilyArticle[];
  readonly rows: readonly FamilyRow[];
}

const folder = new URL("../families/", import.meta.url).pathname;

export function readFamilies(): Promise<Family[]> {
  const order = (path: string) => Number(basename(path).slice(1));
  const directories = globSync(join(folder, "F*")).sort((one, other) => order(one) - order(other));
  return Promise.all(directories.map(readFamily));
}

async function readFamily(directory: string): Promise<Family> {
  const loaded = await loadSite(join(directory, "site.yaml"));
  const { fetchedAt, ad, pages, rows } = parse(readFileSync(join(directory, "pages.yaml"), "utf8")) as {
    fetchedAt: string;
    ad: string;
    pages: readonly (FamilyPage & { readonly name?: string; readonly isLinked?: boolean })[];
    rows: readonly FamilyRow[];
  };
  const articles = pages.flatMap((page) => {
    const { name, isLinked = true } = page;
    if (name === undefined) return [];
    const golden = JSON.parse(readFileSync(join(directory, `${name}.golden.json`), "utf8")) as Golden;
    return [{ ...page, name, isLinked, golden }];
  });
  return { name: basename(directory), directory, loaded, fetchedAt, ad, pages, articles, rows };
}

export function bodyOf({ directory }: Family, { file }: FamilyPage): Buffer {
  return file === undefined ? Buffer.alloc(0) : readFileSync(join(directory, file));
}

/** Bodies that stand in for some pages' own, by address. */
export type Changed = ReadonlyMap<string, Uint8Array>;

/** The page that answers at an address, redirects followed, as if it had just come. */
export function pageAt(family: Family, url: string, changed: Changed = new Map(), asked?: string): Page {
  const hops: Hop[] = [];
  let found = find(family, url, asked);
  while (found.location !== undefined) {
    hops.push({ url: found.url, status: found.status ?? 302, location: found.location });
    found = find(family, found.location);
  }
  const { status = 200, headers = {}, contentType = null } = found;
  const body = changed.get(found.url) ?? bodyOf(family, found);
  const page = pageOfFile({ body, url: found.url, fetchedAt: family.fetchedAt, contentType, status });
  const sent = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]]);
  return { ...page, requestedUrl: url, hops, headers: { ...page.headers, ...Object.fromEntries(sent) } };
}

function find({ pages, name }: Family, url: string, asked?: string): FamilyPage {
  const found = pages.find((page) => page.url === url && page.asked === asked);
  if (found !== undefined) return found;
  const message = `${name} has no page ${url}${asked === undefined ? "" : ` for ${asked}`}`;
  throw new CrawlError(message, { reason: "network", consequence: "give-up", url });
}

/** What becomes of an article with all the pages that belong to it, as the golden files tell it. */
export async function resultOf(
  family: Family,
  article: FamilyArticle,
  changed: Changed = new Map(),
  onAsked: (url: string) => void = () => {},
): Promise<Golden> {
  const bring = async ({ url, body: asked }: FollowUp) => {
    onAsked(url);
    return pageAt(family, url, changed, asked ?? undefined);
  };
  const result = await extractOne(pageAt(family, article.url, changed), family.loaded, { bring });
  if (result.kind === "record") return result.record;
  if (result.kind === "not-article") return { notArticle: result.what };
  if (result.kind === "rejected") return { rejected: result.reasons.map(({ code }) => code) };
  return { failed: result.detail };
}
