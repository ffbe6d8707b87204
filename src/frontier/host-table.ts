import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { HostClock } from "../model/ledger.ts";
import { type Host, type Queue, turnAtMs } from "./host.ts";
import type { WordTable } from "./word-table.ts";

/** All hosts and their queues, in memory; there are as many as sites have hosts, whatever the number of URLs. */
export class HostTable {
  readonly #words: WordTable;
  readonly #insertHost: StatementSync;
  readonly #insertQueue: StatementSync;
  readonly #saveHost: StatementSync;
  readonly #saveQueue: StatementSync;
  readonly #hosts = new Map<string, Host>();
  readonly #queues = new Map<number, Queue>();
  readonly #changedHosts = new Set<Host>();
  readonly #changedQueues = new Set<Queue>();
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(database: DatabaseSync, words: WordTable) {
    this.#words = words;
    this.#insertHost = database.prepare("INSERT INTO hosts (id, name, next_at, banned_until) VALUES (?, ?, 0, 0)");
    this.#insertQueue = database.prepare("INSERT INTO queues (id, site, host, ready) VALUES (?, ?, ?, 0)");
    this.#saveHost = database.prepare(
      "UPDATE hosts SET asked_at = ?, next_at = ?, banned_until = ?, delay = ? WHERE id = ?",
    );
    this.#saveQueue = database.prepare("UPDATE queues SET ready = ? WHERE id = ?");
    this.#load(database);
  }

  /** Lets every host, also those not met yet, count as asked at `nowMs`. */
  askedAllAt(nowMs: number): void {
    this.#askedAtMs = nowMs;
    for (const host of this.#hosts.values()) {
      host.askedAtMs = Math.max(host.askedAtMs, nowMs);
      this.#changedHosts.add(host);
    }
  }

  /** Lets every host's times be `byMs` earlier: the clock was put back, and no wait is to grow by that. */
  shiftAll(byMs: number): void {
    this.#askedAtMs -= byMs;
    for (const host of this.#hosts.values()) {
      host.askedAtMs -= byMs;
      host.nextAtMs -= byMs;
      host.bannedUntilMs -= byMs;
      this.#changedHosts.add(host);
    }
  }

  all(): Iterable<Host> {
    return this.#hosts.values();
  }

  find(name: string): Host | undefined {
    return this.#hosts.get(name);
  }

  hostOf(name: string): Host {
    const known = this.#hosts.get(name);
    if (known) return known;
    const id = this.#hosts.size + 1;
    this.#insertHost.run(id, name);
    const host = newHost(id, name, this.#askedAtMs);
    this.#hosts.set(name, host);
    return host;
  }

  queue(id: number): Queue {
    const queue = this.#queues.get(id);
    if (!queue) throw new Error(`the ledger holds no queue ${id}`);
    return queue;
  }

  queueOf(site: string, hostName: string): Queue {
    const host = this.hostOf(hostName);
    for (const queue of host.queues) if (queue.site === site) return queue;
    const id = this.#queues.size + 1;
    const siteId = this.#words.idOf(site);
    this.#insertQueue.run(id, siteId, host.id);
    return this.#addQueue({
      id,
      site,
      siteId,
      host,
      ready: 0,
      claimed: 0,
      next: [],
      nextDueMs: Number.POSITIVE_INFINITY,
    });
  }

  queues(): Iterable<Queue> {
    return this.#queues.values();
  }

  changed(host: Host): void {
    this.#changedHosts.add(host);
  }

  changeReady(queue: Queue, by: number): void {
    queue.ready += by;
    if (by > 0) queue.next = [];
    this.#changedQueues.add(queue);
  }

  save(): void {
    for (const host of this.#changedHosts) {
      const askedAt = Number.isFinite(host.askedAtMs) ? Math.round(host.askedAtMs) : null;
      const [next, banned] = [Math.round(host.nextAtMs), Math.round(host.bannedUntilMs)];
      this.#saveHost.run(askedAt, next, banned, host.delayMs ?? null, host.id);
    }
    for (const queue of this.#changedQueues) this.#saveQueue.run(queue.ready, queue.id);
    this.#changedHosts.clear();
    this.#changedQueues.clear();
  }

  #load(database: DatabaseSync): void {
    const byId = new Map<number, Host>();
    for (const row of database.prepare("SELECT id, name, asked_at, next_at, banned_until, delay FROM hosts").all()) {
      const host = newHost(
        Number(row.id),
        String(row.name),
        row.asked_at === null ? Number.NEGATIVE_INFINITY : Number(row.asked_at),
      );
      host.nextAtMs = Number(row.next_at);
      host.bannedUntilMs = Number(row.banned_until);
      host.delayMs = row.delay === null ? undefined : Number(row.delay);
      this.#hosts.set(host.name, host);
      byId.set(host.id, host);
    }
    for (const row of database.prepare("SELECT id, site, host, ready FROM queues").all()) {
      const host = byId.get(Number(row.host));
      if (!host) throw new Error(`the ledger's queue ${row.id} is of no host`);
      const siteId = Number(row.site);
      const site = this.#words.wordOf(siteId);
      this.#addQueue({
        id: Number(row.id),
        site,
        siteId,
        host,
        ready: Number(row.ready),
        claimed: 0,
        next: [],
        nextDueMs: undefined,
      });
    }
  }

  #addQueue(queue: Queue): Queue {
    queue.host.queues.push(queue);
    this.#queues.set(queue.id, queue);
    return queue;
  }
}

/** The clock as others see it. */
export function clockOf(host: Host): HostClock {
  const nextAtMs = Math.max(0, turnAtMs(host));
  return { nextAtMs, bannedUntilMs: host.bannedUntilMs, delayMs: host.delayMs ?? 0 };
}

function newHost(id: number, name: string, askedAtMs: number): Host {
  return {
    id,
    name,
    askedAtMs,
    nextAtMs: 0,
    bannedUntilMs: 0,
    delayMs: undefined,
    queues: [],
    turn: 0,
    wakesAtMs: undefined,
    heapPlace: 0,
  };
}
