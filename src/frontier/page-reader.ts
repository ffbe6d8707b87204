import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { CrawlRequest } from "../model/crawl-request.ts";
import { hostOf } from "../model/host-of.ts";
import type { Json, KnownArticle, KnownPage, PageQuery } from "../model/ledger.ts";
import { KINDS, STATES, stateCode, TURNS, turnCode } from "./codes.ts";
import { urlHash } from "./url-hash.ts";
import type { UrlIndexReader } from "./url-index.ts";

const PAGE = `
  SELECT r.id, site.word AS site, r.url, r.kind, r.state, r.turn, r.depth, r.priority, r.due, r.page_index, r.hint,
    reason.word AS reason, ifnull(namer.url, r.named_by_url) AS discovered_on,
    v.attempts, v.visits, v.visited_at, v.changes, v.changed_at, v.detail, v.etag, v.last_modified, v.content_hash, v.notes, v.article
  FROM requests r
  JOIN queues q ON q.id = r.queue
  JOIN words site ON site.id = q.site
  LEFT JOIN words reason ON reason.id = r.reason
  LEFT JOIN requests namer ON namer.id = r.named_by
  LEFT JOIN visits v ON v.id = r.id`;

const ARTICLE = `
  SELECT a.article_id, site.word AS site, r.url, a.revision, a.content_hash, a.first_seen_at, a.sequence
  FROM articles a
  JOIN requests r ON r.id = a.request
  JOIN queues q ON q.id = r.queue
  JOIN words site ON site.id = q.site`;

/** Rows looked through at a time, so that a long search leaves room for others. */
const STRIDE = 10_000;

/** Reads what the ledger knows, for its writer and for whoever looks on. */
export class PageReader {
  readonly #urls: Pick<UrlIndexReader, "rowsOf">;
  readonly #byRow: StatementSync;
  readonly #articleById: StatementSync;
  readonly #articleByRow: StatementSync;
  readonly #inStride: StatementSync;
  readonly #lastRow: StatementSync;

  constructor(database: DatabaseSync, urls: Pick<UrlIndexReader, "rowsOf">) {
    this.#urls = urls;
    this.#byRow = database.prepare(`${PAGE} WHERE r.id = ?`);
    this.#articleById = database.prepare(`${ARTICLE} WHERE a.article_id = ?`);
    this.#articleByRow = database.prepare(`${ARTICLE} WHERE a.id = ?`);
    this.#inStride = database.prepare(
      `${PAGE} WHERE r.id > ?1 AND r.id <= ?2 AND (?3 IS NULL OR r.state = ?3) AND (?4 IS NULL OR r.turn = ?4)
        AND (?5 IS NULL OR r.queue IN (SELECT id FROM queues WHERE site = (SELECT id FROM words WHERE word = ?5)))
        AND (?6 IS NULL OR r.reason = (SELECT id FROM words WHERE word = ?6)) ORDER BY r.id`,
    );
    this.#lastRow = database.prepare("SELECT max(id) AS id FROM requests");
  }

  known(url: string): KnownPage[] {
    return this.#urls
      .rowsOf(urlHash(url))
      .map((row) => this.#byRow.get(row))
      .filter((found) => found !== undefined && found.url === url)
      .map((found) => this.#pageFrom(found!));
  }

  article(articleId: string): KnownArticle | undefined {
    const row = this.#articleById.get(articleId);
    return row && articleFrom(row);
  }

  /** Pages that a query asks for, among the rows after `row`; and the row to go on after, or `undefined` at the end. */
  pagesAfter(row: number, query: PageQuery): { readonly pages: KnownPage[]; readonly next: number | undefined } {
    const last = Number(this.#lastRow.get()?.id ?? 0);
    if (row >= last) return { pages: [], next: undefined };
    const { site = null, reason = null } = query;
    const state = query.state === undefined ? null : stateCode(query.state);
    const turn = query.turn === undefined ? null : turnCode(query.turn);
    const rows = this.#inStride.all(row, row + STRIDE, state, turn, site, reason);
    return { pages: rows.map((found) => this.#pageFrom(found)), next: row + STRIDE };
  }

  #pageFrom(row: Record<string, unknown>): KnownPage {
    const text = (name: string) => (row[name] ?? null) as string | null;
    const number = (name: string) => (row[name] ?? null) as number | null;
    const article = row.article === null ? undefined : this.#articleByRow.get(number("article"));
    const notes = text("notes");
    const request: CrawlRequest = {
      site: String(row.site),
      url: String(row.url),
      kind: KINDS[Number(row.kind)] as CrawlRequest["kind"],
      depth: Number(row.depth),
      discoveredOn: text("discovered_on"),
      priority: Number(row.priority),
      hintAt: text("hint"),
      pageIndex: number("page_index"),
    };
    return {
      request,
      host: hostOf(request.url),
      state: STATES[Number(row.state)] as KnownPage["state"],
      turn: TURNS[Number(row.turn)] as KnownPage["turn"],
      dueAtMs: number("due"),
      reason: text("reason"),
      detail: text("detail"),
      attempts: number("attempts") ?? 0,
      visits: number("visits") ?? 0,
      lastVisitAtMs: number("visited_at"),
      changes: number("changes") ?? 0,
      lastChangeAtMs: number("changed_at"),
      etag: text("etag"),
      lastModified: text("last_modified"),
      contentHash: text("content_hash"),
      article: article ? articleFrom(article) : null,
      notes: notes === null ? null : (JSON.parse(notes) as Json),
    };
  }
}

function articleFrom(row: Record<string, unknown>): KnownArticle {
  return {
    articleId: String(row.article_id),
    site: String(row.site),
    url: String(row.url),
    revision: Number(row.revision),
    contentHash: String(row.content_hash),
    firstSeenAt: String(row.first_seen_at),
    sequence: Number(row.sequence),
  };
}
