import type { LedgerCount } from "../model/ledger.ts";
import type { Finding } from "../model/outcome.ts";
import type { ReadingTally } from "./reading-watch.ts";
import type { RunEnd } from "./run.ts";
import type { SiteTally } from "./tally.ts";

/** How a run went: what `report.json` holds and the terminal's last lines tell. */
export interface CrawlReport {
  readonly oogst: string;
  readonly run: number;
  /** `done`: nothing more to visit for now. `limit`: enough records. */
  readonly ended: RunEnd | "interrupted" | "stopped";
  readonly startedAt: string;
  readonly endedAt: string;
  readonly elapsedMs: number;
  readonly directory: string;
  readonly sites: Readonly<Record<string, SiteReport>>;
  /** Hosts left alone for the rest of the run, with the reason. */
  readonly bannedHosts: Readonly<Record<string, string>>;
}

export interface SiteReport extends SiteTally {
  /** Its whole path; empty where the site came from no file. */
  readonly siteFile: string;
  readonly siteFileVersion: string;
  /** Pages of this site known to the dataset, all runs together: by state, and by reason where there is one. */
  readonly known: Readonly<Record<string, number>>;
  /** Pages that wait for a later run or a later hour. */
  readonly queued: number;
  /** Pages that were rendered, and those of them that gave more than they did before. */
  readonly browser: { readonly rendered: number; readonly helped: number };
  /** How articles' pages were read: only what the site's description looks at, or whole. */
  readonly reading: ReadingTally;
  /** What was noticed across the run: repeated tails, glued sentences, fields that went empty. */
  readonly findings: readonly Finding[];
}

/** The dataset's counts of one site, folded for a person. */
export function knownOf(
  counts: readonly LedgerCount[],
  site: string,
): { known: Record<string, number>; queued: number } {
  const known: Record<string, number> = {};
  let queued = 0;
  for (const entry of counts) {
    if (entry.site !== site) continue;
    const name = entry.reason === null || entry.state === "queued" ? entry.state : `${entry.state}:${entry.reason}`;
    known[name] = (known[name] ?? 0) + entry.count;
    if (entry.state === "queued") queued += entry.count;
  }
  return { known, queued };
}

/** Sums over all sites of a report. */
export function totalsOf(report: CrawlReport): {
  requests: number;
  records: number;
  comments: number;
  rejected: number;
  failed: number;
  articles: number;
} {
  const total = { requests: 0, records: 0, comments: 0, rejected: 0, failed: 0, articles: 0 };
  for (const site of Object.values(report.sites)) {
    total.requests += site.requests;
    total.records += site.outcomes.accepted;
    total.comments += site.comments;
    total.rejected += site.outcomes.rejected;
    total.failed += site.outcomes.failed;
    total.articles += site.pages.article;
  }
  return total;
}
