import type { ArticleRecord } from "./article-record.ts";
import type { CrawlRequest, PageKind } from "./crawl-request.ts";
import type { Outbox } from "./outbox.ts";
import type { Outcome } from "./outcome.ts";

/** How the last visit ended; `queued` before the first end, and again while a failed try is to be repeated. */
export type PageState = "queued" | Outcome["kind"];

/** `ready`: to be visited as soon as its host may be asked. `waiting`: not before `dueAtMs`. `resting`: not again, unless rescheduled. */
export type Turn = "ready" | "waiting" | "resting";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An article that has a record. */
export interface KnownArticle {
  readonly articleId: string;
  readonly site: string;
  /** The page it is read from: another page with the same article is a duplicate. */
  readonly url: string;
  readonly revision: number;
  readonly contentHash: string;
  /** ISO 8601, as in the record. */
  readonly firstSeenAt: string;
  /** Sequence of its last record in the `articles` stream. */
  readonly sequence: number;
}

/** All we know of one page of one site. Times are milliseconds since 1970. */
export interface KnownPage {
  readonly request: CrawlRequest;
  readonly host: string;
  readonly state: PageState;
  readonly turn: Turn;
  /** When it is to be visited (again), for `ready` since when; null when resting. */
  readonly dueAtMs: number | null;
  readonly reason: string | null;
  readonly detail: string | null;
  /** Tries since the last end that was not a retry. */
  readonly attempts: number;
  /** Visits that came to an end. */
  readonly visits: number;
  readonly lastVisitAtMs: number | null;
  /** Visits that found something new. */
  readonly changes: number;
  readonly lastChangeAtMs: number | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Hash of what the page held, whatever its kind. */
  readonly contentHash: string | null;
  readonly article: KnownArticle | null;
  /** What the conductor wants remembered of this page; small. */
  readonly notes: Json;
}

/**
 * Whether a page has lost its article: its own last visit found none there any more, so that another page may take it over. What failed
 * and is to be tried again has not been found out yet.
 */
export function isLost({ state, turn }: Pick<KnownPage, "state" | "turn">): boolean {
  return state === "not-article" || (state === "failed" && turn === "resting");
}

/** One request given out, to be ended with `end` or handed back with `release`. */
export interface Claim {
  readonly request: CrawlRequest;
  readonly host: string;
  /** Earlier tries since the last end. */
  readonly attempts: number;
  readonly visits: number;
}

export interface ClaimOptions {
  readonly sites: readonly string[];
  readonly limit: number;
  /** How many more requests the host may have under way now. Asked once a host and call. */
  readonly roomAt: (host: string) => number;
}

/** A record's line for the `articles` stream, and what is remembered of it. */
export interface RecordLine {
  readonly articleId: string;
  /** One line of JSON without its newline. */
  readonly line: string;
  readonly revision: number;
  readonly contentHash: string;
  readonly firstSeenAt: string;
}

/** A request found and not wanted: remembered with its reason, never visited. */
export interface SkippedRequest {
  readonly request: CrawlRequest;
  /** From a small set: counts are kept for each. */
  readonly reason: string;
  readonly detail: string | null;
}

/** Everything that the end of one page changes. Committed together: a crash repeats a visit, it never loses one and never writes a record twice. */
export interface PageEnd {
  readonly site: string;
  readonly url: string;
  /** When the page was brought; null where nobody was asked. */
  readonly visitedAtMs: number | null;
  /** `queued` is a try to be repeated at `dueAtMs`. */
  readonly state: PageState;
  /** From a small set: counts are kept for each. */
  readonly reason: string | null;
  readonly detail: string | null;
  /** Next visit; null for none. */
  readonly dueAtMs: number | null;
  /** Priority of the next visit; as before where absent. */
  readonly priority?: number;
  readonly found?: readonly CrawlRequest[];
  readonly skipped?: readonly SkippedRequest[];
  readonly record?: RecordLine;
  /** One line of JSON, without its newline, for the `rejected` stream. */
  readonly rejectedLine?: string;
  /** HTTP validators of this visit; as before where absent (304). */
  readonly validators?: { readonly etag: string | null; readonly lastModified: string | null };
  /** As before where absent. */
  readonly contentHash?: string;
  /** True where this visit found something new. */
  readonly isChanged?: boolean;
  /** As before where absent. */
  readonly notes?: Json;
  /** Values of `setMeta` that are to change with this end, or not at all. */
  readonly meta?: Readonly<Record<string, Json>>;
}

export interface EndResult {
  /** Place of the record in the `articles` stream, from 1; null where none was written. */
  readonly sequence: number | null;
  /** Set where the article belongs to another page: no record was written, and this page ended as skipped, `duplicate`. */
  readonly duplicateOf: string | null;
}

/** A host's manners, as kept over restarts. Zero means no such time. */
export interface HostClock {
  /** Not to be asked before. */
  readonly nextAtMs: number;
  /** Not to be asked at all before, whatever the delay. */
  readonly bannedUntilMs: number;
  /** Least time between two requests. */
  readonly delayMs: number;
}

export interface LedgerCount {
  readonly site: string;
  readonly kind: PageKind;
  readonly state: PageState;
  readonly turn: Turn;
  readonly reason: string | null;
  readonly count: number;
}

export interface PageQuery {
  readonly site?: string;
  readonly state?: PageState;
  readonly turn?: Turn;
  readonly reason?: string;
  /** No limit where absent. */
  readonly limit?: number;
}

/** What may be asked of a dataset, also while another process crawls into it. */
export interface LedgerReader {
  /** The page in every site that knows it: none, one, or several. */
  known(url: string): Promise<readonly KnownPage[]>;
  knownIn(site: string, url: string): Promise<KnownPage | undefined>;
  article(articleId: string): Promise<KnownArticle | undefined>;
  /** The last record written of an article; undefined where there is none, or its segment is gone. */
  lastRecordOf(articleId: string): Promise<ArticleRecord | undefined>;
  hostClock(host: string): Promise<HostClock | undefined>;
  getMeta(name: string): Promise<Json | undefined>;
  /** Those of these ids of comments and articles that were erased and are not to come back. */
  erasedAmong(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Pages of the whole dataset, by site, kind, state, turn and reason; cheap enough to ask each second. */
  counts(): Promise<readonly LedgerCount[]>;
  /** In order of insertion. */
  pages(query: PageQuery): AsyncIterable<KnownPage>;
  close(): Promise<void>;
}

/**
 * The requests of one dataset, known and not yet visited, in order, with manners; and what became of them.
 *
 * What a method changes is seen by the next call at once, and is durable when `end`'s or `flush`'s promise resolves.
 * Any method may throw an `OutputError`; after that the ledger is only good for closing, and nothing promised is lost.
 */
export interface Ledger extends LedgerReader {
  /** True where the dataset was made by this opening. */
  readonly isNew: boolean;
  /** True where the last process did not close the ledger: then every host counts as asked at the moment of opening. */
  readonly wasUnclean: boolean;
  /** Lines to be written to the dataset's files. */
  readonly outbox: Outbox;

  /** Adds those not known yet and gives their number. A known one keeps the higher priority and the shorter way from the seed. */
  add(requests: readonly CrawlRequest[], nowMs: number): Promise<number>;
  /** Adds requests that are not wanted, with the reason. A known one stays as it is. */
  skip(requests: readonly SkippedRequest[]): Promise<number>;
  /**
   * Requests that may be visited now: due, host neither asleep nor banned nor without room, nobody else's. Hosts take turns;
   * within a host by priority, then in order of insertion. At most one a host and call, unless the host's delay is 0.
   * Does not move the host's clock: `takeTurn` does.
   */
  claim(nowMs: number, options: ClaimOptions): Promise<readonly Claim[]>;
  /** Gives claims back unvisited, as they were. */
  release(claims: readonly Claim[]): Promise<void>;
  /**
   * When `claim` could give something: `nowMs` or later; null when nothing of these sites is ready or waiting, but for what was given out
   * and has not ended, and for hosts to which `roomAt` gives no room (without it, all hosts count as free).
   */
  nextClaimAtMs(nowMs: number, sites: readonly string[], roomAt?: ClaimOptions["roomAt"]): Promise<number | null>;
  /**
   * Whether something of these sites is left for now, though its host may have to wait: ready, due, or to be tried again. What was visited
   * and comes due later is not.
   */
  hasWork(nowMs: number, sites: readonly string[]): Promise<boolean>;
  /** Commits everything about a page's end together. Resolves when it is durable. */
  end(pageEnd: PageEnd): Promise<EndResult>;
  /** Makes a known page due at `dueAtMs` (at once where that is past), or lets it rest. False where the page is not known. */
  reschedule(site: string, url: string, dueAtMs: number | null, priority?: number): Promise<boolean>;
  /** Makes resting pages ready again, such as failed ones, or those skipped for a reason that no longer holds. Gives their number. */
  requeue(query: Omit<PageQuery, "turn" | "limit">, nowMs: number): Promise<number>;

  /**
   * Takes the host's next turn: gives the moment, `nowMs` or later, at which the caller may ask, and lets the next turn be `delayMs` after it.
   * A ban is not looked at: a banned host is not to be asked.
   */
  takeTurn(host: string, nowMs: number, delayMs: number): Promise<number>;
  /** Sets what is given; the rest stays. However small `nextAtMs` is, the next turn is not sooner than `delayMs` after the last. */
  setHost(host: string, clock: Partial<HostClock>, nowMs: number): Promise<void>;

  setMeta(name: string, value: Json): Promise<void>;
  /** Resolves when everything so far is durable. */
  flush(): Promise<void>;
  /** Makes everything durable, marks the dataset as cleanly closed and frees it. */
  close(): Promise<void>;
}

export interface LedgerOptions {
  readonly directory: string;
  readonly nowMs: number;
  /** Begins anew: all files of the directory are moved to `previous-<time>/` in it first. Nothing is deleted. */
  readonly isFresh?: boolean;
  /** A segment is sealed rather than grow beyond this. Default 128 MiB. */
  readonly maxSegmentBytes?: number;
  /** A segment is sealed when it has so many lines. Default 100,000. */
  readonly maxSegmentRecords?: number;
  /** Page ends are committed together, the first waiting at most so long. Default 50. */
  readonly commitAfterMs?: number;
  /** Commits at once when so many page ends wait. Default 100. */
  readonly commitAfterEnds?: number;
}
