import type { Precision } from "./article-record.ts";
import { type CalendarReading, FIRST_YEAR, LAST_YEAR } from "./calendar-reading.ts";
import type { Clock } from "./read-clock.ts";
import type { AgeUnit, RelativeReading } from "./read-relative.ts";
import { isTimeZone, resolveLocalTime, zoneOffsetMinutes } from "./zone-offset.ts";

/** A date in ISO 8601, as long as it is exact: "2018", "2018-01", "2018-01-25" or "2018-01-25T14:05:00+01:00". */
export interface IsoDate {
  readonly at: string;
  readonly precision: Precision;
  /** A time that the zone's clock showed twice: the first of the two. */
  readonly isAmbiguous: boolean;
}

export type IsoProblem =
  | "impossible-date"
  | "nonexistent-time"
  | "out-of-range"
  | "missing-year"
  | "relative-without-clock"
  | "unknown-zone";

/** Puts a date and the time that belongs to it into ISO 8601; a time without a zone of its own is of `timeZone`. */
export function calendarToIso(
  date: Pick<CalendarReading, "year" | "month" | "day" | "problem">,
  clock: Clock | undefined,
  timeZone: string,
): IsoDate | IsoProblem {
  if (date.problem) return date.problem;
  if (date.month === undefined) return { at: `${date.year}`, precision: "year", isAmbiguous: false };
  const midnightMs = Date.UTC(date.year, date.month - 1, date.day ?? 1);
  if (date.day === undefined) return exactDate(midnightMs, "month");
  if (clock === undefined) return exactDate(midnightMs, "day");
  if (clock.isImpossible) return "impossible-date";
  const { hour, minute, second, zone } = clock;
  const precision = second !== undefined ? "second" : minute !== undefined ? "minute" : "hour";
  // 24:00 is the next day's midnight (ISO 8601-1:2019/Amd 1), and counting on makes it so.
  const localMs = midnightMs + ((hour * 60 + (minute ?? 0)) * 60 + (second ?? 0)) * SECOND_MS;
  if (typeof zone === "number") return { at: instant(localMs, zone), precision, isAmbiguous: false };
  const zoneName = zone ?? timeZone;
  if (!isTimeZone(zoneName)) return "unknown-zone";
  const local = resolveLocalTime(localMs, zoneName);
  if (!local) return "nonexistent-time";
  return { at: instant(localMs, local.offsetMinutes), precision, isAmbiguous: local.isAmbiguous };
}

/**
 * Reckons a relative date from `fetchedAt`, an ISO instant with its offset, in `timeZone`.
 *
 * The unit is the precision: "3 uur geleden" gives an hour (`at` keeps the minutes, as the best guess there is),
 * "2 dagen geleden" a day. Weeks give a month, for sites round them.
 */
export function ageToIso(
  relative: RelativeReading,
  clock: Clock | undefined,
  timeZone: string,
  fetchedAt: string | undefined,
): IsoDate | IsoProblem {
  // Without an offset Date.parse would take the machine's zone.
  const fetchedMs = fetchedAt !== undefined && HAS_OFFSET.test(fetchedAt) ? Date.parse(fetchedAt) : Number.NaN;
  if (Number.isNaN(fetchedMs)) return "relative-without-clock";
  if (!isTimeZone(timeZone)) return "unknown-zone";
  const count = (unit: AgeUnit): number =>
    relative.age.reduce((sum, part) => (part.unit === unit ? sum + part.count : sum), 0);
  const elapsedMs = (count("hour") * 3600 + count("minute") * 60 + count("second")) * SECOND_MS;
  const instantMs = fetchedMs - elapsedMs;
  const offsetMinutes = zoneOffsetMinutes(timeZone, instantMs);
  const date = new Date(instantMs + offsetMinutes * 60 * SECOND_MS);
  const days = count("day") + count("week") * 7;
  const months = count("month") + count("year") * 12;
  const unit = FINEST_FIRST.find((candidate) => relative.age.some((part) => part.unit === candidate)) ?? "second";
  if (months > 0) {
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() - months);
    date.setUTCDate(Math.min(day, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()));
  }
  date.setUTCDate(date.getUTCDate() - days);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return "out-of-range";
  if (clock) return calendarToIso({ year, month, day, problem: undefined }, clock, timeZone);
  const precision = PRECISION_OF[unit];
  if (precision !== "hour" && precision !== "minute") return exactDate(date.getTime(), precision);
  const localMs = Math.floor(date.getTime() / MINUTE_MS) * MINUTE_MS;
  if (days + months === 0) return { at: instant(localMs, offsetMinutes), precision, isAmbiguous: false };
  const local = resolveLocalTime(localMs, timeZone);
  if (!local) return "nonexistent-time";
  return { at: instant(localMs, local.offsetMinutes), precision, isAmbiguous: local.isAmbiguous };
}

/** An instant counted from 1970, told in the time of `timeZone` to the second. */
export function epochToIso(epochMs: number, timeZone: string): IsoDate | IsoProblem {
  if (!isTimeZone(timeZone)) return "unknown-zone";
  const offsetMinutes = zoneOffsetMinutes(timeZone, epochMs);
  const at = instant(epochMs + offsetMinutes * 60 * SECOND_MS, offsetMinutes);
  return at.startsWith("2") && Number(at.slice(0, 4)) > LAST_YEAR
    ? "out-of-range"
    : { at, precision: "second", isAmbiguous: false };
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HAS_OFFSET = /T.*(?:Z|[+-]\d{2}:?\d{2})$/i;
const FINEST_FIRST: readonly AgeUnit[] = ["second", "minute", "hour", "day", "week", "month", "year"];
const PRECISION_OF: Readonly<Record<AgeUnit, Precision>> = {
  second: "minute",
  minute: "minute",
  hour: "hour",
  day: "day",
  week: "month",
  month: "month",
  year: "year",
};
const DATE_LENGTH: Readonly<Record<"year" | "month" | "day", number>> = { year: 4, month: 7, day: 10 };

function exactDate(localMs: number, precision: Precision): IsoDate {
  const length = DATE_LENGTH[precision as keyof typeof DATE_LENGTH];
  return { at: new Date(localMs).toISOString().slice(0, length), precision, isAmbiguous: false };
}

function instant(localMs: number, offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const [hours, minutes] = [Math.trunc(size / 60), size % 60].map((part) => String(part).padStart(2, "0"));
  return `${new Date(localMs).toISOString().slice(0, 19)}${offsetMinutes < 0 ? "-" : "+"}${hours}:${minutes}`;
}
