import type { DatabaseSync } from "node:sqlite";
import type { ArticleRecord } from "../model/article-record.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type * as model from "../model/ledger.ts";
import type { Outbox } from "../model/outbox.ts";
import { ArticleTable } from "./article-table.ts";
import { Claims } from "./claims.ts";
import { RESTING, WAITING } from "./codes.ts";
import { Counts } from "./counts.ts";
import { FactTable } from "./fact-table.ts";
import { GroupCommit } from "./group-commit.ts";
import { turnAtMs } from "./host.ts";
import { HostRing } from "./host-ring.ts";
import { clockOf, HostTable } from "./host-table.ts";
import type { LogSync } from "./log-sync.ts";
import { OutboxTable } from "./outbox-table.ts";
import { clearOwner } from "./owner.ts";
import { linesOf, PageEnds } from "./page-ends.ts";
import { PageReader, pagesOf } from "./page-reader.ts";
import { readRecordAt } from "./record-place.ts";
import { RequestTable } from "./request-table.ts";
import { UrlIndex } from "./url-index.ts";
import { VisitTable } from "./visit-table.ts";
import { WordTable } from "./word-table.ts";

export interface SqliteLedgerParts {
  readonly options: model.LedgerOptions;
  readonly database: DatabaseSync;
  readonly path: string;
  readonly log: LogSync;
  readonly lock: { release(): void };
  readonly facts: FactTable;
  readonly wasUnclean: boolean;
  readonly isNew: boolean;
}

/** A clock put back by more than this shifts every wait; a smaller step only lengthens them by itself. */
const CLOCK_TOLERANCE_MS = 60_000;

/** The last time the ledger saw. */
const SEEN_AT = "seenAtMs";

/** The ledger of one machine. */
export class SqliteLedger implements model.Ledger {
  readonly isNew: boolean;
  readonly wasUnclean: boolean;
  readonly outbox: Outbox;
  readonly #parts: SqliteLedgerParts;
  readonly #words: WordTable;
  readonly #counts: Counts;
  readonly #urls: UrlIndex;
  readonly #hosts: HostTable;
  readonly #ring: HostRing;
  readonly #requests: RequestTable;
  readonly #articles: ArticleTable;
  readonly #lines: OutboxTable;
  readonly #ends: PageEnds;
  readonly #claims: Claims;
  readonly #reader: PageReader;
  readonly #meta: FactTable;
  readonly #commit: GroupCommit<readonly number[]>;
  #seenAtMs: number;
  #onLines: () => void = () => {};
  #closing: Promise<void> | undefined;

  constructor(parts: SqliteLedgerParts) {
    const { database, options, facts } = parts;
    this.#parts = parts;
    this.isNew = parts.isNew;
    this.wasUnclean = parts.wasUnclean;
    this.#words = new WordTable(database);
    this.#counts = new Counts(database);
    this.#urls = new UrlIndex(database, facts);
    this.#hosts = new HostTable(database, this.#words);
    this.#ring = new HostRing((queue) => this.#requests.nextDueOf(queue));
    this.#requests = new RequestTable(database, this.#urls, this.#hosts, this.#counts, (host) => this.#ring.wake(host));
    this.#articles = new ArticleTable(database);
    this.#lines = new OutboxTable(database, {
      maxSegmentBytes: options.maxSegmentBytes ?? 128 * 1024 * 1024,
      maxSegmentRecords: options.maxSegmentRecords ?? 100_000,
    });
    this.#ends = new PageEnds(this.#requests, new VisitTable(database), this.#articles, this.#lines, this.#words);
    this.#claims = new Claims(database, this.#ring, this.#requests);
    this.#reader = new PageReader(database, this.#urls);
    this.#meta = new FactTable(database, "meta");
    this.#commit = new GroupCommit(database, {
      path: parts.path,
      afterMs: options.commitAfterMs ?? 50,
      afterEnds: options.commitAfterEnds ?? 100,
      save: () => this.#save(),
      mark: () => this.#lines.mark(),
      sync: () => parts.log.sync(),
      onDurable: (mark) => this.#lines.becameDurable(mark) && this.#onLines(),
    });
    this.outbox = this.#makeOutbox();
    this.#seenAtMs = Number(facts.get(SEEN_AT) ?? options.nowMs);
    this.#see(options.nowMs);
    if (parts.wasUnclean) this.#commit.change(() => this.#hosts.askedAllAt(options.nowMs));
  }

  async add(requests: readonly CrawlRequest[], nowMs: number): Promise<number> {
    return this.#commit.change(() => requests.filter((request) => this.#requests.add(request, nowMs)).length);
  }

  async skip(requests: readonly model.SkippedRequest[]): Promise<number> {
    return this.#commit.change(() => requests.filter((request) => this.#ends.skip(request)).length);
  }

  async claim(nowMs: number, options: model.ClaimOptions): Promise<readonly model.Claim[]> {
    this.#see(nowMs);
    return this.#commit.read(() => {
      this.#ring.focus(options.sites, this.#hosts.all());
      return this.#claims.take(nowMs, options, (queue) =>
        this.#commit.change(() => this.#requests.wakeDue(queue, nowMs)),
      );
    });
  }

  async release(claims: readonly model.Claim[]): Promise<void> {
    for (const { request } of claims) this.#claims.drop(request.site, request.url);
  }

  async nextClaimAtMs(
    nowMs: number,
    sites: readonly string[],
    roomAt?: model.ClaimOptions["roomAt"],
  ): Promise<number | null> {
    this.#see(nowMs);
    return this.#commit.read(() => {
      this.#ring.focus(sites, this.#hosts.all());
      const atMs = this.#ring.nextAtMs(nowMs, roomAt);
      return Number.isFinite(atMs) ? atMs : null;
    });
  }

  async end(pageEnd: model.PageEnd): Promise<model.EndResult> {
    const { site, url, state, dueAtMs } = pageEnd;
    const lines = linesOf(pageEnd);
    const row = this.#claims.rowOf(site, url) ?? this.#commit.read(() => this.#requests.find(site, url));
    if (!row) throw new TypeError(`${url} ended but was never a request of ${site}`);
    if (state === "queued" && dueAtMs === null) throw new TypeError(`${url} is to be tried again, but not told when`);
    const result = this.#commit.change(() => this.#ends.write(row, pageEnd, lines));
    this.#claims.drop(site, url);
    await this.#commit.durable(true);
    return result;
  }

  async reschedule(site: string, url: string, dueAtMs: number | null, priority?: number): Promise<boolean> {
    if (this.#claims.rowOf(site, url)) return true;
    const row = this.#commit.read(() => this.#requests.find(site, url));
    if (!row) return false;
    const turn = dueAtMs === null ? RESTING : WAITING;
    const due = dueAtMs === null ? null : Math.ceil(dueAtMs);
    this.#commit.change(() => this.#requests.change(row, { turn, due, priority: priority ?? row.priority }));
    return true;
  }

  async requeue(query: Omit<model.PageQuery, "turn" | "limit">, nowMs: number): Promise<number> {
    let requeued = 0;
    for await (const page of this.pages({ ...query, turn: "resting" })) {
      if (await this.reschedule(page.request.site, page.request.url, nowMs)) requeued++;
    }
    return requeued;
  }

  async takeTurn(hostName: string, nowMs: number, delayMs: number): Promise<number> {
    this.#see(nowMs);
    return this.#commit.change(() => {
      const host = this.#hosts.hostOf(hostName);
      const atMs = Math.max(nowMs, turnAtMs(host, delayMs));
      host.askedAtMs = atMs;
      host.delayMs = delayMs;
      this.#hosts.changed(host);
      return atMs;
    });
  }

  async setHost(hostName: string, clock: Partial<model.HostClock>, nowMs: number): Promise<void> {
    this.#see(nowMs);
    this.#commit.change(() => {
      const host = this.#hosts.hostOf(hostName);
      host.nextAtMs = clock.nextAtMs ?? host.nextAtMs;
      host.bannedUntilMs = clock.bannedUntilMs ?? host.bannedUntilMs;
      host.delayMs = clock.delayMs ?? host.delayMs;
      this.#hosts.changed(host);
      this.#ring.wake(host);
    });
  }

  async setMeta(name: string, value: model.Json): Promise<void> {
    this.#commit.change(() => this.#meta.set(name, value));
  }

  async known(url: string): Promise<readonly model.KnownPage[]> {
    return this.#commit.read(() => this.#reader.known(url));
  }

  async knownIn(site: string, url: string): Promise<model.KnownPage | undefined> {
    return (await this.known(url)).find((page) => page.request.site === site);
  }

  async article(articleId: string): Promise<model.KnownArticle | undefined> {
    return this.#commit.read(() => this.#reader.article(articleId));
  }

  async lastRecordOf(articleId: string): Promise<ArticleRecord | undefined> {
    const { place, kept } = this.#commit.read(() => this.#articles.lastLineOf(articleId));
    return kept ?? (place && readRecordAt(this.#parts.options.directory, articleId, place));
  }

  async hostClock(hostName: string): Promise<model.HostClock | undefined> {
    const host = this.#hosts.find(hostName);
    return host && clockOf(host);
  }

  async getMeta(name: string): Promise<model.Json | undefined> {
    return this.#commit.read(() => this.#meta.get(name));
  }

  async counts(): Promise<readonly model.LedgerCount[]> {
    return this.#counts.list(this.#words);
  }

  pages(query: model.PageQuery): AsyncIterable<model.KnownPage> {
    return pagesOf((row) => this.#commit.read(() => this.#reader.pagesAfter(row, query)), query.limit);
  }

  flush(): Promise<void> {
    return this.#commit.flush();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { database, lock, log, facts } = this.#parts;
    try {
      if (this.#commit.hasFailed) return;
      this.#commit.change(() => clearOwner(facts));
      await this.#commit.flush();
    } finally {
      this.#commit.abandon();
      await log.close();
      database.close();
      lock.release();
    }
  }

  #save(): void {
    this.#hosts.save();
    this.#counts.save();
    this.#lines.save();
    this.#urls.save();
    this.#parts.facts.set(SEEN_AT, this.#seenAtMs);
  }

  /** No wait may grow by as much as the clock was put back. */
  #see(nowMs: number): void {
    const backMs = this.#seenAtMs - nowMs;
    if (backMs > CLOCK_TOLERANCE_MS) {
      this.#commit.change(() => {
        this.#hosts.shiftAll(backMs);
        this.#requests.shiftAll(backMs);
      });
      this.#ring.reset(this.#hosts.all());
      this.#seenAtMs = nowMs;
    }
    this.#seenAtMs = Math.max(this.#seenAtMs, nowMs);
  }

  #makeOutbox(): Outbox {
    const lines = this.#lines;
    return {
      written: async (stream) => lines.written(stream),
      linesAfter: async (stream, sequence, maxBytes) =>
        this.#commit.read(() => lines.linesAfter(stream, sequence, maxBytes)),
      noteWritten: async (stream, position) => this.#commit.change(() => lines.noteWritten(stream, position)),
      sealed: async (stream) => this.#commit.read(() => lines.sealed(stream)),
      placedIn: async (stream, segment) => this.#commit.read(() => lines.placedIn(stream, segment)),
      noteSealed: async (segment) => {
        this.#commit.change(() => lines.noteSealed(segment));
        await this.#commit.flush();
      },
      onLines: (listener) => {
        this.#onLines = listener;
      },
    };
  }
}
