import type { Site } from "../model/site.ts";

const MINUTE_MS = 60_000;
const UNITS_MS = { min: MINUTE_MS, h: 60 * MINUTE_MS, d: 24 * 60 * MINUTE_MS, w: 7 * 24 * 60 * MINUTE_MS } as const;

/** Never sooner than this after a visit, and never later while an article is watched at all. */
const SHORTEST_MS = 15 * MINUTE_MS;
const LONGEST_MS = 30 * UNITS_MS.d;
/** An article is watched for so long after its last change or, without one, after its publication. */
const WATCHED_MS = 60 * UNITS_MS.d;

/** What is known of an article when its next visit is planned. Times are milliseconds since 1970. */
export interface WatchedArticle {
  readonly visitedAtMs: number;
  /** Publication, or where that is not known the first visit. */
  readonly bornAtMs: number;
  /** The visit before this one; null for the first. */
  readonly previousVisitAtMs: number | null;
  readonly hasChanged: boolean;
  readonly lastChangeAtMs: number | null;
}

/** When an article is to be visited again, or null for never. */
export function nextVisitAtMs(rule: Site["revisit"], article: WatchedArticle): number | null {
  if (rule === "never") return null;
  return rule === "adaptive" ? adaptive(article) : atNextAge(rule, article);
}

/** "90min", "1h", "3d", "2w" in milliseconds. */
export function durationMs(text: string): number {
  const [, figure, unit] = /^(\d+)\s*(min|h|d|w)$/.exec(text) ?? [];
  if (figure === undefined)
    throw new RangeError(`expected a length of time such as 30min, 1h, 7d or 2w, got ${JSON.stringify(text)}`);
  return Number(figure) * UNITS_MS[unit as keyof typeof UNITS_MS];
}

/** The first of the rule's ages that the article has not reached yet. */
function atNextAge(ages: readonly string[], { visitedAtMs, bornAtMs }: WatchedArticle): number | null {
  const due = ages.map((age) => bornAtMs + durationMs(age)).filter((atMs) => atMs > visitedAtMs);
  return due.length === 0 ? null : Math.min(...due);
}

/** A change shortens the wait to this share, a visit in vain lengthens it by that factor. */
const AFTER_CHANGE = 0.6;
const IN_VAIN = 2;
/** The first wait, as a share of the age at the first visit: what was found late can be looked at again late. */
const FIRST_WAIT = 0.75;

/**
 * Comments come fast at first and ever slower, so the wait grows with the time since anything last happened. Sites and articles differ,
 * and this follows each. The numbers are those of `bench/revisit-simulation.ts`: fewer requests lose little time, more win little.
 */
function adaptive({
  visitedAtMs,
  bornAtMs,
  previousVisitAtMs,
  hasChanged,
  lastChangeAtMs,
}: WatchedArticle): number | null {
  const lastLifeMs = Math.max(bornAtMs, lastChangeAtMs ?? 0);
  const quietMs = Math.max(0, visitedAtMs - lastLifeMs);
  if (quietMs > WATCHED_MS) return null;
  const firstWaitMs = (visitedAtMs - bornAtMs) * FIRST_WAIT;
  const lastWaitMs = previousVisitAtMs === null ? 0 : visitedAtMs - previousVisitAtMs;
  // A visit that was called early, by a date in a feed, does not begin the waiting anew: a wait in vain is half the quiet at least.
  const inVainMs = Math.max(lastWaitMs * IN_VAIN, quietMs / 2);
  const waitMs = previousVisitAtMs === null ? firstWaitMs : hasChanged ? lastWaitMs * AFTER_CHANGE : inVainMs;
  return visitedAtMs + Math.round(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waitMs)));
}
