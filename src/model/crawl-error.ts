import type { FailReason } from "./outcome.ts";

/** What the crawler does next: try again later, leave this page, or end the whole host's queue for this run. */
export type Consequence = "retry" | "give-up" | "stop";

export interface CrawlErrorOptions extends ErrorOptions {
  readonly reason: FailReason;
  readonly consequence: Consequence;
  readonly url: string;
  /** Least time to wait before the host is asked again, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly status?: number;
}

/** Something we did not expect on the way of one request; it knows what follows. */
export class CrawlError extends Error {
  override readonly name: string = "CrawlError";
  readonly reason: FailReason;
  readonly consequence: Consequence;
  readonly url: string;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;

  constructor(message: string, options: CrawlErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.reason = options.reason;
    this.consequence = options.consequence;
    this.url = options.url;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
  }
}

/** A request that the run's own rules refuse: robots.txt, scope, a forbidden address. Never retried. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly why: "robots" | "out-of-scope" | "forbidden-address" | "host-banned" | "budget";
  readonly url: string;

  constructor(message: string, why: RefusedError["why"], url: string) {
    super(message);
    this.why = why;
    this.url = url;
  }
}
