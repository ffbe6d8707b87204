import type { DatabaseSync } from "node:sqlite";
import type { ArticleRecord } from "../model/article-record.ts";
import type { Json, KnownArticle, KnownPage, PageQuery } from "../model/ledger.ts";
import { ArticleTable } from "./article-table.ts";
import { ErasedTable } from "./erased-table.ts";
import { FactTable } from "./fact-table.ts";
import { PageReader } from "./page-reader.ts";
import { readRecordAt } from "./record-place.ts";
import type { UrlIndexReader } from "./url-index.ts";

/** What may be asked of a ledger alike by its writer and by whoever looks on. */
export abstract class LedgerQueries {
  readonly #directory: string;
  readonly #pages: PageReader;
  readonly #articles: ArticleTable;
  readonly #meta: FactTable;
  readonly #erased: ErasedTable;

  constructor(directory: string, database: DatabaseSync, urls: Pick<UrlIndexReader, "rowsOf">) {
    this.#directory = directory;
    this.#pages = new PageReader(database, urls);
    this.#articles = new ArticleTable(database);
    this.#meta = new FactTable(database, "meta");
    this.#erased = new ErasedTable(database);
  }

  /** Runs `work`, which only reads, and tells what went wrong in the house's words. */
  protected abstract read<T>(work: () => T): T;

  async known(url: string): Promise<readonly KnownPage[]> {
    return this.read(() => this.#pages.known(url));
  }

  async knownIn(site: string, url: string): Promise<KnownPage | undefined> {
    return (await this.known(url)).find((page) => page.request.site === site);
  }

  async article(articleId: string): Promise<KnownArticle | undefined> {
    return this.read(() => this.#pages.article(articleId));
  }

  async lastRecordOf(articleId: string): Promise<ArticleRecord | undefined> {
    const { place, kept } = this.read(() => this.#articles.lastLineOf(articleId));
    return kept ?? (place && readRecordAt(this.#directory, articleId, place));
  }

  async getMeta(name: string): Promise<Json | undefined> {
    return this.read(() => this.#meta.get(name));
  }

  async erasedAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.read(() => this.#erased.among(ids));
  }

  async *pages(query: PageQuery): AsyncGenerator<KnownPage> {
    let left = query.limit ?? Number.POSITIVE_INFINITY;
    for (let row: number | undefined = 0; row !== undefined; ) {
      const after: number = row;
      const { pages, next } = this.read(() => this.#pages.pagesAfter(after, query));
      for (const page of pages) {
        if (left-- <= 0) return;
        yield page;
      }
      row = next;
      // A long search lets others work in between.
      await new Promise(setImmediate);
    }
  }
}
