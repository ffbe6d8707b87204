import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ArticleRecord } from "../model/article-record.ts";
import type { RecordLine } from "../model/ledger.ts";
import { RESTING, stateCode } from "./codes.ts";
import { outboxKey } from "./outbox-table.ts";
import type { LinePlace } from "./record-place.ts";
import { RowStatement } from "./row-statement.ts";

/** An article and the page it is read from. */
export interface ArticleRow {
  readonly id: number;
  /** Row of the page's request, its URL, and how its last visit ended. */
  readonly request: number;
  readonly url: string;
  readonly state: number;
  readonly turn: number;
}

/** Which page an article is read from, and where its last record stands. */
export class ArticleTable {
  readonly #find: RowStatement;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #place: RowStatement;
  readonly #kept: RowStatement;

  constructor(database: DatabaseSync) {
    this.#find = new RowStatement(
      database,
      "SELECT a.id, a.request, r.url, r.state, r.turn FROM articles a JOIN requests r ON r.id = a.request WHERE a.article_id = ?",
    );
    this.#insert = database.prepare(
      `INSERT INTO articles (request, revision, sequence, segment, offset, bytes, content_hash, article_id, first_seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#update = database.prepare(
      `UPDATE articles SET request = ?, revision = ?, sequence = ?, segment = ?, offset = ?, bytes = ?, content_hash = ?
       WHERE id = ?`,
    );
    this.#place = new RowStatement(
      database,
      "SELECT sequence, segment, offset, bytes FROM articles WHERE article_id = ?",
    );
    this.#kept = new RowStatement(database, "SELECT line FROM outbox WHERE id = ?");
  }

  find(articleId: string): ArticleRow | undefined {
    const row = this.#find.get(articleId);
    if (!row) return undefined;
    const [id, request, url, state, turn] = row as readonly [number, number, string, number, number];
    return { id, request, url, state, turn };
  }

  /** Remembers an article's last record; `known` is the article as it is. Gives the article's row. */
  save(
    known: ArticleRow | undefined,
    request: number,
    record: RecordLine,
    place: LinePlace & { readonly sequence: number },
  ): number {
    const { articleId, revision, contentHash, firstSeenAt } = record;
    const values = [request, revision, place.sequence, place.segment, place.offset, place.bytes, contentHash];
    if (!known) return Number(this.#insert.run(...values, articleId, firstSeenAt).lastInsertRowid);
    this.#update.run(...values, known.id);
    return known.id;
  }

  /** Where the article's last record stands, and the record itself while it is not known to be there. */
  lastLineOf(articleId: string): { readonly place?: LinePlace; readonly kept?: ArticleRecord } {
    const row = this.#place.get(articleId);
    if (!row) return {};
    const [sequence, segment, offset, bytes] = row as readonly [number, number, number, number];
    const place = { segment, offset, bytes };
    const line = this.#kept.get(outboxKey("articles", sequence))?.[0];
    if (!(line instanceof Uint8Array)) return { place };
    return { place, kept: JSON.parse(Buffer.from(line).toString("utf8")) as ArticleRecord };
  }
}

/**
 * The URL of the article's page, where that is another than `request`.
 *
 * A page loses its article when its own last visit found none there any more: the article has moved.
 */
export function ownerOtherThan(request: number, { request: owner, url, state, turn }: ArticleRow): string | undefined {
  // What failed and is to be tried again has not been found out yet.
  const isLost = state === NO_ARTICLE || (state === FAILED && turn === RESTING);
  return owner === request || isLost ? undefined : url;
}

const NO_ARTICLE = stateCode("not-article");
const FAILED = stateCode("failed");
