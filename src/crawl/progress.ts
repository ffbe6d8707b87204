/** One look at a running crawl. */
export interface Progress {
  readonly pages: number;
  readonly queued: number;
  readonly records: number;
  readonly failed: number;
  readonly rejected: number;
  readonly underWay: number;
  readonly elapsedMs: number;
  /** Null while nothing can be said. */
  readonly leftMs: number | null;
}

/** How long the rest will take at the pace so far; null in the first two seconds or while nothing moves. */
export function timeLeftMs(pages: number, queued: number, elapsedMs: number): number | null {
  if (elapsedMs < 2000 || pages === 0) return null;
  return Math.round((queued * elapsedMs) / pages);
}
