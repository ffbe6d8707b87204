import PQueue from "p-queue";
import type { Claim, Ledger } from "../model/ledger.ts";
import type { Clock } from "./clock.ts";

/** What the loop needs to know; everything else is the trip's business. */
export interface RunOptions {
  readonly sites: readonly string[];
  /** Visits under way at once, over all hosts; those that wait for a slow server are not counted. */
  readonly concurrency: number;
  /** Requests under way at once at one host. */
  readonly concurrencyAt: (host: string) => number;
  /** The longest the run waits, with nothing else to do, for a retry or for a host that asked for a pause. */
  readonly maxWaitMs: number;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Takes one claim to its end. Rejects only when the run cannot go on. */
  readonly trip: (claim: Claim) => Promise<Ended>;
  /** How many further visits may be begun now; infinite where nothing limits them. */
  readonly room: () => number;
  /** True when no further page is to be begun at all: limit reached, or someone asked to stop. */
  readonly isOver: () => boolean;
  /** Aborts when what is under way is to be dropped at once. */
  readonly signal: AbortSignal;
}

/** A visit that has ended; its end becomes durable together with others, and nobody waits for that before beginning the next. */
export interface Ended {
  readonly committed: Promise<void>;
}

/** Why the loop ended. */
export type RunEnd = "done" | "limit";

/** A visit under way for longer waits for a slow server: its place is another host's meanwhile. */
const SLOW_MS = 4000;
/** So many times the run's concurrency may wait for slow servers; more would cost memory. */
const MOST_SLOW = 4;

/**
 * Claims and visits until nothing is left that may be visited soon. p-queue holds the per-host concurrency; order and the hosts'
 * clocks are the ledger's. However many hosts answer slowly or never, the others go on: a slow visit keeps its place at its host,
 * and gives that of the run away.
 */
export async function run(options: RunOptions): Promise<RunEnd> {
  const { ledger, clock, signal } = options;
  const hosts = new Map<string, PQueue>();
  /** Claims whose end is not durable yet. */
  const open = new Set<Claim>();
  /** Since when. */
  const visiting = new Map<Claim, number>();
  const slow = new Set<Claim>();
  let isWoken = false;
  let endPause = () => {};
  const wake = () => {
    isWoken = true;
    endPause();
  };
  let failure: unknown;
  const start = (claim: Claim) => {
    const atHost = hosts.get(claim.host) ?? new PQueue({ concurrency: options.concurrencyAt(claim.host) });
    hosts.set(claim.host, atHost);
    visiting.set(claim, clock.nowMs());
    atHost
      .add(() => options.trip(claim))
      .finally(() => {
        visiting.delete(claim);
        slow.delete(claim);
        wake();
      })
      .then((ended) => ended?.committed)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => {
        open.delete(claim);
        wake();
      });
    open.add(claim);
  };
  const underWay = () => visiting.size - slow.size;
  /** Those that began first stand first. */
  const noteSlow = () => {
    const beforeMs = clock.nowMs() - SLOW_MS;
    for (const [claim, sinceMs] of visiting) {
      if (sinceMs > beforeMs || slow.size >= options.concurrency * MOST_SLOW) return;
      slow.add(claim);
    }
  };
  const roomAt = (host: string) =>
    options.concurrencyAt(host) - (hosts.get(host)?.pending ?? 0) - (hosts.get(host)?.size ?? 0);

  /** One timer for many pauses: mostly something ends long before the time is up. */
  let nap: { readonly untilMs: number; readonly timer: AbortController } | undefined;
  const sleep = (waitMs: number) => {
    nap?.timer.abort(WOKEN);
    const mine = { untilMs: clock.nowMs() + waitMs, timer: new AbortController() };
    nap = mine;
    void clock.sleep(waitMs, mine.timer.signal).then(() => {
      if (nap !== mine) return;
      nap = undefined;
      wake();
    });
  };
  /** Until something has ended since the pass began, or the time is up. */
  const pause = async (waitMs: number) => {
    if (isWoken) return;
    if (nap === undefined || nap.untilMs > clock.nowMs() + waitMs) sleep(waitMs);
    await new Promise<void>((resolve) => {
      endPause = resolve;
    });
  };
  signal.addEventListener("abort", wake);

  let end: RunEnd = "done";
  while (failure === undefined && !signal.aborted) {
    if (options.isOver()) {
      end = "limit";
      break;
    }
    isWoken = false;
    noteSlow();
    const room = Math.min(options.concurrency - underWay(), options.room());
    const claims = room > 0 ? await ledger.claim(clock.nowMs(), { sites: options.sites, limit: room, roomAt }) : [];
    for (const claim of claims) start(claim);
    if (claims.length > 0 && underWay() < options.concurrency) continue;
    const waitMs = room > 0 ? await untilNext(options, roomAt) : Number.POSITIVE_INFINITY;
    // What is due later (a retry far off, an article to be looked at again) is for a later run. Where articles are many, the next of them
    // is always near: a run that waited for it would never end, and never ask its seeds again.
    if (open.size === 0 && (waitMs > options.maxWaitMs || !(await ledger.hasWork(clock.nowMs(), options.sites)))) break;
    await pause(Math.min(waitMs, 1000));
  }
  signal.removeEventListener("abort", wake);
  nap?.timer.abort(WOKEN);
  await Promise.all([...hosts.values()].map((atHost) => atHost.onIdle()));
  await ledger.flush();
  if (failure !== undefined) throw failure;
  return end;
}

/** A reason of our own, so that none is made with a stack each time. */
const WOKEN = "woken";

/** Milliseconds until a claim could succeed; infinite when nothing is left, or only at hosts without room. */
async function untilNext({ ledger, clock, sites }: RunOptions, roomAt: (host: string) => number): Promise<number> {
  const atMs = await ledger.nextClaimAtMs(clock.nowMs(), sites, roomAt);
  return atMs === null ? Number.POSITIVE_INFINITY : Math.max(5, atMs - clock.nowMs());
}
