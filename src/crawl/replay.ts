import type { Logger } from "pino";
import { type ArchivedVisit, openReplay, type Replay } from "../archive/archive.ts";
import type { LoadedSite } from "../config/load-site.ts";
import { type CrawlOptions, sinceAt } from "../config/options.ts";
import { classifyUrl } from "../discover/classify-url.ts";
import { openLedger } from "../frontier/ledger.ts";
import { hostOf } from "../model/host-of.ts";
import type { Claim, Ledger } from "../model/ledger.ts";

import { createProjection } from "../write/projection.ts";

import { archivedTdm } from "./archived-tdm.ts";

import { noBrowsing } from "./browsing.ts";
import { openDesk } from "./desk.ts";
import { openReader } from "./open-reader.ts";
import type { Progress } from "./progress.ts";
import { keepsComments } from "./protector.ts";
import { readAhead } from "./read-ahead.ts";
import { readProtectorSettings } from "./read-protector-settings.ts";
import { meansOf } from "./replay-means.ts";
import type { CrawlReport } from "./report.ts";
import { createTrapBudget } from "./trap-budget.ts";
import { type TripContext, trip } from "./trip.ts";
import { createTwins } from "./twins.ts";
import { writeReport } from "./write-report.ts";

export type ReplayOptions = Pick<
  CrawlOptions,
  "output" | "fresh" | "since" | "threads" | "comments" | "pseudonymKeyFile" | "segmentBytes" | "segmentRecords"
>;

export interface ReplayDoors {
  readonly log: Logger;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted: no further visit is begun. */
  readonly signal?: AbortSignal;
}

export interface ReplayResult {
  readonly report: CrawlReport;
  /** Visits of articles that were replayed. */
  readonly visits: number;
  /** Visits whose page is not in the archive: it failed, or was not to be kept. */
  readonly withoutPage: number;
  /** Visits of sites that were not given. */
  readonly ofOtherSites: number;
  /** Places in the archive that could not be read. */
  readonly damaged: number;
}

/** So many visits a thread are begun before the one that is to end next has ended. */
const VISITS_AHEAD = 3;
/** So many ends may wait for the disk at once. */
const MAX_OPEN_ENDS = 256;

/**
 * Extracts again from WARC files into a new dataset, with these site files and without a network: the visits of articles in the order in
 * which they were committed, so that the same site files give the same records, line for line.
 */
export async function replay(
  paths: readonly string[],
  sites: readonly LoadedSite[],
  options: ReplayOptions,
  doors: ReplayDoors,
): Promise<ReplayResult> {
  const startedAtMs = Date.now();
  const ledger = await openLedger({
    directory: options.output,
    nowMs: startedAtMs,
    isFresh: options.fresh,
    ...(options.segmentBytes === 0 ? {} : { maxSegmentBytes: options.segmentBytes }),
    ...(options.segmentRecords === 0 ? {} : { maxSegmentRecords: options.segmentRecords }),
  });
  const archive = openReplay(paths);
  try {
    let failure: unknown;
    const projection = await createProjection(ledger.outbox, options.output, {
      onError: (error) => {
        failure = error;
      },
    });
    try {
      return await replayInto(ledger, archive, sites, options, {
        ...doors,
        startedAtMs,
        check: () => {
          if (failure !== undefined) throw failure;
        },
      });
    } finally {
      await ledger.flush();
      await projection.close();
    }
  } finally {
    await archive.close();
    await ledger.close();
  }
}

interface Setting extends ReplayDoors {
  readonly startedAtMs: number;
  /** Throws when the dataset can no longer be written. */
  readonly check: () => void;
}

async function replayInto(
  ledger: Ledger,
  archive: Replay,
  sites: readonly LoadedSite[],
  options: ReplayOptions,
  { log, onProgress, signal, startedAtMs, check }: Setting,
): Promise<ReplayResult> {
  const counts = { visits: 0, withoutPage: 0, ofOtherSites: 0, damaged: 0 };
  const tdmFiles = archivedTdm(archive);
  let visitedAtMs = startedAtMs;
  const clock = { nowMs: () => visitedAtMs, sleep: async () => {} };
  const desk = openDesk(ledger, sites, {
    limit: 0,
    log,
    clock: { ...clock, nowMs: Date.now },
    startedAtMs,
    onProgress,
  });
  const since = sinceAt(options.since, startedAtMs);
  const protector = await readProtectorSettings(
    options,
    sites.map(({ site }) => site),
  );
  const bySite = new Map(sites.map((loaded) => [loaded.site.name, loaded]));
  const reading = await openReader(options.threads, { sites, protector, since, readings: desk.readings });
  const shared: Omit<TripContext, "bringer" | "browsing" | "tdmFiles" | "reader"> = {
    ...{ ledger, clock, since, rehearsal: null, keepsPages: true, runStartedAtMs: startedAtMs, sites: bySite },
    keepsComments: (site) => keepsComments(protector, site),
    traps: createTrapBudget(),
    rows: new Map(),
    twins: createTwins(),
    hasEnough: () => false,
    warn: ({ url }, code, message) => log.warn({ url, code }, message),
    onEnd: desk.end,
  };
  const ticker = setInterval(() => void desk.tellProgress(), 500);
  const open = new Set<Promise<void>>();

  const begin = (visit: ArchivedVisit, wanted: WantedVisit): Begun => {
    const context = { ...shared, ...meansOf(visit, archive), tdmFiles: tdmFiles.at(visit) };
    const page = visit.trips[0]?.page;
    const isAhead = options.threads > 0 && page != null && page.status >= 200 && page.status <= 299;
    const loaded = bySite.get(wanted.site) as LoadedSite;
    const reader = isAhead ? readAhead(page, loaded, wanted.url, reading.reader, context) : reading.reader;
    return { wanted, visitedAtMs: visit.visitedAtMs, context: { ...context, reader } };
  };
  const end = async ({ wanted, context, ...begun }: Begun) => {
    visitedAtMs = begun.visitedAtMs;
    const claim = await claimOf(wanted, ledger);
    desk.begin(claim);
    const { committed } = await trip(claim, context);
    const ended = committed.finally(() => {
      open.delete(ended);
      desk.leave(claim);
    });
    open.add(ended);
    if (open.size >= MAX_OPEN_ENDS) await Promise.race(open);
  };

  const ahead: Begun[] = [];
  try {
    for await (const item of archive.visits()) {
      if (signal?.aborted === true) break;
      check();
      if (item.kind === "damage") {
        counts.damaged++;
        log.warn({ path: item.path, offset: item.offset, detail: item.message }, "the archive is damaged here");
        continue;
      }
      const { visit } = item;
      const wanted = wantedOf(visit, sites);
      if (wanted === "no article") continue;
      if (wanted === "other site") {
        counts.ofOtherSites++;
        continue;
      }
      if (visit.trips[0]?.page == null) {
        counts.withoutPage++;
        continue;
      }
      counts.visits++;
      ahead.push(begin(visit, wanted));
      if (ahead.length > options.threads * VISITS_AHEAD) await end(ahead.shift() as Begun);
    }
    for (const begun of ahead) await end(begun);
    await Promise.all(open);
  } finally {
    clearInterval(ticker);
    await reading.close();
    await Promise.allSettled(open);
    await desk.tellProgress();
  }
  const state = {
    ...{ number: 1, startedAtMs, since: options.since, isFinished: true },
    sites: sites.map(({ site }) => site.name),
  };
  const ended = signal?.aborted === true ? "interrupted" : "done";
  const report = await writeReport(ledger, sites, options.output, desk, {
    ...{ state, ended, startedAtMs, nowMs: Date.now(), bannedHosts: {}, browsed: noBrowsing.counts },
  });
  return { report, ...counts };
}

/** A visit whose page may be in work already. They end in their order, so that the ledger sees what it saw then. */
interface Begun {
  readonly wanted: WantedVisit;
  readonly visitedAtMs: number;
  readonly context: TripContext;
}

interface WantedVisit {
  readonly site: string;
  readonly url: string;
}

/** The site that reads this visit: the one that made it or, where that is not told or not given, the one of the page's host. */
function wantedOf(
  { site: name, url, kind, trips }: ArchivedVisit,
  sites: readonly LoadedSite[],
): WantedVisit | "no article" | "other site" {
  if (kind !== null && kind !== "article") return "no article";
  const host = hostOf(trips[0]?.page?.finalUrl ?? url);
  const loaded = sites.find(({ site }) => site.name === name) ?? sites.find(({ site }) => site.hosts.includes(host));
  if (loaded === undefined) return "other site";
  if (kind === "article") return { site: loaded.site.name, url };
  // An archive that tells of no visits has the address as it was asked for.
  return classifyUrl(url, loaded.site).kind === "article" ? { site: loaded.site.name, url } : "no article";
}

async function claimOf({ site, url }: WantedVisit, ledger: Ledger): Promise<Claim> {
  const request = {
    ...{
      site,
      url,
      kind: "article" as const,
      depth: 0,
      discoveredOn: null,
      priority: 0,
      hintAt: null,
      pageIndex: null,
    },
  };
  await ledger.add([request], Date.now());
  return { request, host: hostOf(url), attempts: 0, visits: 0 };
}
