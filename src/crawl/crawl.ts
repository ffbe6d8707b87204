import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import type { LoadedSite } from "../config/load-site.ts";
import { type CrawlOptions, sinceAt } from "../config/options.ts";
import { openLedger } from "../frontier/ledger.ts";
import { LEDGER_FILE } from "../frontier/open-database.ts";
import { openLedgerForReading } from "../frontier/read-ledger.ts";
import type { OutputError } from "../model/dataset-error.ts";
import { hostOf } from "../model/host-of.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Site } from "../model/site.ts";
import { createProjection } from "../write/projection.ts";
import { openArchivist } from "./archive-visits.ts";
import { delayOf } from "./bring.ts";
import { openBrowsing } from "./browsing.ts";
import { type Clock, systemClock } from "./clock.ts";
import { openDesk } from "./desk.ts";
import { createManners } from "./manners.ts";
import { openDoors } from "./open-doors.ts";
import { openReader } from "./open-reader.ts";
import type { Progress } from "./progress.ts";
import { keepsComments } from "./protector.ts";
import { readProtectorSettings } from "./read-protector-settings.ts";
import type { ReadingBounds } from "./reading-thread.ts";
import type { CrawlReport } from "./report.ts";
import { run } from "./run.ts";
import { saveRun, seed } from "./seed.ts";
import { createSitemapTurns } from "./sitemap-turns.ts";
import { createTrapBudget } from "./trap-budget.ts";
import { trip } from "./trip.ts";
import { createTwins } from "./twins.ts";
import type { ListingRows, Rehearsal } from "./visit-context.ts";
import { writeReport } from "./write-report.ts";

export interface CrawlDoors {
  readonly log: Logger;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted: no new page is begun, what is under way is finished. */
  readonly graceful?: AbortSignal;
  /** Aborted: what is under way is dropped; it will be visited again. */
  readonly atOnce?: AbortSignal;
  /** Time; the machine's by default. */
  readonly clock?: Clock;
  /** What a reading thread may take for one page, where not the usual. */
  readonly readingBounds?: Partial<ReadingBounds>;
  /** In a dry run: called with each article that would be asked. */
  readonly onWouldAsk?: (url: string) => void;
}

/**
 * Crawls these sites into one dataset until nothing is left to visit for now, and tells how it went.
 *
 * Throws a `DatasetInUseError` where another process writes the dataset, and an `OutputError` where it cannot be written;
 * everything that servers and pages do wrong is in the report.
 */
export async function crawl(
  sites: readonly LoadedSite[],
  options: CrawlOptions,
  doors: CrawlDoors,
): Promise<CrawlReport> {
  if (options.dryRun) return rehearse(sites, options, doors);
  const clock = doors.clock ?? systemClock;
  const startedAtMs = clock.nowMs();
  const ledger = await openLedger({
    directory: options.output,
    nowMs: startedAtMs,
    isFresh: options.fresh,
    ...(options.segmentBytes === 0 ? {} : { maxSegmentBytes: options.segmentBytes }),
    ...(options.segmentRecords === 0 ? {} : { maxSegmentRecords: options.segmentRecords }),
  });
  const broken = new AbortController();
  let failure: OutputError | undefined;
  try {
    const projection = await createProjection(ledger.outbox, options.output, {
      onError: (error) => {
        failure = error;
        broken.abort();
      },
    });
    try {
      return await crawlInto(ledger, withDelay(sites, options.hostDelayMs), options, {
        ...doors,
        clock,
        startedAtMs,
        broken: broken.signal,
      });
    } finally {
      await ledger.flush().finally(() => projection.close());
    }
  } catch (error) {
    throw failure ?? error;
  } finally {
    await ledger.close();
  }
}

/** A dry run: discovers into a ledger of its own, which is thrown away, and looks into the dataset without changing it. */
async function rehearse(sites: readonly LoadedSite[], options: CrawlOptions, doors: CrawlDoors): Promise<CrawlReport> {
  const scratch = await mkdtemp(join(tmpdir(), "oogst-dry-run-"));
  const dataset =
    existsSync(join(options.output, LEDGER_FILE)) && !options.fresh ? await openLedgerForReading(options.output) : null;
  try {
    const startedAtMs = systemClock.nowMs();
    const ledger = await openLedger({ directory: scratch, nowMs: startedAtMs });
    try {
      const rehearsal = { dataset, onWouldAsk: doors.onWouldAsk ?? (() => {}) };
      const report = await crawlInto(
        ledger,
        withDelay(sites, options.hostDelayMs),
        { ...options, output: scratch, archive: false },
        { ...doors, clock: systemClock, startedAtMs, broken: new AbortController().signal, rehearsal },
      );
      return { ...report, directory: options.output };
    } finally {
      await ledger.close();
    }
  } finally {
    await dataset?.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Setting extends CrawlDoors {
  readonly clock: Clock;
  readonly startedAtMs: number;
  /** Aborted when the dataset can no longer be written. */
  readonly broken: AbortSignal;
  readonly rehearsal?: Rehearsal;
}

async function crawlInto(
  ledger: Ledger,
  sites: readonly LoadedSite[],
  options: CrawlOptions,
  setting: Setting,
): Promise<CrawlReport> {
  const { clock, log, startedAtMs } = setting;
  const traps = createTrapBudget();
  const rows: ListingRows = new Map();
  const twins = createTwins();
  const inSitemapTurn = createSitemapTurns();
  const protector = await readProtectorSettings(
    options,
    sites.map(({ site }) => site),
  );
  const byName = new Map(sites.map((loaded) => [loaded.site.name, loaded]));
  const state = await seed(ledger, sites, sinceAt(options.since, startedAtMs), startedAtMs);
  const manners = createManners(ledger, clock, options.maxPauseMs, setting.graceful);
  const siteAt = (host: string) => sites.find(({ site }) => site.hosts.includes(host))?.site;
  const delayAt = (url: string) => {
    const site = siteAt(hostOf(url));
    return site === undefined ? 0 : delayOf(site, null);
  };
  const archivist = options.archive ? await openArchivist(ledger, sites, options, clock) : undefined;
  const opened = await openDoors(
    options,
    options.store ?? `sqlite:${join(options.output, "cache.sqlite")}`,
    manners,
    delayAt,
    clock,
    archivist,
  );
  const browsing = await openBrowsing(
    ledger,
    sites.map(({ site }) => site),
    opened.openRenderer,
  );
  const desk = openDesk(ledger, sites, { ...setting, limit: options.limit });
  const atOnce = AbortSignal.any([setting.atOnce, setting.broken].filter((signal) => signal !== undefined));
  const reading = await openReader(
    setting.rehearsal === undefined ? options.threads : 0,
    { sites, protector, since: state.since, readings: desk.readings, signal: atOnce },
    setting.readingBounds,
  );
  const ticker = setInterval(() => void desk.tellProgress(), 500);
  try {
    const ended = await run({
      sites: [...byName.keys()],
      concurrency: options.concurrency,
      concurrencyAt: (host) => (manners.isBanned(host) ? 0 : concurrencyOf(siteAt(host))),
      maxWaitMs: options.maxWaitMs,
      ledger,
      clock,
      room: () => Math.min(desk.room(), reading.room()),
      isOver: () => setting.graceful?.aborted === true || desk.hasEnough(),
      signal: atOnce,
      trip: async (claim) => {
        desk.begin(claim);
        const bringer = { source: opened.source, robots: opened.robots, manners, signal: atOnce, spend: desk.spend };
        const { site } = byName.get(claim.request.site) as LoadedSite;
        const followed = archivist?.follow(claim, site, bringer, browsing);
        const context = {
          ledger,
          clock,
          sites: byName,
          since: state.since,
          runStartedAtMs: state.startedAtMs,
          ...(followed ?? { bringer, browsing }),
          rehearsal: setting.rehearsal ?? null,
          tdmFiles: opened.tdmFiles,
          reader: reading.reader,
          keepsPages: archivist !== undefined,
          keepsComments: (site: Site) => keepsComments(protector, site),
          traps,
          rows,
          twins,
          hasEnough: desk.hasFound,
          warn: ({ url }: { readonly url: string }, code: string, message: string) => log.warn({ url, code }, message),
          onEnd: desk.end,
        };
        const { committed } = await inSitemapTurn(claim, () => trip(claim, context));
        return { committed: committed.finally(() => desk.leave(claim)) };
      },
    });
    const isCut = setting.graceful?.aborted === true || atOnce.aborted;
    await browsing.save();
    if (!isCut) await saveRun(ledger, { ...state, isFinished: true });
    return await writeReport(ledger, sites, options.output, desk, {
      state,
      ended: isCut ? "interrupted" : ended,
      startedAtMs,
      bannedHosts: Object.fromEntries(manners.bannedHosts),
      browsed: browsing.counts,
      nowMs: clock.nowMs(),
    });
  } finally {
    clearInterval(ticker);
    await desk.tellProgress();
    await browsing.close();
    await opened.close();
    await reading.close();
    await archivist?.close();
  }
}

/** A server sees the delay between two requests only when the second waits for the first one's answer. */
function concurrencyOf(site: LoadedSite["site"] | undefined): number {
  return site === undefined || site.manners.hostDelayMs > 0 ? 1 : site.manners.concurrency;
}

function withDelay(sites: readonly LoadedSite[], hostDelayMs: number | null): readonly LoadedSite[] {
  if (hostDelayMs === null) return sites;
  return sites.map((loaded) => ({
    ...loaded,
    site: { ...loaded.site, manners: { ...loaded.site.manners, hostDelayMs } },
  }));
}
