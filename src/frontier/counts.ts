import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { LedgerCount } from "../model/ledger.ts";
import { KINDS, STATES, TURNS } from "./codes.ts";
import type { WordTable } from "./word-table.ts";

/** What pages are counted by. `reason` 0 is none. */
export interface CountKey {
  readonly site: number;
  readonly kind: number;
  readonly state: number;
  readonly turn: number;
  readonly reason: number;
}

/** How many pages there are of each sort, kept up to date with every change. */
export class Counts {
  readonly #save: StatementSync;
  readonly #counts = new Map<number, number>();
  readonly #changed = new Set<number>();

  constructor(database: DatabaseSync) {
    this.#save = database.prepare(
      "INSERT INTO counts (key, count) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET count = excluded.count",
    );
    for (const { key, count } of readCounts(database)) this.#counts.set(key, count);
  }

  change(key: CountKey, by: number): void {
    const packed = pack(key);
    this.#counts.set(packed, (this.#counts.get(packed) ?? 0) + by);
    this.#changed.add(packed);
  }

  save(): void {
    for (const key of this.#changed) this.#save.run(key, this.#counts.get(key) ?? 0);
    this.#changed.clear();
  }

  list(words: WordTable): LedgerCount[] {
    return [...this.#counts]
      .filter(([, count]) => count > 0)
      .map(([key, count]) => unpack(key, count, (id) => words.wordOf(id)));
  }
}

/** The counts as a reader of the ledger finds them. */
export function listCounts(database: DatabaseSync): LedgerCount[] {
  const rows = database.prepare("SELECT id, word FROM words").all();
  const words = new Map(rows.map((row) => [Number(row.id), String(row.word)]));
  return readCounts(database)
    .filter(({ count }) => count > 0)
    .map(({ key, count }) => unpack(key, count, (id) => words.get(id) ?? `word ${id}`));
}

function readCounts(database: DatabaseSync): { key: number; count: number }[] {
  return database
    .prepare("SELECT key, count FROM counts")
    .all()
    .map((row) => ({ key: Number(row.key), count: Number(row.count) }));
}

// 25 bits for site, 16 for reason, 3 for kind, 4 for state, 2 for turn: 50, so that it stays a whole number.
function pack({ site, kind, state, turn, reason }: CountKey): number {
  return (((site * 65536 + reason) * 8 + kind) * 16 + state) * 4 + turn;
}

function unpack(key: number, count: number, wordOf: (id: number) => string): LedgerCount {
  const state = Math.floor(key / 4) % 16;
  const kind = Math.floor(key / 64) % 8;
  const reason = Math.floor(key / 512) % 65536;
  const site = Math.floor(key / (512 * 65536));
  return {
    site: wordOf(site),
    kind: KINDS[kind] as LedgerCount["kind"],
    state: STATES[state] as LedgerCount["state"],
    turn: TURNS[key % 4] as LedgerCount["turn"],
    reason: reason === 0 ? null : wordOf(reason),
    count,
  };
}
