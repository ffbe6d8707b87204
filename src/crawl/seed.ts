import type { LoadedSite } from "../config/load-site.ts";
import { seedsOf } from "../discover/seeds.ts";
import type { Json, Ledger } from "../model/ledger.ts";
import { noteQuietSeeds } from "./quiet-seeds.ts";

/** What the ledger remembers of the run under way, so that a restart goes on with it instead of beginning anew. */
export interface RunState {
  readonly number: number;
  readonly startedAtMs: number;
  readonly sites: readonly string[];
  readonly since: string | null;
  readonly isFinished: boolean;
}

/** Begins a run, or goes on with one that was cut short: then its seeds stand in the ledger already. */
export async function seed(
  ledger: Ledger,
  sites: readonly LoadedSite[],
  since: string | null,
  nowMs: number,
): Promise<RunState> {
  const before = runStateFrom(await ledger.getMeta("run"));
  const names = sites.map(({ site }) => site.name);
  for (const { site } of sites)
    for (const host of site.hosts) await ledger.setHost(host, { delayMs: site.manners.hostDelayMs }, nowMs);
  if (
    before !== undefined &&
    !before.isFinished &&
    names.every((name) => before.sites.includes(name)) &&
    before.since === since
  )
    return before;
  const state: RunState = {
    number: (before?.number ?? 0) + 1,
    startedAtMs: nowMs,
    sites: names,
    since,
    isFinished: false,
  };
  for (const { site } of sites) {
    const seeds = seedsOf(site, { nowMs });
    await ledger.add(seeds, nowMs);
    const resting = await noteQuietSeeds(ledger, site.name, seeds, nowMs);
    for (const { url, priority } of seeds) await ledger.reschedule(site.name, url, nowMs, priority);
    await requeue(ledger, site.name, before?.since ?? null, since, nowMs);
    for (const url of resting) await ledger.reschedule(site.name, url, null);
  }
  await saveRun(ledger, state);
  await ledger.flush();
  return state;
}

export async function saveRun(ledger: Ledger, state: RunState): Promise<void> {
  await ledger.setMeta("run", { ...state, sites: [...state.sites] });
}

/** What an earlier run did not get or did not want may be had or wanted by this one. */
async function requeue(
  ledger: Ledger,
  site: string,
  sinceBefore: string | null,
  since: string | null,
  nowMs: number,
): Promise<void> {
  await ledger.requeue({ site, state: "failed" }, nowMs);
  for (const reason of ["robots", "host-banned", "budget"])
    await ledger.requeue({ site, state: "skipped", reason }, nowMs);
  const isWider = sinceBefore !== null && (since === null || since < sinceBefore);
  if (isWider) await ledger.requeue({ site, state: "skipped", reason: "too-old" }, nowMs);
}

function runStateFrom(meta: Json | undefined): RunState | undefined {
  if (typeof meta !== "object" || meta === null || Array.isArray(meta) || !("number" in meta)) return undefined;
  return meta as unknown as RunState;
}
