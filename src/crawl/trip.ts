import { backOffMs } from "../fetch/back-off.ts";
import { CrawlError } from "../model/crawl-error.ts";
import type { Claim } from "../model/ledger.ts";
import type { Outcome } from "../model/outcome.ts";
import { VISITS_FACT } from "./archive-visits.ts";
import { BACK_OFF } from "./judge-answer.ts";
import { EndingError } from "./manners.ts";
import { PageUnreadError } from "./page-unread-error.ts";
import type { Ended } from "./run.ts";
import { bareEnd, outcomeOfError, pageEndOf, type VisitEnd } from "./settle.ts";
import { visit } from "./visit.ts";
import type { VisitContext } from "./visit-context.ts";

export interface TripContext extends VisitContext {
  readonly onEnd: (claim: Claim, outcome: Outcome, end: VisitEnd) => void;
  /** Stores what the visit brought, before its end is committed; gives the fact that the ledger is to commit with it, or null. */
  readonly keep?: (end: VisitEnd) => Promise<number | null>;
}

/** Visits one claim and hands its end to the ledger. Rejects only where the dataset can no longer be written, or by an error of ours. */
export async function trip(claim: Claim, context: TripContext): Promise<Ended> {
  const { ledger, clock, bringer } = context;
  let end: VisitEnd;
  try {
    end = await visit(claim, context);
  } catch (error) {
    // Ended by Ctrl-C, the second or while it waited, or lost on its way to a reader: the page was not visited, and will be.
    if (bringer.signal.aborted || error instanceof EndingError || error instanceof PageUnreadError)
      return { committed: ledger.release([claim]) };
    if (isUnreachable(error) && (await bringer.manners.noteUnreachable(error.url)))
      return { committed: ledger.release([claim]) };
    const retries = context.sites.get(claim.request.site)?.site.manners.retries ?? 0;
    const outcome = outcomeOfError(error, claim.request.url, retries - claim.attempts);
    await holdHost(error, context);
    const isRetry = outcome.kind === "failed" && outcome.willRetry;
    const waitMs = Math.max(retryAfterOf(error), backOffMs(claim.attempts + 1, Math.random, BACK_OFF));
    end = { ...bareEnd(outcome, clock.nowMs()), dueAtMs: isRetry ? clock.nowMs() + waitMs : null };
  }
  return { committed: commit(claim, end, context) };
}

async function commit(claim: Claim, end: VisitEnd, { ledger, onEnd, keep }: TripContext): Promise<void> {
  const stored = keep === undefined ? null : await keep(end);
  // In one breath, so that both are in one commit.
  const noted = stored === null ? undefined : ledger.setMeta(VISITS_FACT, stored);
  const [{ duplicateOf }] = await Promise.all([ledger.end(pageEndOf(claim, end)), noted]);
  const { outcome: ended } = end;
  const otherUrl = duplicateOf ?? (ended.kind === "skipped" && ended.reason === "duplicate" ? ended.detail : null);
  const outcome: Outcome =
    otherUrl === null
      ? end.outcome
      : { kind: "skipped", reason: "duplicate", detail: `the same article as ${otherUrl}` };
  onEnd(claim, outcome, end);
}

async function holdHost(error: unknown, { bringer }: TripContext): Promise<void> {
  if (!(error instanceof CrawlError)) return;
  // A browser that is missing is not the host's: what needs none is asked there all the same.
  if (error.reason === "browser") return;
  if (error.reason === "timeout") await bringer.manners.noteSilence(error.url);
  if (error.consequence === "stop") await bringer.manners.ban(error.url, error.message);
  else if (error.retryAfterMs !== undefined) await bringer.manners.pause(error.url, error.retryAfterMs);
}

const retryAfterOf = (error: unknown) => (error instanceof CrawlError ? (error.retryAfterMs ?? 0) : 0);

/** No connection came about, or this machine had no room for one: nothing was asked of the server. */
function isUnreachable(error: unknown): error is CrawlError {
  if (!(error instanceof CrawlError)) return false;
  const first = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
  return UNREACHABLE.has(String((first as { code?: unknown } | undefined)?.code));
}

const UNREACHABLE = new Set(
  "ECONNREFUSED EHOSTUNREACH ENETUNREACH EHOSTDOWN ENETDOWN EAI_AGAIN UND_ERR_CONNECT_TIMEOUT EMFILE ENFILE ENOBUFS".split(
    " ",
  ),
);
