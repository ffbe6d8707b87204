import { parseDate } from "../model/parse-date.ts";
import type { Site } from "../model/site.ts";
import type { Source } from "../model/site-source.ts";

/** What reading a date needs beside its text. */
export interface HintContext {
  readonly site: Pick<Site, "language" | "timeZone">;
  /** ISO instant at which the page was brought. */
  readonly fetchedAt: string;
}

/**
 * The date that a card, feed or sitemap gives, as an ISO date or instant; null where it gives none that can be true. A hint
 * decides only what is visited, and when: a record's own date is read from its page.
 */
export function readHint(
  text: string | undefined,
  { site, fetchedAt }: HintContext,
  source?: Pick<Source, "order" | "timeZone" | "epoch">,
): string | null {
  if (text === undefined || text.trim() === "") return null;
  const reading = parseDate(text.slice(0, MAX_LENGTH), {
    language: site.language,
    timeZone: source?.timeZone ?? site.timeZone,
    fetchedAt,
    order: source?.order,
    allowEpoch: source?.epoch,
    find: true,
  });
  if (reading === undefined) return null;
  const isAbsurd = reading.at < "1990" || Date.parse(reading.at) > Date.parse(fetchedAt) + 2 * DAY_MS;
  return isAbsurd ? null : reading.at;
}

/** Whether a hint lies before a limit; either may be a day or an instant. Where the precision does not tell, it does not. */
export function isBefore(hintAt: string, since: string): boolean {
  if (hintAt.includes("T") && since.includes("T")) return Date.parse(hintAt) < Date.parse(since);
  const length = Math.min(hintAt.length, since.length, 10);
  return hintAt.slice(0, length) < since.slice(0, length);
}

const MAX_LENGTH = 1000;
const DAY_MS = 86_400_000;
