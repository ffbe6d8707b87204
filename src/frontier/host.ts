import type { Sleeper } from "./wake-heap.ts";

/** A host and its clock. `-Infinity` is never asked, and `undefined` a delay nobody has told yet. */
export interface Host extends Sleeper {
  readonly id: number;
  readonly name: string;
  /** When its last turn was, or is to be. */
  askedAtMs: number;
  /** Not to be asked before, for another reason than its delay. */
  nextAtMs: number;
  bannedUntilMs: number;
  delayMs: number | undefined;
  readonly queues: Queue[];
  /** Of its queues, the one that goes first at the next claim. */
  turn: number;
}

/** The requests of one site at one host. */
export interface Queue {
  readonly id: number;
  readonly site: string;
  readonly siteId: number;
  readonly host: Host;
  /** Requests whose turn is `ready`, those given out included. */
  ready: number;
  /** Requests given out. */
  claimed: number;
  /**
   * Rows that were the next to be given out, the first one last. Whenever a request becomes ready or goes up they are forgotten; one that is
   * not ready any more may still stand here.
   */
  next: number[];
  /** No waiting request is due before; `Infinity` when none waits, `undefined` when not looked up yet. */
  nextDueMs: number | undefined;
}

/** The moment from which the host's next turn may be. */
export function turnAtMs(host: Host, delayMs = host.delayMs ?? 0): number {
  return Math.max(host.nextAtMs, host.askedAtMs + delayMs);
}

/** The moment from which the host may be asked at all. */
export function awakeAtMs(host: Host): number {
  return Math.max(turnAtMs(host), host.bannedUntilMs);
}
