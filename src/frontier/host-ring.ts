import { awakeAtMs, type Host, type Queue } from "./host.ts";
import { WakeHeap } from "./wake-heap.ts";

/**
 * Whose turn it is: hosts with something to do, in a ring, and those that sleep, by the time at which they wake.
 *
 * A host that gives a request goes to the end of the ring, so that one with a million requests does not starve the others; a host
 * that may not be asked, or has nothing due, is not looked at before it wakes.
 */
export class HostRing {
  readonly #nextDueOf: (queue: Queue) => number;
  readonly #awake = new Set<Host>();
  readonly #asleep = new WakeHeap<Host>();
  #sites: ReadonlySet<string> = new Set();
  #given: readonly string[] = [];

  /** `nextDueOf` gives the time at which the queue's next waiting request is due, `Infinity` where none waits. */
  constructor(nextDueOf: (queue: Queue) => number) {
    this.#nextDueOf = nextDueOf;
  }

  /** Lets only requests of these sites count from now on. */
  focus(sites: readonly string[], hosts: Iterable<Host>): void {
    if (sites === this.#given) return;
    this.#given = sites;
    if (sites.length === this.#sites.size && sites.every((site) => this.#sites.has(site))) return;
    this.#sites = new Set(sites);
    this.reset(hosts);
  }

  /** Wakes everybody: the clocks were changed all at once. */
  reset(hosts: Iterable<Host>): void {
    this.#awake.clear();
    this.#asleep.clear();
    for (const host of hosts) this.wake(host);
  }

  /** To be called when something about the host may have become sooner: a new request, one given back, an earlier clock. */
  wake(host: Host): void {
    if (this.#awake.has(host)) return;
    if (host.wakesAtMs !== undefined && host.wakesAtMs <= awakeAtMs(host)) return;
    if (!host.queues.some((queue) => this.#sites.has(queue.site))) return;
    this.#asleep.remove(host);
    this.#awake.add(host);
  }

  /**
   * Goes once round the hosts that are awake and may be asked, beginning with the one that has waited longest. `take` gives true where it
   * took a request from one of the host's queues, and false where it took none though some are left. Ends early when `take` gives "enough".
   */
  round(nowMs: number, take: (host: Host, queues: readonly Queue[]) => boolean | "enough"): void {
    this.#wakeUntil(nowMs);
    let rest = this.#awake.size;
    for (const host of this.#awake) {
      if (rest-- === 0) return;
      const wakesAtMs = this.#wakesAtMs(host, nowMs);
      if (wakesAtMs > nowMs) {
        this.#sleep(host, wakesAtMs);
        continue;
      }
      const taken = take(host, this.#queuesInTurn(host));
      if (taken === "enough") return;
      if (taken) {
        this.#awake.delete(host);
        this.#awake.add(host);
      }
    }
  }

  /** When the next host has something to give; `Infinity` when none ever will. Hosts that are awake but without room do not count. */
  nextAtMs(nowMs: number, roomAt: (host: string) => number = () => 1): number {
    this.#wakeUntil(nowMs);
    for (const host of this.#awake) {
      const wakesAtMs = this.#wakesAtMs(host, nowMs);
      if (wakesAtMs > nowMs) this.#sleep(host, wakesAtMs);
      else if (roomAt(host.name) > 0) return nowMs;
    }
    return this.#asleep.first()?.wakesAtMs ?? Number.POSITIVE_INFINITY;
  }

  #wakeUntil(nowMs: number): void {
    for (;;) {
      const first = this.#asleep.first();
      if (first?.wakesAtMs === undefined || first.wakesAtMs > nowMs) return;
      this.#asleep.remove(first);
      this.#awake.add(first);
    }
  }

  /** A host with nothing left does not even sleep: `wake` brings it back. */
  #sleep(host: Host, untilMs: number): void {
    this.#awake.delete(host);
    if (untilMs < Number.POSITIVE_INFINITY) this.#asleep.set(host, untilMs);
  }

  /** When the host both may be asked and has something that nobody has been given. */
  #wakesAtMs(host: Host, nowMs: number): number {
    let dueMs = Number.POSITIVE_INFINITY;
    for (const queue of host.queues) {
      if (!this.#sites.has(queue.site)) continue;
      if (queue.ready > queue.claimed) dueMs = Number.NEGATIVE_INFINITY;
      else dueMs = Math.min(dueMs, this.#nextDueOf(queue));
    }
    return dueMs <= nowMs ? awakeAtMs(host) : Math.max(dueMs, awakeAtMs(host));
  }

  /** The host's queues, another one first each time: sites that share a host take turns too. */
  #queuesInTurn(host: Host): readonly Queue[] {
    const queues = host.queues.filter((queue) => this.#sites.has(queue.site));
    if (queues.length < 2) return queues;
    const first = host.turn++ % queues.length;
    return [...queues.slice(first), ...queues.slice(0, first)];
  }
}
