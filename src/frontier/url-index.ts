import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { FactTable } from "./fact-table.ts";
import { RowStatement } from "./row-statement.ts";

/** The rows up to this one are all in the table `seen`; those behind it may be. */
const SEEN_UP_TO = "seenUpTo";

/**
 * Which rows of `requests` have a URL of that hash.
 *
 * Hashes come in random order, so that each one put into an index by itself would rewrite a page of it, ever more of them cold as
 * the index grows. So the youngest stay in memory (the rows themselves tell them again after a crash) and go into the index many at a time,
 * in the index's own order, a slice with each commit: the cost of one more URL hardly depends on how many there are.
 */
export class UrlIndex {
  readonly #facts: FactTable;
  readonly #find: RowStatement;
  readonly #findAll: RowStatement;
  readonly #insert: StatementSync;
  #young = new RowMap();
  /** On their way into the table, from `#merged` on in the order of `#order`. */
  #merging = new RowMap();
  #order = new Float64Array();
  #merged = 0;
  #added = 0;
  #lastRow = 0;
  #lastMerging = 0;

  constructor(database: DatabaseSync, facts: FactTable) {
    this.#facts = facts;
    this.#find = new RowStatement(database, "SELECT row FROM seen WHERE hash = ? LIMIT 1");
    this.#findAll = new RowStatement(database, "SELECT row FROM seen WHERE hash = ?");
    this.#insert = database.prepare("INSERT OR IGNORE INTO seen (hash, row) VALUES (?, ?)");
    const young = new RowStatement(database, "SELECT hash, id FROM requests WHERE id > ?");
    for (const [hash, id] of young.iterate(seenUpTo(facts))) this.add(hash as number, id as number);
    this.#added = 0;
  }

  /** Rows that may hold the URL; whoever asks compares. A row may be named twice. */
  rowsOf(hash: number): readonly number[] {
    const young = this.#young.get(hash);
    const merging = this.#merging.get(hash);
    const isOld = this.#find.get(hash) !== undefined;
    if (!isOld && !young && !merging) return NONE;
    const old = isOld ? this.#findAll.all(hash).map(([row]) => row as number) : NONE;
    return [...old, ...(merging ?? NONE), ...(young ?? NONE)];
  }

  add(hash: number, row: number): void {
    this.#young.add(hash, row);
    this.#lastRow = row;
    this.#added++;
  }

  /** To be called before each commit. Twice as many go into the table as came since: they never pile up, and who adds none pays nothing. */
  save(): void {
    if (this.#merged === this.#order.length) this.#beginMerging();
    const end = Math.min(this.#order.length, this.#merged + 2 * this.#added);
    this.#added = 0;
    if (this.#merged === end) return;
    for (; this.#merged < end; this.#merged++) {
      const hash = this.#order[this.#merged]!;
      for (const row of this.#merging.get(hash) ?? NONE) this.#insert.run(hash, row);
    }
    if (end < this.#order.length) return;
    this.#merging = new RowMap();
    this.#facts.set(SEEN_UP_TO, this.#lastMerging);
  }

  #beginMerging(): void {
    if (this.#young.size < Math.min(MOST_YOUNG, Math.max(LEAST_YOUNG, this.#lastRow / 16))) return;
    this.#merging = this.#young;
    this.#order = this.#merging.sortedHashes();
    this.#merged = 0;
    this.#lastMerging = this.#lastRow;
    this.#young = new RowMap();
  }
}

/** The same for a reader, who has nothing in memory and looks through the young rows. */
export class UrlIndexReader {
  readonly #facts: FactTable;
  readonly #find: StatementSync;

  constructor(database: DatabaseSync, facts: FactTable) {
    this.#facts = facts;
    this.#find = database.prepare(
      "SELECT row FROM seen WHERE hash = ?1 UNION SELECT id FROM requests WHERE id > ?2 AND hash = ?1",
    );
  }

  rowsOf(hash: number): readonly number[] {
    return this.#find.all(hash, seenUpTo(this.#facts)).map((found) => Number(found.row));
  }
}

/** Rows by hash: nearly always one, so that a list is kept only where there are more. */
class RowMap {
  readonly #first = new Map<number, number>();
  readonly #more = new Map<number, number[]>();

  get size(): number {
    return this.#first.size;
  }

  get(hash: number): readonly number[] | undefined {
    const first = this.#first.get(hash);
    if (first === undefined) return undefined;
    return this.#more.get(hash) ?? [first];
  }

  add(hash: number, row: number): void {
    const first = this.#first.get(hash);
    if (first === undefined) this.#first.set(hash, row);
    else this.#more.set(hash, [...(this.#more.get(hash) ?? [first]), row]);
  }

  sortedHashes(): Float64Array<ArrayBuffer> {
    return Float64Array.from(this.#first.keys()).sort();
  }
}

const NONE: readonly number[] = [];
const LEAST_YOUNG = 20_000;
const MOST_YOUNG = 250_000;

function seenUpTo(facts: FactTable): number {
  return Number(facts.get(SEEN_UP_TO) ?? 0);
}
