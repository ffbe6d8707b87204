import type { DatabaseSync } from "node:sqlite";
import type { LedgerOptions } from "../model/ledger.ts";
import { ArticleTable } from "./article-table.ts";
import { Claims } from "./claims.ts";
import { Counts } from "./counts.ts";
import { FactTable } from "./fact-table.ts";
import { HostRing } from "./host-ring.ts";
import { HostTable } from "./host-table.ts";
import { OutboxTable } from "./outbox-table.ts";
import { PageEnds } from "./page-ends.ts";
import { RequestTable } from "./request-table.ts";
import { Requeue } from "./requeue.ts";
import { UrlIndex } from "./url-index.ts";
import { VisitTable } from "./visit-table.ts";
import { WordTable } from "./word-table.ts";

export type LedgerTables = ReturnType<typeof openTables>;

/** What a ledger's writer works with, each part with the others it needs. */
export function openTables(database: DatabaseSync, options: LedgerOptions) {
  const facts = new FactTable(database, "facts");
  const meta = new FactTable(database, "meta");
  const words = new WordTable(database);
  const counts = new Counts(database);
  const urls = new UrlIndex(database, facts);
  const hosts = new HostTable(database, words);
  const ring: HostRing = new HostRing((queue) => requests.nextDueOf(queue));
  const requests = new RequestTable(database, urls, hosts, counts, (host) => ring.wake(host));
  const outbox = new OutboxTable(database, {
    maxSegmentBytes: options.maxSegmentBytes ?? 128 * 1024 * 1024,
    maxSegmentRecords: options.maxSegmentRecords ?? 100_000,
  });
  const visits = new VisitTable(database);
  const ends = new PageEnds({ requests, visits, articles: new ArticleTable(database), outbox, words, meta });
  const claims = new Claims(database, ring, requests);
  const requeue = new Requeue(database, requests);
  return { facts, meta, words, counts, urls, hosts, ring, requests, outbox, ends, claims, requeue };
}

/** Writes what the tables keep in memory; called before each commit. */
export function saveTables({ hosts, counts, outbox, urls }: LedgerTables): void {
  hosts.save();
  counts.save();
  outbox.save();
  urls.save();
}
