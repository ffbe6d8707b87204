import type { LoadedSite } from "../config/load-site.ts";
import { nextRunAtMs, type ScheduleRule } from "../revisit/next-run.ts";
import type { Clock } from "./clock.ts";
import { type CrawlReport, totalsOf } from "./report.ts";

/** What is scheduled, as health tells it. Times are ISO 8601, UTC. */
export interface ScheduledSite {
  readonly site: string;
  readonly cron: string;
  readonly isRunning: boolean;
  readonly nextAt: string | null;
  readonly lastStartedAt: string | null;
  readonly lastEndedAt: string | null;
  readonly lastOutcome: "well" | "failed" | null;
  readonly lastError: string | null;
  readonly runs: number;
  readonly failures: number;
  readonly records: number;
  /** Pages that could not be got, seeds among them. */
  readonly failedPages: number;
  readonly requests: number;
}

export interface SchedulerDoors {
  readonly clock: Clock;
  readonly random: () => number;
  /** Runs one crawl of one site; rejects where it could not be done at all. */
  readonly crawlSite: (loaded: LoadedSite) => Promise<CrawlReport>;
  /** When the site's last run ended, as its dataset says; null where there was none. */
  readonly lastRunAtMs: (loaded: LoadedSite) => Promise<number | null>;
  readonly onEvent: (site: string, message: string, fields?: object) => void;
  /** Aborted: no run is begun any more; `run` resolves when those under way have ended. */
  readonly signal: AbortSignal;
}

export interface Scheduler {
  /** Puts a site on the schedule, or takes its changed file over. A run under way goes on as it began. */
  put(loaded: LoadedSite): Promise<void>;
  remove(site: string): void;
  health(): readonly ScheduledSite[];
  /** Resolves when stopped and everything under way has ended. */
  run(): Promise<void>;
}

interface Entry {
  loaded: LoadedSite;
  rule: ScheduleRule;
  nextAtMs: number | null;
  running: Promise<void> | null;
  lastStartedAtMs: number | null;
  lastEndedAtMs: number | null;
  lastOutcome: "well" | "failed" | null;
  lastError: string | null;
  runs: number;
  failures: number;
  records: number;
  failedPages: number;
  requests: number;
}

/** Runs sites at their times: never two runs of a site at once, a missed time caught up once, all times in the site's own zone. */
export function createScheduler(doors: SchedulerDoors): Scheduler {
  const { clock, random, signal } = doors;
  const entries = new Map<string, Entry>();
  /** Of sites that were taken off meanwhile too. */
  const underWay = new Set<Promise<void>>();
  let changed = new AbortController();
  const wake = () => changed.abort();

  const start = (name: string, entry: Entry) => {
    entry.lastStartedAtMs = clock.nowMs();
    entry.runs++;
    doors.onEvent(name, "run begins");
    const running = Promise.resolve()
      .then(() => doors.crawlSite(entry.loaded))
      .then(
        (report) => noteReport(entry, report),
        (error: unknown) => noteFailure(entry, error),
      )
      .then((fields) => {
        underWay.delete(running);
        entry.running = null;
        entry.lastEndedAtMs = clock.nowMs();
        entry.nextAtMs = nextRunAtMs(entry.rule, entry.lastStartedAtMs, clock.nowMs(), random);
        doors.onEvent(name, "run ended", {
          outcome: entry.lastOutcome,
          ...fields,
          nextAt: iso(entry.nextAtMs),
        });
        wake();
      });
    entry.running = running;
    underWay.add(running);
  };

  return {
    async put(loaded) {
      const rule = ruleOf(loaded);
      const known = entries.get(loaded.site.name);
      const lastRunAtMs = known?.lastStartedAtMs ?? (await doors.lastRunAtMs(loaded));
      const nextAtMs = nextRunAtMs(rule, lastRunAtMs, clock.nowMs(), random);
      if (known === undefined)
        entries.set(loaded.site.name, {
          loaded,
          rule,
          nextAtMs,
          running: null,
          lastStartedAtMs: lastRunAtMs,
          lastEndedAtMs: null,
          lastOutcome: null,
          lastError: null,
          runs: 0,
          failures: 0,
          records: 0,
          failedPages: 0,
          requests: 0,
        });
      else Object.assign(known, { loaded, rule, nextAtMs: known.running === null ? nextAtMs : known.nextAtMs });
      doors.onEvent(loaded.site.name, known === undefined ? "scheduled" : "site file reloaded", {
        cron: rule.cron,
        nextAt: iso(nextAtMs),
      });
      wake();
    },
    remove(site) {
      if (entries.delete(site)) doors.onEvent(site, "no longer scheduled");
      wake();
    },
    health: () => [...entries].map(([site, entry]) => healthOf(site, entry)),
    async run() {
      while (!signal.aborted) {
        changed = new AbortController();
        for (const [name, entry] of entries)
          if (entry.running === null && entry.nextAtMs !== null && entry.nextAtMs <= clock.nowMs()) start(name, entry);
        const next = Math.min(
          ...[...entries.values()].flatMap(({ running, nextAtMs }) =>
            running === null && nextAtMs !== null ? [nextAtMs] : [],
          ),
        );
        // Looked at once a minute in any case: a machine that slept, or whose clock was set, is late by that at most.
        await clock.sleep(
          Math.min(60_000, Math.max(0, next - clock.nowMs())),
          AbortSignal.any([signal, changed.signal]),
        );
      }
      await Promise.all(underWay);
    },
  };
}

function ruleOf({ site, fileName }: LoadedSite): ScheduleRule {
  if (site.schedule === undefined) throw new TypeError(`${fileName}: \`schedule\` is not given`);
  return {
    cron: site.schedule.cron,
    timeZone: site.schedule.timeZone ?? site.timeZone,
    jitterMs: site.schedule.jitterMs,
  };
}

/** Gives what is to be told of the run. */
function noteReport(entry: Entry, report: CrawlReport): object {
  const { records, failed, requests } = totalsOf(report);
  entry.records += records;
  entry.failedPages += failed;
  entry.requests += requests;
  entry.lastOutcome = "well";
  entry.lastError = null;
  return { records, failed, requests };
}

/** Gives what is to be told of the run. */
function noteFailure(entry: Entry, error: unknown): object {
  entry.failures++;
  entry.lastOutcome = "failed";
  entry.lastError = error instanceof Error ? error.message : String(error);
  return { error: entry.lastError };
}

function healthOf(site: string, entry: Entry): ScheduledSite {
  const {
    rule,
    running,
    nextAtMs,
    lastStartedAtMs,
    lastEndedAtMs,
    lastOutcome,
    lastError,
    runs,
    failures,
    records,
    failedPages,
    requests,
  } = entry;
  return {
    site,
    cron: rule.cron,
    isRunning: running !== null,
    nextAt: iso(nextAtMs),
    lastStartedAt: iso(lastStartedAtMs),
    lastEndedAt: iso(lastEndedAtMs),
    lastOutcome,
    lastError,
    runs,
    failures,
    records,
    failedPages,
    requests,
  };
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
