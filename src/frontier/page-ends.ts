import type { EndResult, PageEnd, SkippedRequest } from "../model/ledger.ts";
import { type ArticleTable, ownerOtherThan } from "./article-table.ts";
import { RESTING, stateCode, WAITING } from "./codes.ts";
import type { FactTable } from "./fact-table.ts";
import type { OutboxTable } from "./outbox-table.ts";
import type { RequestRow, RequestTable } from "./request-table.ts";
import type { VisitTable } from "./visit-table.ts";
import type { WordTable } from "./word-table.ts";

/** The tables that the end of a page may change. */
export interface PageEndTables {
  readonly requests: RequestTable;
  readonly visits: VisitTable;
  readonly articles: ArticleTable;
  readonly outbox: OutboxTable;
  readonly words: WordTable;
  readonly meta: FactTable;
}

/** Writes down what the end of a page changes. Called within a transaction. */
export class PageEnds {
  readonly #requests: RequestTable;
  readonly #visits: VisitTable;
  readonly #articles: ArticleTable;
  readonly #outbox: OutboxTable;
  readonly #words: WordTable;
  readonly #meta: FactTable;

  constructor(tables: PageEndTables) {
    this.#requests = tables.requests;
    this.#visits = tables.visits;
    this.#articles = tables.articles;
    this.#outbox = tables.outbox;
    this.#words = tables.words;
    this.#meta = tables.meta;
  }

  /** `lines` are the bytes of the end's record and rejected line. */
  write(row: RequestRow, end: PageEnd, lines: EndLines): EndResult {
    const known = end.record && this.#articles.find(end.record.articleId);
    const duplicateOf = known && ownerOtherThan(row.id, known);
    const stated: PageEnd =
      duplicateOf === undefined
        ? end
        : { ...end, state: "skipped", reason: "duplicate", detail: duplicateOf, dueAtMs: null };
    const hasRecord = end.record !== undefined && duplicateOf === undefined;
    const place = hasRecord ? this.#outbox.place("articles", lines.record) : undefined;
    const article = place && end.record ? this.#articles.save(known, row.id, end.record, place) : null;
    if (end.rejectedLine !== undefined) this.#outbox.place("rejected", lines.rejected);

    this.#requests.change(row, {
      state: stateCode(stated.state),
      turn: stated.dueAtMs === null ? RESTING : WAITING,
      reason: this.#reasonOf(stated.reason),
      due: stated.dueAtMs === null ? null : Math.ceil(stated.dueAtMs),
      priority: end.priority ?? row.priority,
    });
    this.#visits.save(row.id, stated, stated.detail, article);

    for (const [name, value] of Object.entries(end.meta ?? {})) this.#meta.set(name, value);
    for (const request of end.found ?? []) this.#requests.add(request, end.visitedAtMs);
    for (const skipped of end.skipped ?? []) this.skip(skipped);
    return { sequence: place?.sequence ?? null, duplicateOf: duplicateOf ?? null };
  }

  /** True where the request was not known. */
  skip({ request, reason, detail }: SkippedRequest): boolean {
    const row = this.#requests.addSkipped(request, stateCode("skipped"), this.#reasonOf(reason));
    if (row && detail !== null) this.#visits.saveDetail(row.id, detail);
    return row !== undefined;
  }

  #reasonOf(reason: string | null): number {
    return reason === null ? 0 : this.#words.idOf(reason);
  }
}

export interface EndLines {
  readonly record: Uint8Array;
  readonly rejected: Uint8Array;
}

/** The bytes of an end's lines, to be used before the next end's are asked for. Throws where a line is none. */
export function linesOf(end: PageEnd): EndLines {
  const record = bytesOf(end.record?.line, 0);
  return { record, rejected: bytesOf(end.rejectedLine, record.length) };
}

/** Written to the bench, from there on, where it has room for certain. */
function bytesOf(line: string | undefined, at: number): Uint8Array {
  if (line === undefined) return NO_BYTES;
  if (line.includes("\n")) throw new TypeError("a line holds a newline");
  // No UTF-16 unit takes more than three bytes of UTF-8.
  if (at + line.length * 3 >= BENCH.length) return Buffer.from(`${line}\n`, "utf8");
  const end = at + encoder.encodeInto(line, BENCH.subarray(at)).written;
  BENCH[end] = NEWLINE;
  return BENCH.subarray(at, end + 1);
}

/** One for all ends: a buffer of its own for each line costs more than the writing, and the collector its share. */
const BENCH = new Uint8Array(256 * 1024);
const NO_BYTES = new Uint8Array();
const NEWLINE = 0x0a;
const encoder = new TextEncoder();
