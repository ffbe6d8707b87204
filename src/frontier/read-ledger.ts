import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { OutputError } from "../model/dataset-error.ts";
import type { HostClock, Json, LedgerReader } from "../model/ledger.ts";
import { ArticleTable } from "./article-table.ts";
import { listCounts } from "./counts.ts";
import { FactTable } from "./fact-table.ts";
import { LEDGER_FILE, openDatabaseForReading } from "./open-database.ts";
import { type Owner, ownerIn } from "./owner.ts";
import { PageReader, pagesOf } from "./page-reader.ts";
import { readRecordAt } from "./record-place.ts";
import { asOutputError } from "./sqlite-error.ts";
import { UrlIndexReader } from "./url-index.ts";

/** A ledger to look into; `owner` is who has it open for writing now, or had when it died. */
export type OpenedReader = LedgerReader & { readonly owner: Owner | undefined };

/** Opens a dataset only to look into it, also while a crawl writes it: gives what is committed. Throws an `OutputError` where there is none. */
export async function openLedgerForReading(directory: string): Promise<OpenedReader> {
  const path = join(directory, LEDGER_FILE);
  if (!existsSync(path)) throw new OutputError(`${directory}: there is no dataset here: no ${LEDGER_FILE}`, { path });
  const database = read(path, () => openDatabaseForReading(path));
  return read(path, () => readerOf(directory, path, database));
}

function readerOf(directory: string, path: string, database: DatabaseSync): OpenedReader {
  const facts = new FactTable(database, "facts");
  const pages = new PageReader(database, new UrlIndexReader(database, facts));
  const articles = new ArticleTable(database);
  const meta = new FactTable(database, "meta");
  const known = async (url: string) => read(path, () => pages.known(url));
  return {
    owner: ownerIn(facts),
    known,
    knownIn: async (site, url) => (await known(url)).find((page) => page.request.site === site),
    article: async (articleId) => read(path, () => pages.article(articleId)),
    lastRecordOf: async (articleId) => {
      const { place, kept } = read(path, () => articles.lastLineOf(articleId));
      return kept ?? (place && readRecordAt(directory, articleId, place));
    },
    hostClock: async (host) => read(path, () => hostClock(database, host)),
    getMeta: async (name): Promise<Json | undefined> => read(path, () => meta.get(name)),
    counts: async () => read(path, () => listCounts(database)),
    pages: (query) => pagesOf((row) => read(path, () => pages.pagesAfter(row, query)), query.limit),
    close: async () => database.close(),
  };
}

function hostClock(database: DatabaseSync, name: string): HostClock | undefined {
  const row = database.prepare("SELECT asked_at, next_at, banned_until, delay FROM hosts WHERE name = ?").get(name);
  if (!row) return undefined;
  const delayMs = Number(row.delay ?? 0);
  const nextAtMs = Math.max(Number(row.next_at), row.asked_at === null ? 0 : Number(row.asked_at) + delayMs);
  return { nextAtMs, bannedUntilMs: Number(row.banned_until), delayMs };
}

function read<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asOutputError(error, path);
  }
}
