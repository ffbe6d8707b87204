import type { PageKind } from "../model/crawl-request.ts";

/** What is known of a page before it is visited. */
export interface PriorityHints {
  readonly hintAt: string | null;
  /** ISO instant at which the page that names this one was brought. */
  readonly seenAt: string;
  /** Place of that page in a row of listing pages, from 0; null for feeds, sitemaps and seeds. */
  readonly pageIndex: number | null;
}

/**
 * Higher goes first: feeds, then listings, then sitemaps, then articles, the newer before the older. An article without a
 * date is reckoned by where it was met: the pages at the front of a listing are about what is new, a sitemap is about everything.
 */
export function priorityOf(kind: PageKind, { hintAt, seenAt, pageIndex }: PriorityHints): number {
  if (kind === "listing") return BANDS.listing - Math.min(pageIndex ?? 0, 100_000);
  if (kind !== "article") return BANDS[kind];
  if (hintAt !== null) return clamp(minutesOf(hintAt), minutesOf(seenAt));
  return pageIndex === null ? 0 : clamp(minutesOf(seenAt) - (pageIndex + 1) * MINUTES_A_DAY, minutesOf(seenAt));
}

/** Bands apart from each other and from any article's minutes since 1970 (about 30 million). */
const BANDS = { feed: 400_000_000, listing: 300_000_000, sitemap: 200_000_000, comments: 0 };
const MINUTES_A_DAY = 1440;

function minutesOf(at: string): number {
  const ms = Date.parse(at);
  return Number.isNaN(ms) ? 0 : Math.floor(ms / 60_000);
}

/** A date to come goes no further ahead than a day. */
const clamp = (minutes: number, seen: number): number => Math.max(0, Math.min(minutes, seen + MINUTES_A_DAY));
