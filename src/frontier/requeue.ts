import type { DatabaseSync } from "node:sqlite";
import type { PageQuery } from "../model/ledger.ts";
import { stateCode, WAITING } from "./codes.ts";
import { type RequestTable, ROW_COLUMNS } from "./request-table.ts";
import { RowStatement } from "./row-statement.ts";

/** Rows looked through at a time, so that others may work in between. */
const STRIDE = 20_000;

/** Makes resting requests due again. */
export class Requeue {
  readonly #requests: RequestTable;
  readonly #resting: RowStatement;
  readonly #lastRow: RowStatement;

  constructor(database: DatabaseSync, requests: RequestTable) {
    this.#requests = requests;
    this.#resting = new RowStatement(
      database,
      `SELECT ${ROW_COLUMNS} FROM requests r WHERE r.id > ?1 AND r.id <= ?2 AND r.turn = 2 AND (?3 IS NULL OR r.state = ?3)
        AND (?4 IS NULL OR r.queue IN (SELECT id FROM queues WHERE site = (SELECT id FROM words WHERE word = ?4)))
        AND (?5 IS NULL OR r.reason = (SELECT id FROM words WHERE word = ?5))`,
    );
    this.#lastRow = new RowStatement(database, "SELECT max(id) FROM requests");
  }

  /** Goes through the rows after `row`; gives how many were made due, and the row to go on after, or `undefined` at the end. */
  after(row: number, query: Pick<PageQuery, "site" | "state" | "reason">, nowMs: number) {
    const state = query.state === undefined ? null : stateCode(query.state);
    const resting = this.#resting.all(row, row + STRIDE, state, query.site ?? null, query.reason ?? null);
    for (const values of resting) this.#requests.change(this.#requests.rowFrom(values), { turn: WAITING, due: nowMs });
    const last = Number(this.#lastRow.get()?.[0] ?? 0);
    return { requeued: resting.length, next: row + STRIDE < last ? row + STRIDE : undefined };
  }
}
