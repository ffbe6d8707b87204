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

/**
 * Comments come fast at first and ever slower, so the wait grows with the time since anything last happened; a change
 * halves it, a visit in vain lengthens it by three quarters. Sites and articles differ, and this follows each.
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
  const lastWaitMs =
    previousVisitAtMs === null ? Math.max(SHORTEST_MS, (visitedAtMs - bornAtMs) / 4) : visitedAtMs - previousVisitAtMs;
  const waitMs =
    previousVisitAtMs === null ? lastWaitMs : hasChanged ? lastWaitMs / 2 : Math.max(lastWaitMs * 1.75, quietMs / 2);
  return visitedAtMs + Math.round(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waitMs)));
}
