import type { Consequence } from "../model/crawl-error.ts";
import type { Headers } from "../model/page.ts";
import { headerOf } from "../model/page.ts";
import { parseRetryAfterMs } from "./retry-after.ts";

export interface StatusJudgement {
  readonly consequence: "ok" | Consequence;
  /** What the server asks to wait before the whole host is asked anything again, robots.txt included. */
  readonly retryAfterMs?: number;
}

/**
 * What follows from an answer's status and headers alone.
 *
 * - `ok`: 2xx with what was asked, and 304.
 * - `retry`: 408, 425, 429 and every 5xx; Retry-After is read for these, and for 403, which some hosts use to ask for rest.
 * - `stop`: the answer is not about the page but about us: a network's log-in page (511), our proxy's (407), or a challenge put
 *   before every page (`cf-mitigated: challenge`).
 * - `give-up`: everything else, 404 and 410 among it, and redirects that were not followed.
 */
export function consequenceOf(status: number, headers: Headers, nowMs: number): StatusJudgement {
  if (status === 511 || status === 407 || headerOf(headers, "cf-mitigated")?.toLowerCase() === "challenge") {
    return { consequence: "stop" };
  }
  if ((status >= 200 && status <= 299) || status === 304) return { consequence: "ok" };
  if (status === 403) return { consequence: "give-up", ...retryAfterOf(headers, nowMs) };
  if (status === 408 || status === 425 || status === 429 || (status >= 500 && status <= 599)) {
    return { consequence: "retry", ...retryAfterOf(headers, nowMs) };
  }
  return { consequence: "give-up" };
}

/** Of several Retry-After headers the longest counts: we may wait longer than asked, never shorter. */
function retryAfterOf(headers: Headers, nowMs: number): { retryAfterMs?: number } {
  const asked = (headers["retry-after"] ?? []).flatMap((value) => parseRetryAfterMs(value, nowMs) ?? []);
  return asked.length === 0 ? {} : { retryAfterMs: Math.max(...asked) };
}
