import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { PageEnd } from "../model/ledger.ts";

/** What is remembered of pages that were tried, beyond their requests' rows. */
export class VisitTable {
  readonly #save: StatementSync;
  readonly #saveDetail: StatementSync;
  readonly #tries: StatementSync;

  constructor(database: DatabaseSync) {
    // ?4 and the like say whether the end tells of that at all: what it does not tell of stays.
    this.#save = database.prepare(
      `INSERT INTO visits (id, attempts, visits, visited_at, changes, changed_at, article, detail, etag, last_modified, content_hash, notes)
       VALUES (?1, ?2, ?3, ?4, ?5, iif(?5, ?4, NULL), ?6, ?7, ?9, ?10, ?11, ?13)
       ON CONFLICT (id) DO UPDATE SET
         attempts = iif(?2, attempts + 1, 0),
         visits = visits + ?3,
         visited_at = ifnull(?4, visited_at),
         changes = changes + ?5,
         changed_at = iif(?5, ifnull(?4, changed_at), changed_at),
         article = ifnull(?6, article),
         detail = ?7,
         etag = iif(?8, ?9, etag),
         last_modified = iif(?8, ?10, last_modified),
         content_hash = ifnull(?11, content_hash),
         notes = iif(?12, ?13, notes)`,
    );
    this.#saveDetail = database.prepare(
      "INSERT INTO visits (id, attempts, visits, changes, detail) VALUES (?, 0, 0, 0, ?)",
    );
    this.#tries = database.prepare("SELECT attempts, visits FROM visits WHERE id = ?");
  }

  /** `article` is the row of the article that the page holds, where it brought a record. */
  save(row: number, end: PageEnd, detail: string | null, article: number | null): void {
    const isRetry = end.state === "queued";
    this.#save.run(
      row,
      Number(isRetry),
      Number(!isRetry && end.visitedAtMs !== null),
      end.visitedAtMs,
      Number(end.isChanged ?? false),
      article,
      detail,
      Number(end.validators !== undefined),
      end.validators?.etag ?? null,
      end.validators?.lastModified ?? null,
      end.contentHash ?? null,
      Number(end.notes !== undefined),
      end.notes === undefined ? null : JSON.stringify(end.notes),
    );
  }

  /** For a page never tried. */
  saveDetail(row: number, detail: string): void {
    this.#saveDetail.run(row, detail);
  }

  triesOf(row: number): { readonly attempts: number; readonly visits: number } {
    const found = this.#tries.get(row);
    return { attempts: Number(found?.attempts ?? 0), visits: Number(found?.visits ?? 0) };
  }
}
