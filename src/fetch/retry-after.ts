/** No host is waited for longer than a day, whatever it asks: 24 hours in milliseconds. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * Reads a Retry-After header (RFC 9110 §10.2.3), seconds or a date in any of the three forms of §5.6.7, as milliseconds from `nowMs`.
 *
 * A moment that has passed is 0, more than a day is a day, and what is neither form is `undefined`.
 */
export function parseRetryAfterMs(value: string, nowMs: number): number | undefined {
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Math.round(Number(text) * 1000), LONGEST_MS);
  const atMs = parseHttpDateMs(text, nowMs);
  return atMs === undefined ? undefined : Math.min(Math.max(atMs - nowMs, 0), LONGEST_MS);
}

const DATE_FORMS = [
  /^[A-Z][a-z]{2}, (?<day>\d{2})[ -](?<month>[A-Z][a-z]{2})[ -](?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) (?:GMT|UTC)$/i,
  /^[A-Z][a-z]{5,8}, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/i,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/i,
];

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** An HTTP date as milliseconds since 1970. Always in GMT; the name of the weekday is not checked. */
export function parseHttpDateMs(text: string, nowMs: number): number | undefined {
  for (const form of DATE_FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts === undefined) continue;
    const month = MONTHS.indexOf((parts.month as string).toLowerCase());
    const [hour, minute, second] = (parts.time as string).split(":").map(Number) as [number, number, number];
    const day = Number(parts.day);
    if (month < 0 || hour > 23 || minute > 59 || second > 60) return undefined;
    const date = new Date(Date.UTC(2000, month, 1, hour, minute, second));
    date.setUTCFullYear(fullYear(parts.year as string, nowMs), month, day);
    return date.getUTCMonth() === month && day > 0 ? date.getTime() : undefined;
  }
  return undefined;
}

/** RFC 9110 §5.6.7: two figures that would lie more than 50 years ahead mean the past. */
function fullYear(figures: string, nowMs: number): number {
  const year = Number(figures);
  if (figures.length === 4) return year;
  const thisYear = new Date(nowMs).getUTCFullYear();
  const candidate = thisYear - (thisYear % 100) + year;
  return candidate > thisYear + 50 ? candidate - 100 : candidate;
}
