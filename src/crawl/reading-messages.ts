import type { LoadedSite } from "../config/load-site.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { FollowUp } from "../model/extraction.ts";
import type { Finding, Outcome } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import type { PageReading } from "../render/needs-browser.ts";
import type { ArticleReading, ReadingAsk } from "./article-reader.ts";
import type { WrittenRecord } from "./drafted-record.ts";
import type { ProtectorSettings } from "./protector.ts";
import type { ReadingTally } from "./reading-watch.ts";

/** What a reading thread is told once, when it starts. Plain data, as everything that passes between threads. */
export interface ThreadSettings {
  readonly sites: readonly Pick<LoadedSite, "site" | "version">[];
  readonly protector: ProtectorSettings;
  readonly since: string | null;
  /** Where compiled code is kept; null where it is not. */
  readonly compileCache: string | null;
  /** Told by the thread as it works, see `BEAT`. */
  readonly beat: SharedArrayBuffer;
}

/** Places of the shared numbers by which a thread shows what it is at, even when it can no longer answer. */
export const BEAT = {
  /** Number of the task in work; 0 between two. */
  task: 0,
  /** Grows with each thing begun or ended. */
  steps: 1,
} as const;

/** To a thread. */
export type ToThread =
  | {
      readonly kind: "read";
      readonly task: number;
      readonly site: string;
      readonly page: Page;
      readonly ask: Pick<ReadingAsk, "askedUrl" | "tdmRules" | "isRendered">;
      /** True where it will be asked what a browser might add. */
      readonly wantsGaps: boolean;
      /** As the run's count stands, those in work counted in: by it the page is read quickly, and both ways. */
      readonly tally: ReadingTally;
      /** Earlier tasks of which no further record will be asked for. */
      readonly settled: readonly number[];
    }
  /** A task's record under its next address is wanted. */
  | { readonly kind: "next"; readonly task: number }
  /** A page that the task asked for, or why there is none. */
  | { readonly kind: "brought"; readonly task: number; readonly page: Page }
  | { readonly kind: "not-brought"; readonly task: number; readonly error: SentError };

/** From a thread. */
export type FromThread =
  | { readonly kind: "ready" }
  | { readonly kind: "wants"; readonly task: number; readonly followUp: FollowUp }
  | { readonly kind: "read"; readonly task: number; readonly reading: SentReading; readonly tally: ReadingTally }
  | { readonly kind: "next"; readonly task: number; readonly record: WrittenRecord | null }
  | { readonly kind: "failed"; readonly task: number; readonly error: SentError; readonly tally: ReadingTally };

export interface SentReading extends Pick<ArticleReading, "bytes" | "notArticle"> {
  readonly gaps: PageReading | null;
  readonly draft:
    | Extract<Outcome, { kind: "not-article" | "skipped" }>
    | {
        readonly kind: "judged";
        readonly record: WrittenRecord;
        readonly reasons: readonly Finding[];
        /** True where `next` may be asked. */
        readonly hasNext: boolean;
      };
}

/** An error as data: the causes stay behind. */
export type SentError =
  | ({ readonly name: "CrawlError"; readonly message: string } & Pick<CrawlError, "reason" | "consequence" | "url">)
  | ({ readonly name: "RefusedError"; readonly message: string } & Pick<RefusedError, "why" | "url">)
  | { readonly name: "Error"; readonly message: string };

export function sentError(error: unknown): SentError {
  if (error instanceof CrawlError) {
    const { message, reason, consequence, url } = error;
    return { name: "CrawlError", message, reason, consequence, url };
  }
  if (error instanceof RefusedError) {
    const { message, why, url } = error;
    return { name: "RefusedError", message, why, url };
  }
  return { name: "Error", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

export function errorOf(sent: SentError): Error {
  if (sent.name === "CrawlError") return new CrawlError(sent.message, sent);
  if (sent.name === "RefusedError") return new RefusedError(sent.message, sent.why, sent.url);
  return new Error(`in a reading thread: ${sent.message}`);
}

/** The page with bytes that may be given away: a part of a larger buffer is copied out, for the rest belongs to others. */
export function withOwnBytes(page: Page): { readonly page: Page; readonly transfer: ArrayBuffer[] } {
  const { body } = page;
  const isWhole = body.buffer instanceof ArrayBuffer && body.byteLength === body.buffer.byteLength;
  // As plain bytes: a Buffer would arrive as such too.
  const bytes = isWhole ? new Uint8Array(body.buffer) : new Uint8Array(body);
  return { page: { ...page, body: bytes }, transfer: [bytes.buffer as ArrayBuffer] };
}
