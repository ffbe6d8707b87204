import { RefusedError } from "../model/crawl-error.ts";
import { hostOf } from "../model/host-of.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Clock } from "./clock.ts";

/** Who asks a host waits here for the host's turn, whatever is asked: a page, robots.txt, a redirect's target. */
export interface Manners {
  /** Resolves when the host may be asked; rejects when it is banned for this run. */
  takeTurn(url: string, delayMs: number, signal?: AbortSignal): Promise<void>;
  /** To be called when an answer has come: the next turn is counted from here, so that the server sees the delay, whatever the network's. */
  noteAnswer(url: string, delayMs: number): Promise<void>;
  /** The server asked for a pause. Longer than the run is willing to wait means a ban for this run. */
  pause(url: string, pauseMs: number): Promise<void>;
  /** The longest Crawl-delay that the run bears; a host that asks for more is left alone. */
  readonly longestDelayMs: number;
  /** An answer came, whatever it says: the host is there. */
  noteReached(url: string): void;
  /**
   * No connection could be made. Gives true where the host had answered before: it is asked again after a growing pause, and the page's
   * tries are not counted. After several in a row the host is given up for this run.
   */
  noteUnreachable(url: string): Promise<boolean>;
  /** No answer came in time. After several in a row, with none in between, the host is given up for this run. */
  noteSilence(url: string): Promise<void>;
  /** A page came: refusals before it count no more. */
  noteSuccess(url: string): void;
  /** Counts refusals in a row (401, 403, 429, 503); true when the host has now been given up for this run. */
  noteRefusal(url: string): Promise<boolean>;
  /** Leaves the host alone for the rest of the run. */
  ban(url: string, reason: string): Promise<void>;
  isBanned(host: string): boolean;
  readonly bannedHosts: ReadonlyMap<string, string>;
}

/** Refusals in a row, with no page in between, after which a host is left alone for the rest of the run. */
const REFUSALS_TO_BAN = 8;

/** Answers in a row that did not come in time, after which a host is left alone for the rest of the run: each costs a time-out. */
const SILENCES_TO_BAN = 10;

/** In the midst of a visit a host's pause is waited for so long; beyond, what was to be asked is not. */
const LONGEST_WAIT_MS = 60_000;

/** A Crawl-delay up to this is borne, however short a pause the run is willing to wait. */
const BEARABLE_DELAY_MS = 60_000;

/** Failed connections in a row after which a host is left alone: with the pauses between them, after a minute and a half. */
const LOST_TO_BAN = 10;
/** 0.5 s, 1 s, 2 s … */
const FIRST_LOST_PAUSE_MS = 500;
const MAX_LOST_PAUSE_MS = 30_000;

/** A turn that is no further off is waited for, also when the run is to end. */
const BRIEF_MS = 2000;

/** The run is to end, and what was to be asked would have had to wait: the visit is put off as if it had not begun. */
export class EndingError extends Error {
  /** By this name, who asks for robots.txt knows that nothing was heard of the host. */
  override readonly name = "AbortError";

  constructor(url: string) {
    super(`the run was to end while ${url} waited for its host's turn`);
  }
}

/** `ending` is aborted when no further page is to be begun. */
export function createManners(ledger: Ledger, clock: Clock, maxPauseMs: number, ending?: AbortSignal): Manners {
  const banned = new Map<string, string>();
  const refusals = new Map<string, number>();
  const reached = new Set<string>();
  /** Failed connections in a row, and when the last one was counted. */
  const lost = new Map<string, { readonly count: number; readonly untilMs: number }>();
  /** Until when a host asked to be left in peace, in this run. */
  const pausedUntilMs = new Map<string, number>();
  const pauseLeftMs = (host: string): number => {
    const leftMs = (pausedUntilMs.get(host) ?? 0) - clock.nowMs();
    // A longer one was never borne: the clock was put back.
    return leftMs > maxPauseMs ? 0 : Math.max(leftMs, 0);
  };
  const isEnding = () => ending?.aborted === true;
  const waitUntil = async (url: string, atMs: number, signal: AbortSignal | undefined) => {
    let leftMs = atMs - clock.nowMs();
    while (leftMs > 0) {
      const wasEnding = isEnding();
      if (wasEnding && leftMs > BRIEF_MS) throw new EndingError(url);
      const wakes = [signal, wasEnding ? undefined : ending].filter((each) => each !== undefined);
      await clock.sleep(leftMs, wakes.length === 0 ? undefined : AbortSignal.any(wakes));
      if (signal?.aborted === true)
        throw new RefusedError("the run was ended while waiting for the host's turn", "budget", url);
      const stillMs = atMs - clock.nowMs();
      if (!wasEnding && isEnding()) {
        leftMs = stillMs;
        continue;
      }
      // No less is left after the wait than before: the clock was put back, and the wait is over all the same.
      if (stillMs >= leftMs) return;
      leftMs = stillMs;
    }
  };
  /** Answers in a row that did not come in time. */
  const silences = new Map<string, number>();
  const ban = async (host: string, reason: string, untilMs: number) => {
    banned.set(host, reason);
    await ledger.setHost(host, { bannedUntilMs: untilMs }, clock.nowMs());
  };
  return {
    bannedHosts: banned,
    ban: (url, reason) => ban(hostOf(url), reason, clock.nowMs()),
    isBanned: (host) => banned.has(host),
    async takeTurn(url, delayMs, signal) {
      const host = hostOf(url);
      do {
        if (banned.has(host))
          throw new RefusedError(`${host} is left alone for this run: ${banned.get(host)}`, "host-banned", url);
        const pauseMs = pauseLeftMs(host);
        if (pauseMs > LONGEST_WAIT_MS)
          throw new RefusedError(`${host} asked for a pause of ${Math.ceil(pauseMs / 1000)} s`, "host-banned", url);
        await waitUntil(url, clock.nowMs() + pauseMs, signal);
        await waitUntil(url, await ledger.takeTurn(host, clock.nowMs(), delayMs), signal);
        // Others may have heard from the host meanwhile.
      } while (banned.has(host) || pauseLeftMs(host) > 0);
    },
    async noteAnswer(url, delayMs) {
      if (delayMs > 0) await ledger.setHost(hostOf(url), { nextAtMs: clock.nowMs() + delayMs, delayMs }, clock.nowMs());
    },
    longestDelayMs: Math.max(maxPauseMs, BEARABLE_DELAY_MS),
    noteReached(url) {
      const host = hostOf(url);
      reached.add(host);
      lost.delete(host);
      silences.delete(host);
    },
    async noteUnreachable(url) {
      const host = hostOf(url);
      if (!reached.has(host)) return false;
      const before = lost.get(host);
      // Those that were under way together failed together.
      const leftMs = (before?.untilMs ?? 0) - clock.nowMs();
      if (leftMs > 0 && leftMs <= MAX_LOST_PAUSE_MS) return true;
      const count = (before?.count ?? 0) + 1;
      const pauseMs = Math.min(FIRST_LOST_PAUSE_MS * 2 ** (count - 1), MAX_LOST_PAUSE_MS);
      lost.set(host, { count, untilMs: clock.nowMs() + pauseMs });
      if (count >= LOST_TO_BAN) await ban(host, `${count} connections in a row failed`, clock.nowMs());
      else await ledger.setHost(host, { bannedUntilMs: clock.nowMs() + pauseMs }, clock.nowMs());
      return true;
    },
    noteSuccess: (url) => void refusals.delete(hostOf(url)),
    async pause(url, pauseMs) {
      const host = hostOf(url);
      const untilMs = clock.nowMs() + pauseMs;
      if (pauseMs > maxPauseMs) await ban(host, `it asked for a pause of ${Math.ceil(pauseMs / 1000)} s`, untilMs);
      else {
        // Of two pauses the longer one holds.
        pausedUntilMs.set(host, Math.max(untilMs, clock.nowMs() + pauseLeftMs(host)));
        await ledger.setHost(host, { bannedUntilMs: pausedUntilMs.get(host) as number }, clock.nowMs());
      }
    },
    async noteSilence(url) {
      const host = hostOf(url);
      const count = (silences.get(host) ?? 0) + 1;
      silences.set(host, count);
      if (count >= SILENCES_TO_BAN) await ban(host, `${count} answers in a row did not come in time`, clock.nowMs());
    },
    async noteRefusal(url) {
      const host = hostOf(url);
      const count = (refusals.get(host) ?? 0) + 1;
      refusals.set(host, count);
      if (count < REFUSALS_TO_BAN) return false;
      await ban(host, `${count} refusals in a row`, clock.nowMs());
      return true;
    },
  };
}
