export interface BackOff {
  /** The longest wait before the first further try, in milliseconds; doubled for each one after it. */
  readonly baseMs: number;
  /** No wait is longer, in milliseconds. */
  readonly capMs: number;
}

/**
 * Milliseconds to wait before the `attempt`-th further try (from 1): anything from 0 to the doubled base, so that pages which failed
 * together do not come back together. `random` gives numbers from 0 up to 1, as `Math.random` does.
 */
export function backOffMs(attempt: number, random: () => number, { baseMs, capMs }: BackOff): number {
  const doublings = Math.min(Math.max(0, attempt - 1), 50);
  const longestMs = Math.min(capMs, baseMs * 2 ** doublings);
  return Math.floor(random() * longestMs);
}
