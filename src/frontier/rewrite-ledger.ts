import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { OutputError } from "../model/dataset-error.ts";
import type { LedgerOptions } from "../model/ledger.ts";
import type { StreamName } from "../model/segment-name.ts";
import { RESTING, stateCode, streamCode } from "./codes.ts";
import { addErased, ERASED_NAMES } from "./erased-table.ts";
import { FactTable } from "./fact-table.ts";
import { openTables, saveTables } from "./ledger-tables.ts";
import { LEDGER_FILE } from "./open-database.ts";
import { ownerIn } from "./owner.ts";

/** Where a line stood, and where it will stand. */
export interface MovedLine {
  readonly segment: number;
  readonly offset: number;
  readonly newOffset: number;
  readonly bytes: number;
  readonly sequence: number;
  /** Of the record as it is now; null where it did not change. */
  readonly contentHash: string | null;
}

/** What a segment holds after the change; one without records is taken off the list. */
export interface ChangedSegment {
  readonly segment: number;
  readonly isSealed: boolean;
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly lastSequence: number;
}

/** A segment as the ledger knows it. */
export interface ListedSegment {
  readonly segment: number;
  readonly isSealed: boolean;
  readonly records: number;
}

/**
 * A copy of a ledger, to be changed and put in its place. Nothing of what was deleted stays in it: it is written anew at the end, as a whole,
 * and has no log. The dataset is locked and its ledger closed.
 */
export class LedgerCopy {
  readonly #database: DatabaseSync;
  readonly #move: StatementSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(
      `PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; BEGIN;
       CREATE TEMP TABLE moves (segment, offset, new_offset, bytes, sequence, content_hash, PRIMARY KEY (segment, offset))`,
    );
    this.#move = database.prepare("INSERT INTO moves VALUES (?, ?, ?, ?, ?, ?)");
  }

  /** Copies the ledger of a folder. Throws an `OutputError` where lines wait to be written, or somebody reads it all the while. */
  static make(directory: string, copyPath: string): LedgerCopy {
    const path = join(directory, LEDGER_FILE);
    const database = new DatabaseSync(path, { timeout: 5000 });
    try {
      const waiting = Number(database.prepare("SELECT count(*) AS lines FROM outbox").get()?.lines);
      if (waiting > 0 || ownerIn(new FactTable(database, "facts")) !== undefined)
        throw new OutputError(`${path}: the dataset changed meanwhile; try again`, { path });
      const busy = Number(database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy);
      if (busy !== 0) throw new OutputError(`${path}: somebody is reading the dataset; try again later`, { path });
      database.prepare("VACUUM INTO ?").run(copyPath);
    } finally {
      database.close();
    }
    return new LedgerCopy(new DatabaseSync(copyPath));
  }

  /** Closed segments in order, and the one that is being appended to. */
  segmentsOf(stream: StreamName): ListedSegment[] {
    const code = streamCode(stream);
    const closed = this.#database.prepare("SELECT segment, records FROM segments WHERE stream = ? ORDER BY segment");
    const open = this.#database.prepare("SELECT segment, records FROM streams WHERE stream = ?").get(code);
    return [
      ...closed.all(code).map((row) => ({ ...listed(row), isSealed: true })),
      ...(open === undefined ? [] : [{ ...listed(open), isSealed: false }]),
    ];
  }

  /** Notes where a line of `articles` will stand. */
  move({ segment, offset, newOffset, bytes, sequence, contentHash }: MovedLine): void {
    this.#move.run(segment, offset, newOffset, bytes, sequence, contentHash);
  }

  setSegments(stream: StreamName, segments: readonly ChangedSegment[]): void {
    const code = streamCode(stream);
    const remove = this.#database.prepare("DELETE FROM segments WHERE stream = ? AND segment = ?");
    const update = this.#database.prepare(
      "UPDATE segments SET bytes = ?, records = ?, last_sequence = ?, sha256 = ? WHERE stream = ? AND segment = ?",
    );
    const current = this.#database.prepare(
      `UPDATE streams SET sequence = ?1, bytes = ?2, records = ?3, written_bytes = ?2, written_sequence = ?1 WHERE stream = ?4`,
    );
    for (const { segment, isSealed, records, bytes, sha256, lastSequence } of segments) {
      if (!isSealed) current.run(lastSequence, bytes, records, code);
      else if (records === 0) remove.run(code, segment);
      else update.run(bytes, records, lastSequence, sha256, code, segment);
    }
  }

  /** Changes all texts that are remembered of pages and runs. `redact` gives a text as it may stay. */
  redact(redact: (text: string) => string): void {
    const json = (text: string) => {
      const changed = JSON.stringify(redactAll(JSON.parse(text), redact));
      return changed === JSON.stringify(JSON.parse(text)) ? text : changed;
    };
    const database = this.#database;
    database.function("redact_text", (text) => redact(String(text)));
    database.function("redact_json", (text) => json(String(text)));
    database.exec(
      `UPDATE visits SET detail = redact_text(detail) WHERE detail IS NOT NULL AND detail <> redact_text(detail);
       UPDATE visits SET notes = redact_json(notes) WHERE notes IS NOT NULL AND notes <> redact_json(notes);
       UPDATE meta SET value = redact_json(value) WHERE value <> redact_json(value)`,
    );
  }

  /** The hashed names, as `setMeta` wrote them; null where there are none. */
  erasedNames(): string | null {
    const value = this.#database.prepare("SELECT value FROM meta WHERE name = ?").get(ERASED_NAMES)?.value;
    return typeof value === "string" ? value : null;
  }

  /** Remembers what is not to come back. */
  remember(ids: Iterable<string>, names: string | null): void {
    addErased(this.#database, ids);
    if (names !== null) new FactTable(this.#database, "meta").set(ERASED_NAMES, JSON.parse(names));
  }

  /** Forgets articles, and lets their pages rest for good, as well as the pages of these addresses. */
  forget(articleIds: readonly string[], urls: readonly string[], options: LedgerOptions): void {
    const database = this.#database;
    this.#place();
    const rows = new Set<number>();
    const byId = database.prepare("SELECT id, request FROM articles WHERE article_id = ?");
    const remove = database.prepare("DELETE FROM articles WHERE id = ?");
    const blank = database.prepare(
      "UPDATE visits SET article = NULL, detail = NULL, notes = NULL, etag = NULL, last_modified = NULL, content_hash = NULL WHERE id = ? OR article = ?",
    );
    for (const articleId of articleIds) {
      const found = byId.get(articleId);
      if (found === undefined) continue;
      rows.add(Number(found.request));
      for (const { id } of database.prepare("SELECT id FROM visits WHERE article = ?").all(found.id as number))
        rows.add(Number(id));
      blank.run(found.request as number, found.id as number);
      remove.run(found.id as number);
    }
    const tables = openTables(database, options);
    const sites = database.prepare("SELECT DISTINCT word FROM queues JOIN words ON words.id = queues.site").all();
    for (const { word } of sites) {
      for (const url of urls) {
        const row = tables.requests.find(String(word), url);
        if (row !== undefined) rows.add(row.id);
      }
    }
    const reason = rows.size === 0 ? 0 : tables.words.idOf("erased");
    for (const id of rows) {
      blank.run(id, -1);
      const row = tables.requests.findById(id);
      const change = { state: stateCode("skipped"), turn: RESTING, reason, due: null };
      if (row !== undefined) tables.requests.change(row, change);
    }
    saveTables(tables);
  }

  /** Writes the copy anew, so that nothing of what was deleted is left in it, and closes it. */
  finish(): void {
    this.#place();
    this.#database.exec("DROP TABLE moves; COMMIT; VACUUM");
    this.#database.close();
  }

  abandon(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #place(): void {
    this.#database.exec(
      `UPDATE visits SET content_hash = (SELECT m.content_hash FROM articles a JOIN moves m ON m.segment = a.segment AND m.offset = a.offset WHERE a.id = visits.article)
       WHERE visits.content_hash IS NOT NULL AND article IN (SELECT a.id FROM articles a JOIN moves m ON m.segment = a.segment AND m.offset = a.offset WHERE m.content_hash IS NOT NULL);
       UPDATE articles SET sequence = m.sequence, offset = m.new_offset, bytes = m.bytes, content_hash = ifnull(m.content_hash, articles.content_hash)
       FROM moves m WHERE m.segment = articles.segment AND m.offset = articles.offset;
       DELETE FROM moves`,
    );
  }
}

/** True where a folder has a ledger of its own. */
export function hasLedger(directory: string): boolean {
  return existsSync(join(directory, LEDGER_FILE));
}

/** Plain data with every text in it changed, keys excepted. */
function redactAll(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((each) => redactAll(each, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactAll(each, redact)]));
}

function listed(row: Record<string, unknown>): { segment: number; records: number } {
  return { segment: Number(row.segment), records: Number(row.records) };
}
