import { backOffMs } from "../fetch/back-off.ts";
import { consequenceOf } from "../fetch/judge-status.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import type { Clock } from "./clock.ts";
import type { Manners } from "./manners.ts";

/** How a failed try is repeated. */
export interface RetryPlan {
  readonly triesLeft: number;
  readonly attempt: number;
}

export interface AnswerVerdict {
  readonly outcome: Outcome;
  /** When to try again; null for never. */
  readonly dueAtMs: number | null;
}

/** Waits of 2 s, 4 s, 8 s … with full jitter, at most five minutes. */
export const BACK_OFF = { baseMs: 2000, capMs: 300_000 } as const;

/** What an answer's status means for its request, or undefined where the page is to be read. Tells the host's manners what it heard. */
export async function judgeAnswer(
  page: Page,
  request: CrawlRequest,
  retry: RetryPlan,
  { manners, clock }: { readonly manners: Manners; readonly clock: Clock },
): Promise<AnswerVerdict | undefined> {
  const { status } = page;
  const { consequence, retryAfterMs } = consequenceOf(status, page.headers, clock.nowMs());
  manners.noteReached(page.finalUrl);
  if (retryAfterMs !== undefined) await manners.pause(page.finalUrl, retryAfterMs);
  if (isRefusal(status)) await manners.noteRefusal(page.finalUrl);
  if (consequence === "stop") await manners.ban(page.finalUrl, `it answered ${status} for every page`);
  if (status === 304)
    return { outcome: { kind: "skipped", reason: "not-modified", detail: "the server says 304" }, dueAtMs: null };
  if (consequence === "ok") {
    manners.noteSuccess(page.finalUrl);
    return emptyVerdict(page, retry, clock);
  }
  if (consequence === "retry") {
    const willRetry = retry.triesLeft > 0;
    const waitMs = Math.max(retryAfterMs ?? 0, backOffMs(retry.attempt, Math.random, BACK_OFF));
    return { outcome: failed(page, willRetry), dueAtMs: willRetry ? clock.nowMs() + waitMs : null };
  }
  if (request.kind !== "article") return { outcome: failed(page, false), dueAtMs: null };
  return { outcome: absent(page), dueAtMs: null };
}

function emptyVerdict(page: Page, retry: RetryPlan, clock: Clock): AnswerVerdict | undefined {
  if (page.body.byteLength > 0) return undefined;
  // Servers under load send 200 and nothing; a page without a byte is no page.
  if (page.status === 200 && retry.triesLeft > 0)
    return {
      outcome: { kind: "failed", reason: "truncated", detail: "200 with an empty body", willRetry: true },
      dueAtMs: clock.nowMs() + backOffMs(retry.attempt, Math.random, BACK_OFF),
    };
  return {
    outcome: { kind: "not-article", what: "empty", detail: `${page.status} with an empty body` },
    dueAtMs: null,
  };
}

function failed(page: Page, willRetry: boolean): Outcome {
  return { kind: "failed", reason: "http-status", detail: `the server answered ${page.status}`, willRetry };
}

function absent(page: Page): Outcome {
  const detail = `the server answered ${page.status}`;
  if (page.status === 404) return { kind: "not-article", what: "not-found", detail };
  if (page.status === 410) return { kind: "not-article", what: "gone", detail };
  if (page.status === 401 || page.status === 402) return { kind: "not-article", what: "login", detail };
  if (page.status === 403 || page.status === 451) return { kind: "not-article", what: "forbidden", detail };
  return { kind: "failed", reason: "http-status", detail, willRetry: false };
}

const isRefusal = (status: number) => status === 401 || status === 403 || status === 429 || status === 503;
