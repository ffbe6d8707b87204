import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { CrawlRequest } from "../model/crawl-request.ts";
import { hostOf } from "../model/host-of.ts";
import { KINDS, kindCode, READY, RESTING, WAITING } from "./codes.ts";
import type { Counts } from "./counts.ts";
import type { Host, Queue } from "./host.ts";
import type { HostTable } from "./host-table.ts";
import { type Row, RowStatement } from "./row-statement.ts";
import { urlHash } from "./url-hash.ts";
import type { UrlIndex } from "./url-index.ts";

/** One row, as it stands. */
export interface RequestRow {
  readonly id: number;
  readonly url: string;
  readonly queue: Queue;
  readonly kind: number;
  readonly state: number;
  readonly turn: number;
  /** 0 is none. */
  readonly reason: number;
  readonly depth: number;
  readonly priority: number;
  readonly due: number | null;
  readonly hint: string | null;
}

/** What `RequestTable.rowFrom` reads, of `requests` as `r`. */
export const ROW_COLUMNS =
  "r.id, r.url, r.queue, r.kind, r.state, r.turn, r.reason, r.depth, r.priority, r.due, r.hint";

/** What the end of a visit, or a word from outside, changes about a row. */
export type RowChange = Partial<Pick<RequestRow, "state" | "turn" | "reason" | "priority" | "due">>;

/** Host of requests that were skipped when they were found: they have no clock, and their true host need never be known. */
const NO_HOST = "";

/** The table of requests, with the counts, queues and hosts that hang on it. Called within a transaction. */
export class RequestTable {
  readonly #hosts: HostTable;
  readonly #counts: Counts;
  readonly #onWork: (host: Host) => void;
  readonly #urls: UrlIndex;
  readonly #row: RowStatement;
  readonly #insert: StatementSync;
  readonly #improve: StatementSync;
  readonly #update: StatementSync;
  readonly #due: RowStatement;
  readonly #shift: StatementSync;
  readonly #nextDue: StatementSync;
  /** The page that named the last requests: they come in flocks. */
  #namer: { readonly site: string; readonly url: string; readonly id: number | undefined } | undefined;

  /** `onWork` is told of a host whenever one of its requests has become ready or waits. */
  constructor(database: DatabaseSync, urls: UrlIndex, hosts: HostTable, counts: Counts, onWork: (host: Host) => void) {
    this.#urls = urls;
    this.#hosts = hosts;
    this.#counts = counts;
    this.#onWork = onWork;
    this.#row = new RowStatement(database, `SELECT ${ROW_COLUMNS} FROM requests r WHERE r.id = ?`);
    this.#insert = database.prepare(
      `INSERT INTO requests (hash, queue, kind, state, turn, reason, depth, priority, due, page_index, named_by, hint, url, named_by_url)
       VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#improve = database.prepare(
      "UPDATE requests SET depth = ?, priority = ?, hint = ?, named_by = iif(?, ?, named_by), named_by_url = iif(?, ?, named_by_url) WHERE id = ?",
    );
    this.#update = database.prepare(
      "UPDATE requests SET queue = ?, state = ?, turn = ?, reason = ?, priority = ?, due = ? WHERE id = ?",
    );
    this.#due = new RowStatement(
      database,
      `SELECT ${ROW_COLUMNS} FROM requests r WHERE r.queue = ? AND r.turn = 1 AND r.due <= ? ORDER BY r.due LIMIT 1000`,
    );
    this.#shift = database.prepare("UPDATE requests SET due = due - ? WHERE turn = 1");
    this.#nextDue = database.prepare("SELECT min(due) AS due FROM requests WHERE queue = ? AND turn = 1");
  }

  find(site: string, url: string): RequestRow | undefined {
    return this.#find(urlHash(url), site, url);
  }

  findById(id: number): RequestRow | undefined {
    const values = this.#row.get(id);
    return values && this.rowFrom(values);
  }

  /** Adds a request, or betters the known one. True where it is new. */
  add(request: CrawlRequest, nowMs: number | null): boolean {
    const hash = urlHash(request.url);
    const known = this.#find(hash, request.site, request.url);
    if (known) return this.#better(known, request);
    const queue = this.#hosts.queueOf(request.site, hostOf(request.url));
    this.#insertRow(hash, request, queue, READY, 0, nowMs);
    return true;
  }

  /** Adds a request that is not wanted. False where it is known already. */
  addSkipped(request: CrawlRequest, state: number, reason: number): RequestRow | undefined {
    const hash = urlHash(request.url);
    if (this.#find(hash, request.site, request.url)) return undefined;
    const queue = this.#hosts.queueOf(request.site, NO_HOST);
    const id = this.#insertRow(hash, request, queue, RESTING, reason, null);
    const row = { ...rowOf(request, id, queue), turn: RESTING, reason, due: null };
    return this.change(row, { state });
  }

  /** Changes a row and all that hangs on it. Gives the row as it stands now. */
  change(row: RequestRow, change: RowChange): RequestRow {
    const changed = { ...row, ...change };
    if (changed.turn !== RESTING && row.queue.host.name === NO_HOST) {
      changed.queue = this.#hosts.queueOf(row.queue.site, hostOf(row.url));
    }
    const { queue, state, turn, reason, priority, due } = changed;
    this.#update.run(queue.id, state, turn, reason, priority, due, row.id);
    this.#count(row, -1);
    this.#count(changed, 1);
    return changed;
  }

  /** Makes the queue's waiting requests ready whose time has come: the first thousand of them. */
  wakeDue(queue: Queue, nowMs: number): void {
    if (this.nextDueOf(queue) > nowMs) return;
    for (const row of this.#due.all(queue.id, nowMs)) this.change(this.rowFrom(row), { turn: READY });
    queue.nextDueMs = undefined;
  }

  /** Lets every waiting request be due `byMs` earlier: the clock was put back, and no wait is to grow by that. */
  shiftAll(byMs: number): void {
    this.#shift.run(byMs);
    for (const queue of this.#hosts.queues()) queue.nextDueMs = undefined;
  }

  /** When the queue's next waiting request is due; `Infinity` where none waits. */
  nextDueOf(queue: Queue): number {
    if (queue.nextDueMs === undefined) {
      const due = this.#nextDue.get(queue.id)?.due;
      queue.nextDueMs = typeof due === "number" ? due : Number.POSITIVE_INFINITY;
    }
    return queue.nextDueMs;
  }

  #find(hash: number, site: string, url: string): RequestRow | undefined {
    for (const id of this.#urls.rowsOf(hash)) {
      const values = this.#row.get(id);
      const row = values && this.rowFrom(values);
      if (row?.url === url && row.queue.site === site) return row;
    }
    return undefined;
  }

  #insertRow(
    hash: number,
    request: CrawlRequest,
    queue: Queue,
    turn: number,
    reason: number,
    due: number | null,
  ): number {
    const { kind, depth, priority, pageIndex, hintAt, url, discoveredOn } = request;
    const namer = this.#idOfNamer(request);
    const result = this.#insert.run(
      hash,
      queue.id,
      kindCode(kind),
      turn,
      reason,
      depth,
      priority,
      due,
      pageIndex,
      namer ?? null,
      hintAt,
      url,
      namer === undefined ? discoveredOn : null,
    );
    const id = Number(result.lastInsertRowid);
    this.#urls.add(hash, id);
    this.#count({ ...rowOf(request, id, queue), turn, reason }, 1);
    return id;
  }

  /** A shorter way and a newer hint always count; a higher priority only before the first visit, after which the end of the visit sets it. */
  #better(known: RequestRow, request: CrawlRequest): false {
    const isShorter = request.depth < known.depth;
    const isHigher = known.state === 0 && request.priority > known.priority;
    const isHinted = request.hintAt !== null && request.hintAt !== known.hint;
    if (!isShorter && !isHigher && !isHinted) return false;
    if (isHigher) known.queue.next = [];
    const namer = isShorter ? this.#idOfNamer(request) : undefined;
    this.#improve.run(
      isShorter ? request.depth : known.depth,
      isHigher ? request.priority : known.priority,
      isHinted ? request.hintAt : known.hint,
      Number(isShorter),
      namer ?? null,
      Number(isShorter),
      namer === undefined ? request.discoveredOn : null,
      known.id,
    );
    return false;
  }

  #idOfNamer({ site, discoveredOn }: CrawlRequest): number | undefined {
    if (discoveredOn === null) return undefined;
    if (this.#namer?.url !== discoveredOn || this.#namer.site !== site) {
      this.#namer = { site, url: discoveredOn, id: this.find(site, discoveredOn)?.id };
    }
    return this.#namer.id;
  }

  #count(row: RequestRow, by: number): void {
    const { queue, kind, state, turn, reason, due } = row;
    this.#counts.change({ site: queue.siteId, kind, state, turn, reason }, by);
    if (turn === READY) this.#hosts.changeReady(queue, by);
    if (turn === WAITING && by > 0 && due !== null && queue.nextDueMs !== undefined) {
      queue.nextDueMs = Math.min(queue.nextDueMs, due);
    }
    if (turn !== RESTING && by > 0) this.#onWork(queue.host);
  }

  /** A row whose first columns are `ROW_COLUMNS`. */
  rowFrom(values: Row): RequestRow {
    return {
      id: values[0] as number,
      url: values[1] as string,
      queue: this.#hosts.queue(values[2] as number),
      kind: values[3] as number,
      state: values[4] as number,
      turn: values[5] as number,
      reason: values[6] as number,
      depth: values[7] as number,
      priority: values[8] as number,
      due: values[9] as number | null,
      hint: values[10] as string | null,
    };
  }
}

function rowOf(request: CrawlRequest, id: number, queue: Queue): RequestRow {
  const { url, kind, depth, priority, hintAt } = request;
  return {
    id,
    url,
    queue,
    kind: KINDS.indexOf(kind),
    state: 0,
    turn: READY,
    reason: 0,
    depth,
    priority,
    due: null,
    hint: hintAt,
  };
}
