import { Cron } from "croner";

export interface ScheduleRule {
  /** Cron pattern of five or six fields. */
  readonly cron: string;
  /** IANA zone in which the pattern is read. */
  readonly timeZone: string;
  /** A run begins up to so many milliseconds after its time, so that many sites do not begin together. */
  readonly jitterMs: number;
}

/**
 * When the next run is to begin, in milliseconds since 1970; null where the pattern has no further time.
 *
 * A time that passed since `lastRunAtMs` without a run is caught up at once, and only once, however many passed. `random` gives
 * numbers from 0 up to 1.
 */
export function nextRunAtMs(
  rule: ScheduleRule,
  lastRunAtMs: number | null,
  nowMs: number,
  random: () => number,
): number | null {
  const cron = new Cron(rule.cron, { timezone: rule.timeZone, paused: true });
  const [missed] = lastRunAtMs === null ? [] : cron.previousRuns(1, new Date(nowMs));
  if (missed !== undefined && lastRunAtMs !== null && missed.getTime() > lastRunAtMs) return nowMs;
  const next = cron.nextRun(new Date(nowMs));
  return next === null ? null : next.getTime() + Math.floor(random() * rule.jitterMs);
}
