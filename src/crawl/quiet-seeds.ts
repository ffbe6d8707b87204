import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Json, KnownPage, Ledger, LedgerReader } from "../model/ledger.ts";
import type { Finding } from "../model/outcome.ts";

const DAY_MS = 86_400_000;
/** So many runs in vain, over so long, retire a seed: a publisher's bad afternoon does not. */
const RUNS = 5;
const LEAST_MS = 2 * DAY_MS;
/** Runs at the same hour are a moment too early now and then. */
const NEARLY = 0.95;
/** A retired seed is asked once a day at first, then once a week: it may come back. */
const DAILY_MS = 14 * DAY_MS;

/** A feed, sitemap or listing that gave nothing, run after run. */
interface QuietSeed {
  readonly runs: number;
  /** Visit from which on nothing came, and the last one counted. */
  readonly sinceMs: number;
  readonly visitedAtMs: number;
  readonly detail: string;
}

/**
 * Counts the seeds whose last visit failed or named nothing, and gives the addresses of those that this run is not to ask. To be called
 * once at the beginning of a run.
 */
export async function noteQuietSeeds(
  ledger: Ledger,
  site: string,
  seeds: readonly CrawlRequest[],
  nowMs: number,
): Promise<ReadonlySet<string>> {
  const before = quietSeedsIn(await ledger.getMeta(factOf(site)));
  const quiet: Record<string, QuietSeed> = {};
  const resting = new Set<string>();
  for (const { url, kind } of seeds) {
    const known = kind === "article" ? undefined : await ledger.knownIn(site, url);
    const detail = known && whyQuiet(known);
    if (known?.lastVisitAtMs == null || detail === undefined) continue;
    const was = before[url];
    const isCounted = was?.visitedAtMs === known.lastVisitAtMs;
    const seed = {
      runs: (was?.runs ?? 0) + (isCounted ? 0 : 1),
      sinceMs: was?.sinceMs ?? known.lastVisitAtMs,
      visitedAtMs: known.lastVisitAtMs,
      detail,
    };
    quiet[url] = seed;
    if (isRetired(seed) && nowMs - seed.visitedAtMs < waitOf(seed, nowMs)) resting.add(url);
  }
  await ledger.setMeta(factOf(site), quiet as unknown as Json);
  return resting;
}

/** A warning for each seed that is asked only now and then. */
export async function quietFindings(ledger: LedgerReader, site: string): Promise<Finding[]> {
  const seeds = Object.entries(quietSeedsIn(await ledger.getMeta(factOf(site))));
  return seeds
    .filter(([, seed]) => isRetired(seed))
    .map(([url, { runs, sinceMs, detail }]) => ({
      code: "seed-retired",
      field: null,
      message: `${url} gave nothing in ${runs} runs since ${new Date(sinceMs).toISOString()} (${detail}): it is asked once a day, later once a week; mend or drop it in the site file`,
    }));
}

const factOf = (site: string) => `quiet-seeds:${site}`;

function isRetired({ runs, sinceMs, visitedAtMs }: QuietSeed): boolean {
  return runs >= RUNS && visitedAtMs - sinceMs >= LEAST_MS * NEARLY;
}

function waitOf({ sinceMs }: QuietSeed, nowMs: number): number {
  return (nowMs - sinceMs < DAILY_MS ? DAY_MS : 7 * DAY_MS) * NEARLY;
}

/** Undefined where the seed is alive, or was not asked for reasons of our own. */
function whyQuiet({ state, detail, notes }: KnownPage): string | undefined {
  if (state === "failed") return detail ?? "failed";
  const isRead = state === "discovered" || state === "skipped";
  const named = typeof notes === "object" && notes !== null && "named" in notes ? notes.named : undefined;
  return isRead && named === 0 ? "it names no pages" : undefined;
}

function quietSeedsIn(meta: Json | undefined): Readonly<Record<string, QuietSeed>> {
  return typeof meta === "object" && meta !== null && !Array.isArray(meta)
    ? (meta as unknown as Record<string, QuietSeed>)
    : {};
}
