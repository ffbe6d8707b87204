import type { DatabaseSync } from "node:sqlite";
import type { PageKind } from "../model/crawl-request.ts";
import type { Claim, ClaimOptions } from "../model/ledger.ts";
import { KINDS, READY } from "./codes.ts";
import type { Host, Queue } from "./host.ts";
import type { HostRing } from "./host-ring.ts";
import { type RequestRow, type RequestTable, ROW_COLUMNS } from "./request-table.ts";
import { type Row, RowStatement } from "./row-statement.ts";

/**
 * Requests given out and not yet ended.
 *
 * They are remembered here alone: the ledger's only writer died with them if it died, and whoever opens the ledger next finds them ready.
 */
export class Claims {
  readonly #ring: HostRing;
  readonly #requests: RequestTable;
  readonly #heads: RowStatement;
  readonly #row: RowStatement;
  readonly #rows = new Map<string, RequestRow>();
  readonly #ids = new Set<number>();

  constructor(database: DatabaseSync, ring: HostRing, requests: RequestTable) {
    this.#ring = ring;
    this.#requests = requests;
    this.#heads = new RowStatement(
      database,
      "SELECT id FROM requests WHERE queue = ? AND turn = 0 ORDER BY priority DESC, id LIMIT ?",
    );
    this.#row = new RowStatement(
      database,
      `SELECT ${ROW_COLUMNS}, r.page_index, ifnull(namer.url, r.named_by_url), v.attempts, v.visits
       FROM requests r LEFT JOIN requests namer ON namer.id = r.named_by LEFT JOIN visits v ON v.id = r.id WHERE r.id = ?`,
    );
  }

  /** See `Ledger.claim`. `wakeDue` makes a queue's due requests ready. */
  take(nowMs: number, { limit, roomAt }: ClaimOptions, wakeDue: (queue: Queue) => void): Claim[] {
    const claims: Claim[] = [];
    const rooms = new Map<Host, number>();
    let mayGiveMore = true;
    const takeFrom = (host: Host, queues: readonly Queue[]) => {
      if (claims.length >= limit) return "enough";
      const isAsked = rooms.has(host);
      const room = rooms.get(host) ?? roomAt(host.name);
      rooms.set(host, room);
      if (room <= 0 || (isAsked && host.delayMs !== 0)) return false;
      const claim = this.#takeOne(host, queues, nowMs, wakeDue);
      if (!claim) return false;
      rooms.set(host, room - 1);
      mayGiveMore ||= host.delayMs === 0 && room > 1;
      claims.push(claim);
      return true;
    };
    while (mayGiveMore && claims.length < limit) {
      mayGiveMore = false;
      this.#ring.round(nowMs, takeFrom);
    }
    return claims;
  }

  /** The row of a request that was given out. */
  rowOf(site: string, url: string): RequestRow | undefined {
    return this.#rows.get(keyOf(site, url));
  }

  /** Takes a request back that was not visited: it is among the next again. */
  putBack(site: string, url: string): void {
    const row = this.rowOf(site, url);
    if (row) row.queue.next = [];
    this.drop(site, url);
  }

  /** Forgets that a request was given out. False where it was not. */
  drop(site: string, url: string): boolean {
    const key = keyOf(site, url);
    const row = this.#rows.get(key);
    if (!row) return false;
    this.#rows.delete(key);
    this.#ids.delete(row.id);
    row.queue.claimed--;
    this.#ring.wake(row.queue.host);
    return true;
  }

  #takeOne(host: Host, queues: readonly Queue[], nowMs: number, wakeDue: (queue: Queue) => void): Claim | undefined {
    for (const queue of queues) {
      if (this.#requests.nextDueOf(queue) <= nowMs) wakeDue(queue);
      if (queue.ready <= queue.claimed) continue;
      const found = this.#nextOf(queue) ?? this.#lookAhead(queue);
      if (!found)
        throw new Error(
          `the ledger counts ${queue.ready} requests of ${queue.site} at ${host.name} that it does not hold`,
        );
      const { row, values } = found;
      this.#rows.set(keyOf(queue.site, row.url), row);
      this.#ids.add(row.id);
      queue.claimed++;
      return claimFrom(row, values.slice(11));
    }
    return undefined;
  }

  /** The next ready request that was looked up already, if any. */
  #nextOf(queue: Queue): Found | undefined {
    for (let id = queue.next.pop(); id !== undefined; id = queue.next.pop()) {
      const values = this.#row.get(id);
      if (values === undefined) continue;
      const row = this.#requests.rowFrom(values);
      // Since it was looked up it may have been put off, or moved to another queue.
      if (row.queue === queue && row.turn === READY) return { row, values };
    }
    return undefined;
  }

  #lookAhead(queue: Queue): Found | undefined {
    const ids = this.#heads.all(queue.id, queue.claimed + AHEAD).map(([id]) => id as number);
    queue.next = ids.filter((id) => !this.#ids.has(id)).reverse();
    return this.#nextOf(queue);
  }
}

/** So many are looked up at once: all those given out stand before the next in the table's order, and are passed over each time. */
const AHEAD = 32;

interface Found {
  readonly row: RequestRow;
  /** `ROW_COLUMNS`, and what the claim needs beside them. */
  readonly values: Row;
}

function keyOf(site: string, url: string): string {
  return `${site} ${url}`;
}

/** `rest` is what stands behind `ROW_COLUMNS`. */
function claimFrom(row: RequestRow, rest: Row): Claim {
  const { url, queue, kind, depth, priority, hint } = row;
  const [pageIndex, discoveredOn, attempts, visits] = rest as [
    number | null,
    string | null,
    number | null,
    number | null,
  ];
  return {
    request: {
      site: queue.site,
      url,
      kind: KINDS[kind] as PageKind,
      depth,
      discoveredOn,
      priority,
      hintAt: hint,
      pageIndex,
    },
    host: queue.host.name,
    attempts: attempts ?? 0,
    visits: visits ?? 0,
  };
}
