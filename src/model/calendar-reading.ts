import type { DateToken } from "./date-tokens.ts";
import type { Clock, ClockRules } from "./read-clock.ts";

/** A date as a text gives it: a year, a month of it, or a day. */
export interface CalendarReading {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
  /** Index of the token after the date. */
  readonly end: number;
  /** It has the form of a date, but none can be made of it. */
  readonly problem: "impossible-date" | "out-of-range" | "missing-year" | undefined;
  /** Day and month could be the other way round, and nobody said which. */
  readonly isOrderGuessed: boolean;
  /** Year first, in figures. */
  readonly isIso: boolean;
  /** In figures without any mark: 20180125. */
  readonly isCompact: boolean;
  /** The time, where it stands inside the date: "Thu Jan 25 14:05:00 2018", "20180125140500". */
  readonly clock: Clock | undefined;
}

export interface CalendarRules extends ClockRules {
  readonly order: "dmy" | "mdy" | "ymd" | undefined;
  readonly isEnglish: boolean;
  /** In running text "1.2.18" is more often a version or a paragraph than a day. */
  readonly needsFullYear: boolean;
}

/** Years outside are misread figures, or the zero dates of databases and languages (0000, 0001, 9999). */
export const FIRST_YEAR = 1800;
export const LAST_YEAR = 2100;

/** Puts a date together and judges it by the calendar. */
export function calendarReading(
  year: number,
  month: number | undefined,
  day: number | undefined,
  end: number,
): CalendarReading {
  const isPossible =
    (month === undefined || (month >= 1 && month <= 12)) &&
    (day === undefined || (day >= 1 && day <= daysInMonth(year, month ?? 1)));
  const isInRange = year >= FIRST_YEAR && year <= LAST_YEAR;
  const problem = isPossible ? (isInRange ? undefined : "out-of-range") : "impossible-date";
  return { year, month, day, end, problem, isOrderGuessed: false, isIso: false, isCompact: false, clock: undefined };
}

/** A day and month without a year; a day that no month has is impossible in any year. */
export function yearlessReading(month: number, day: number, end: number): CalendarReading {
  const inLeapYear = calendarReading(2000, month, day, end);
  return inLeapYear.problem ? inLeapYear : { ...inLeapYear, problem: "missing-year" };
}

/** Of two figures, 69–99 are years of the last century and 00–68 of this one, as POSIX has it. */
export function fullYear(token: DateToken): number {
  if (token.key.length > 2) return token.value;
  return token.value >= 69 ? 1900 + token.value : 2000 + token.value;
}

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
