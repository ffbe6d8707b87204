import type { DatabaseSync } from "node:sqlite";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type * as model from "../model/ledger.ts";
import { RESTING, WAITING } from "./codes.ts";
import { GroupCommit } from "./group-commit.ts";
import { turnAtMs } from "./host.ts";
import { clockOf } from "./host-table.ts";
import { LedgerOutbox } from "./ledger-outbox.ts";
import { LedgerQueries } from "./ledger-queries.ts";
import { type LedgerTables, openTables, saveTables } from "./ledger-tables.ts";
import type { LogSync } from "./log-sync.ts";
import { clearOwner } from "./owner.ts";
import { linesOf } from "./page-ends.ts";

export interface SqliteLedgerParts {
  readonly options: model.LedgerOptions;
  readonly database: DatabaseSync;
  readonly path: string;
  readonly log: LogSync;
  readonly lock: { release(): void };
  readonly wasUnclean: boolean;
  readonly isNew: boolean;
}

/** A clock put back by more than this shifts every wait; a smaller step only lengthens them by itself. */
const CLOCK_TOLERANCE_MS = 60_000;

/** The last time the ledger saw. */
const SEEN_AT = "seenAtMs";

/** The ledger of one machine. */
export class SqliteLedger extends LedgerQueries implements model.Ledger {
  readonly isNew: boolean;
  readonly wasUnclean: boolean;
  readonly outbox: LedgerOutbox;
  readonly #parts: SqliteLedgerParts;
  readonly #tables: LedgerTables;
  readonly #commit: GroupCommit<readonly number[]>;
  #seenAtMs: number;
  #closing: Promise<void> | undefined;

  constructor(parts: SqliteLedgerParts) {
    const { database, options } = parts;
    const tables = openTables(database, options);
    super(options.directory, database, tables.urls);
    this.#parts = parts;
    this.#tables = tables;
    this.isNew = parts.isNew;
    this.wasUnclean = parts.wasUnclean;
    this.#commit = new GroupCommit(database, {
      path: parts.path,
      afterMs: options.commitAfterMs ?? 50,
      afterEnds: options.commitAfterEnds ?? 100,
      save: () => {
        saveTables(tables);
        tables.facts.set(SEEN_AT, this.#seenAtMs);
      },
      mark: () => tables.outbox.mark(),
      sync: () => parts.log.sync(),
      onDurable: (mark) => tables.outbox.becameDurable(mark) && this.outbox.tell(),
    });
    this.outbox = new LedgerOutbox(tables.outbox, this.#commit);
    this.#seenAtMs = Number(tables.facts.get(SEEN_AT) ?? options.nowMs);
    this.#see(options.nowMs);
    if (parts.wasUnclean) this.#commit.change(() => tables.hosts.askedAllAt(options.nowMs));
  }

  async add(requests: readonly CrawlRequest[], nowMs: number): Promise<number> {
    return this.#commit.change(() => requests.filter((request) => this.#tables.requests.add(request, nowMs)).length);
  }

  async skip(requests: readonly model.SkippedRequest[]): Promise<number> {
    return this.#commit.change(() => requests.filter((request) => this.#tables.ends.skip(request)).length);
  }

  async claim(nowMs: number, options: model.ClaimOptions): Promise<readonly model.Claim[]> {
    const { ring, hosts, claims, requests } = this.#tables;
    this.#see(nowMs);
    return this.#commit.read(() => {
      ring.focus(options.sites, hosts.all());
      return claims.take(nowMs, options, (queue) => this.#commit.change(() => requests.wakeDue(queue, nowMs)));
    });
  }

  async release(claims: readonly model.Claim[]): Promise<void> {
    for (const { request } of claims) this.#tables.claims.putBack(request.site, request.url);
  }

  async nextClaimAtMs(
    nowMs: number,
    sites: readonly string[],
    roomAt?: model.ClaimOptions["roomAt"],
  ): Promise<number | null> {
    const { ring, hosts } = this.#tables;
    this.#see(nowMs);
    return this.#commit.read(() => {
      ring.focus(sites, hosts.all());
      const atMs = ring.nextAtMs(nowMs, roomAt);
      return Number.isFinite(atMs) ? atMs : null;
    });
  }

  async hasWork(nowMs: number, sites: readonly string[]): Promise<boolean> {
    const { counts, hosts, requests, words } = this.#tables;
    return this.#commit.read(() => {
      for (const queue of hosts.queues()) {
        if (!sites.includes(queue.site)) continue;
        if (queue.ready > queue.claimed || requests.nextDueOf(queue) <= nowMs) return true;
      }
      return counts
        .list(words)
        .some(({ site, turn, state }) => turn === "waiting" && state === "queued" && sites.includes(site));
    });
  }

  async end(pageEnd: model.PageEnd): Promise<model.EndResult> {
    const { claims, requests, ends } = this.#tables;
    const { site, url, state, dueAtMs } = pageEnd;
    const lines = linesOf(pageEnd);
    const row = claims.rowOf(site, url) ?? this.read(() => requests.find(site, url));
    if (!row) throw new TypeError(`${url} ended but was never a request of ${site}`);
    if (state === "queued" && dueAtMs === null) throw new TypeError(`${url} is to be tried again, but not told when`);
    const result = this.#commit.change(() => ends.write(row, pageEnd, lines));
    claims.drop(site, url);
    await this.#commit.durable(true);
    return result;
  }

  async reschedule(site: string, url: string, dueAtMs: number | null, priority?: number): Promise<boolean> {
    const { claims, requests } = this.#tables;
    if (claims.rowOf(site, url)) return true;
    const row = this.read(() => requests.find(site, url));
    if (!row) return false;
    const turn = dueAtMs === null ? RESTING : WAITING;
    const due = dueAtMs === null ? null : Math.ceil(dueAtMs);
    this.#commit.change(() => requests.change(row, { turn, due, priority: priority ?? row.priority }));
    return true;
  }

  async requeue(query: Omit<model.PageQuery, "turn" | "limit">, nowMs: number): Promise<number> {
    const { counts, words, requeue } = this.#tables;
    if (!counts.list(words).some((count) => count.turn === "resting" && isOf(count, query))) return 0;
    let all = 0;
    for (let row: number | undefined = 0; row !== undefined; ) {
      const after: number = row;
      const { requeued, next } = this.#commit.change(() => requeue.after(after, query, nowMs));
      all += requeued;
      row = next;
      // A long search lets others work in between.
      await new Promise(setImmediate);
    }
    return all;
  }

  async takeTurn(hostName: string, nowMs: number, delayMs: number): Promise<number> {
    const { hosts } = this.#tables;
    this.#see(nowMs);
    return this.#commit.change(() => {
      const host = hosts.hostOf(hostName);
      const atMs = Math.max(nowMs, turnAtMs(host, delayMs));
      host.askedAtMs = atMs;
      host.delayMs = delayMs;
      hosts.changed(host);
      return atMs;
    });
  }

  async setHost(hostName: string, clock: Partial<model.HostClock>, nowMs: number): Promise<void> {
    const { hosts, ring } = this.#tables;
    this.#see(nowMs);
    this.#commit.change(() => {
      const host = hosts.hostOf(hostName);
      host.nextAtMs = clock.nextAtMs ?? host.nextAtMs;
      host.bannedUntilMs = clock.bannedUntilMs ?? host.bannedUntilMs;
      host.delayMs = clock.delayMs ?? host.delayMs;
      hosts.changed(host);
      ring.wake(host);
    });
  }

  async hostClock(hostName: string): Promise<model.HostClock | undefined> {
    const host = this.#tables.hosts.find(hostName);
    return host && clockOf(host);
  }

  async counts(): Promise<readonly model.LedgerCount[]> {
    return this.#tables.counts.list(this.#tables.words);
  }

  async setMeta(name: string, value: model.Json): Promise<void> {
    this.#commit.change(() => this.#tables.meta.set(name, value));
  }

  flush(): Promise<void> {
    return this.#commit.flush();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  protected override read<T>(work: () => T): T {
    return this.#commit.read(work);
  }

  async #close(): Promise<void> {
    const { database, lock, log } = this.#parts;
    try {
      if (this.#commit.hasFailed) return;
      this.#commit.change(() => clearOwner(this.#tables.facts));
      await this.#commit.flush();
    } finally {
      this.#commit.abandon();
      await log.close();
      database.close();
      lock.release();
    }
  }

  /** No wait may grow by as much as the clock was put back. */
  #see(nowMs: number): void {
    const { hosts, requests, ring } = this.#tables;
    const backMs = this.#seenAtMs - nowMs;
    this.#seenAtMs = Math.max(this.#seenAtMs, nowMs);
    if (backMs <= CLOCK_TOLERANCE_MS) return;
    this.#seenAtMs = nowMs;
    this.#commit.change(() => {
      hosts.shiftAll(backMs);
      requests.shiftAll(backMs);
    });
    ring.reset(hosts.all());
  }
}

function isOf(count: model.LedgerCount, { site, state, reason }: model.PageQuery): boolean {
  return (
    (site === undefined || count.site === site) &&
    (state === undefined || count.state === state) &&
    (reason === undefined || count.reason === reason)
  );
}
