import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ArticleRecord } from "../model/article-record.ts";
import type { RecordLine } from "../model/ledger.ts";
import { RESTING, stateCode } from "./codes.ts";
import { outboxKey } from "./outbox-table.ts";
import type { LinePlace } from "./record-place.ts";

/** Which page an article is read from, and where its last record stands. */
export class ArticleTable {
  readonly #owner: StatementSync;
  readonly #save: StatementSync;
  readonly #place: StatementSync;
  readonly #kept: StatementSync;
  readonly #lost: readonly number[] = [stateCode("not-article"), stateCode("failed")];

  constructor(database: DatabaseSync) {
    this.#owner = database.prepare(
      `SELECT a.request, r.url, r.state, r.turn FROM articles a JOIN requests r ON r.id = a.request WHERE a.article_id = ?`,
    );
    this.#save = database.prepare(
      `INSERT INTO articles (article_id, request, revision, sequence, segment, offset, bytes, content_hash, first_seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (article_id) DO UPDATE SET request = excluded.request, revision = excluded.revision, sequence = excluded.sequence,
         segment = excluded.segment, offset = excluded.offset, bytes = excluded.bytes, content_hash = excluded.content_hash`,
    );
    this.#kept = database.prepare("SELECT line FROM outbox WHERE id = ?");
    this.#place = database.prepare("SELECT id, sequence, segment, offset, bytes FROM articles WHERE article_id = ?");
  }

  /**
   * The URL of another page that the article belongs to, or `undefined` where this one may have it.
   *
   * A page loses its article when its own last visit found none there any more: the article has moved.
   */
  otherOwner(articleId: string, request: number): string | undefined {
    const owner = this.#owner.get(articleId);
    if (!owner || owner.request === request) return undefined;
    const isLost = owner.turn === RESTING && this.#lost.includes(Number(owner.state));
    return isLost ? undefined : String(owner.url);
  }

  /** Gives the article's row. */
  save(request: number, record: RecordLine, place: LinePlace & { readonly sequence: number }): number {
    const { articleId, revision, contentHash, firstSeenAt } = record;
    const { sequence, segment, offset, bytes } = place;
    this.#save.run(articleId, request, revision, sequence, segment, offset, bytes, contentHash, firstSeenAt);
    return Number(this.#place.get(articleId)?.id);
  }

  /** Where the article's last record stands, and the record itself while it is not known to be there. */
  lastLineOf(articleId: string): { readonly place?: LinePlace; readonly kept?: ArticleRecord } {
    const row = this.#place.get(articleId);
    if (!row) return {};
    const place = { segment: Number(row.segment), offset: Number(row.offset), bytes: Number(row.bytes) };
    const line = this.#kept.get(outboxKey("articles", Number(row.sequence)))?.line;
    if (!(line instanceof Uint8Array)) return { place };
    return { place, kept: JSON.parse(Buffer.from(line).toString("utf8")) as ArticleRecord };
  }
}
