/** Measures the time of one visit, without the time it waits for a host's turn: that waiting is our own doing, not the page's. */
export interface Stopwatch {
  /** Milliseconds until the visit must end; zero or less when it should have. */
  remainingMs(): number;
  /** Runs `until` with the clock stopped. */
  pauseFor<T>(until: () => Promise<T>): Promise<T>;
  /** Resolves when only `reserveMs` remain; never rejects. Ends with `stop`. */
  untilRemaining(reserveMs: number): Promise<void>;
  /** Ends all waiting; the watch is of no use afterwards. */
  stop(): void;
}

interface Alarm {
  readonly reserveMs: number;
  readonly ring: () => void;
  timer: NodeJS.Timeout | undefined;
}

/** setTimeout takes 32 bits. */
const LONGEST_MS = 2_147_483_647;

/**
 * Starts a watch over `limitMs`. Pauses count as time once they add up to more than `maxPauseMs`, so that a page that asks for ever ends all
 * the same.
 */
export function startStopwatch(limitMs: number, maxPauseMs: number, nowMs: () => number): Stopwatch {
  const startedAtMs = nowMs();
  let pausedMs = 0;
  let pauses = 0;
  let pausedAtMs = 0;
  const alarms = new Set<Alarm>();
  const pausedUntilNow = () => pausedMs + (pauses > 0 ? nowMs() - pausedAtMs : 0);
  const remainingMs = () => limitMs - (nowMs() - startedAtMs - Math.min(pausedUntilNow(), maxPauseMs));
  const wait = (alarm: Alarm) => {
    const leftMs = remainingMs() - alarm.reserveMs;
    // A pause may have put the end off meanwhile: look again, and not before some time has passed.
    alarm.timer = setTimeout(check, Math.min(Math.max(leftMs, pauses > 0 ? 50 : 0), LONGEST_MS), alarm);
  };
  const check = (alarm: Alarm) => {
    if (remainingMs() > alarm.reserveMs) {
      wait(alarm);
      return;
    }
    alarms.delete(alarm);
    alarm.ring();
  };
  return {
    remainingMs,
    async pauseFor(until) {
      if (pauses === 0) pausedAtMs = nowMs();
      pauses += 1;
      try {
        return await until();
      } finally {
        pauses -= 1;
        if (pauses === 0) pausedMs += nowMs() - pausedAtMs;
      }
    },
    untilRemaining(reserveMs) {
      return new Promise((ring) => {
        const alarm: Alarm = { reserveMs, ring, timer: undefined };
        alarms.add(alarm);
        wait(alarm);
      });
    },
    stop() {
      for (const { timer, ring } of alarms) {
        clearTimeout(timer);
        ring();
      }
      alarms.clear();
    },
  };
}
