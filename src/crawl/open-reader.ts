import { type ArticleReader, articleReader } from "./article-reader.ts";
import { protectorOf } from "./protector.ts";
import type { PoolOptions } from "./reading-pool.ts";
import type { ReadingBounds } from "./reading-thread.ts";

/** Where a run's pages are read. */
export interface Reading {
  readonly reader: ArticleReader;
  /** How many more pages may be begun now. */
  room(): number;
  close(): Promise<void>;
}

/** Reads in so many threads beside this one or, with none, in this one. */
export async function openReader(
  threads: number,
  settings: Omit<PoolOptions, "threads" | "bounds">,
  bounds?: Partial<ReadingBounds>,
): Promise<Reading> {
  if (threads === 0) {
    const reader = articleReader({ ...settings, protect: protectorOf(settings.protector) });
    return { reader, room: () => Number.POSITIVE_INFINITY, close: async () => {} };
  }
  const [{ openReadingPool }, { READING_BOUNDS }] = await Promise.all([
    import("./reading-pool.ts"),
    import("./reading-thread.ts"),
  ]);
  const pool = openReadingPool({ ...settings, threads, bounds: { ...READING_BOUNDS, ...bounds } });
  return { reader: pool, room: pool.room, close: pool.close };
}
