import type { Logger } from "pino";
import type { LoadedSite } from "../config/load-site.ts";
import type { Claim, Ledger } from "../model/ledger.ts";
import type { Outcome } from "../model/outcome.ts";
import { createRunChecks, type RunChecks } from "../validate/run-checks.ts";
import type { Clock } from "./clock.ts";
import { type Progress, timeLeftMs } from "./progress.ts";
import type { ReadingTally } from "./reading-watch.ts";
import type { VisitEnd } from "./settle.ts";
import { count, emptyTally, type SiteTally } from "./tally.ts";

/** Where a run is counted while it goes. */
export type Desk = ReturnType<typeof openDesk>;

interface DeskOptions {
  /** Records after which the run ends; 0 means no limit. */
  readonly limit: number;
  readonly log: Logger;
  readonly clock: Clock;
  readonly startedAtMs: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Counts what happens, and says whether more is wanted. */
export function openDesk(
  ledger: Ledger,
  sites: readonly LoadedSite[],
  { limit, log, clock, startedAtMs, onProgress }: DeskOptions,
) {
  const tallies = new Map(sites.map(({ site }) => [site.name, emptyTally()]));
  const checks = new Map<string, RunChecks>(sites.map(({ site }) => [site.name, createRunChecks()]));
  let articlesUnderWay = 0;
  let underWay = 0;
  let articlesFound = 0;
  const readings = new Map<string, ReadingTally>();
  const tallyOf = (site: string) => tallies.get(site) as SiteTally;
  const sum = (pick: (tally: SiteTally) => number) =>
    [...tallies.values()].reduce((total, tally) => total + pick(tally), 0);
  const accepted = () => sum(({ outcomes }) => outcomes.accepted);
  /** What counts against the limit: records, and in a dry run the articles that would be asked. */
  const counted = () => accepted() + sum(({ reasons }) => reasons["skipped:dry-run"] ?? 0);
  return {
    tallies,
    checks,
    readings,
    room: () => (limit === 0 ? Number.POSITIVE_INFINITY : limit - counted() - articlesUnderWay),
    hasEnough: () => limit > 0 && counted() >= limit,
    /** Enough articles stand in the queue: listings need not be turned further. */
    hasFound: () => limit > 0 && articlesFound >= limit * 2,
    spend: ({ name, manners }: LoadedSite["site"]) => {
      const tally = tallyOf(name);
      if (manners.maxRequests > 0 && tally.requests >= manners.maxRequests) return false;
      tally.requests++;
      return true;
    },
    begin: ({ request }: Claim) => {
      underWay++;
      if (request.kind === "article") articlesUnderWay++;
    },
    leave: ({ request }: Claim) => {
      underWay--;
      if (request.kind === "article") articlesUnderWay--;
    },
    end: ({ request }: Claim, outcome: Outcome, end: VisitEnd) => {
      const tally = tallyOf(request.site);
      tally.bytes += end.bytes;
      count(tally, request.url, request.kind, outcome);
      if (outcome.kind === "discovered")
        articlesFound += outcome.requests.filter(({ kind }) => kind === "article").length;
      if (outcome.kind === "accepted") {
        tally.comments += outcome.record.seen.comments;
        checks.get(request.site)?.note(outcome.record.seen);
      }
      tell(log, request.url, outcome);
    },
    tellProgress: async () => {
      if (onProgress === undefined) return;
      const queued = (await ledger.counts())
        .filter(({ site, turn }) => tallies.has(site) && turn === "ready")
        .reduce((total, entry) => total + entry.count, 0);
      const elapsedMs = clock.nowMs() - startedAtMs;
      const pages = sum((tally) => Object.values(tally.pages).reduce((total, pagesOfKind) => total + pagesOfKind, 0));
      onProgress({
        pages,
        queued,
        records: accepted(),
        failed: sum(({ outcomes }) => outcomes.failed),
        rejected: sum(({ outcomes }) => outcomes.rejected),
        underWay,
        elapsedMs,
        leftMs: timeLeftMs(pages, queued, elapsedMs),
      });
    },
  };
}

function tell(log: Logger, url: string, outcome: Outcome): void {
  if (outcome.kind === "accepted")
    log.info({ url, id: outcome.record.id, comments: outcome.record.seen.comments }, "record accepted");
  else if (outcome.kind === "discovered") log.info({ url, requests: outcome.requests.length }, "requests discovered");
  else if (outcome.kind === "rejected") log.warn({ url, reasons: outcome.reasons }, "record rejected");
  else if (outcome.kind === "failed")
    log.warn({ url, reason: outcome.reason, detail: outcome.detail, willRetry: outcome.willRetry }, "page failed");
  else if (outcome.kind === "skipped")
    log.info({ url, reason: outcome.reason, detail: outcome.detail }, "page skipped");
  else log.info({ url, what: outcome.what, detail: outcome.detail }, "page is no article");
}
