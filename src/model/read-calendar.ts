import {
  type CalendarReading,
  type CalendarRules,
  calendarReading,
  fullYear,
  yearlessReading,
} from "./calendar-reading.ts";
import type { DateToken } from "./date-tokens.ts";
import { DATE_ARTICLES, DATE_JOINERS, MONTHS, MONTHS_BEHIND_DAYS, ORDINALS, WEEKDAYS } from "./date-words.ts";
import { readCharacterDate } from "./read-character-date.ts";
import { type ClockRules, readClock } from "./read-clock.ts";
import { readFigureDate } from "./read-figure-date.ts";

/** Reads the date that begins at token `start`, a weekday before it passed over. */
export function readCalendar(
  tokens: readonly DateToken[],
  start: number,
  rules: CalendarRules,
): CalendarReading | undefined {
  const afterWeekday = skipWeekday(tokens, start);
  return (afterWeekday === start ? undefined : readDay(tokens, afterWeekday, rules)) ?? readDay(tokens, start, rules);
}

/** Index of the token after a weekday with its comma and article ("donderdag de ", "Thu, "), or `start` where there is none. */
export function skipWeekday(tokens: readonly DateToken[], start: number): number {
  const first = tokens[start];
  if (first?.kind !== "word" || !WEEKDAYS.has(first.key)) return start;
  // "Sa" is Saturday; "Sá" is a name's end.
  if (first.key.length === 2 && first.text.toLowerCase() !== first.key) return start;
  let at = start + 1;
  // "quinta-feira, " is one weekday in two words.
  while (at < start + 4 && (".,|-/)".includes(tokens[at]?.key ?? "none") || tokens[at]?.key === "feira")) at++;
  return tokens[at]?.kind === "word" && DATE_ARTICLES.has(tokens[at]!.key) ? at + 1 : at;
}

function readDay(tokens: readonly DateToken[], start: number, rules: CalendarRules): CalendarReading | undefined {
  const first = tokens[start];
  if (first === undefined || first.kind === "mark") return undefined;
  if (first.kind === "word") {
    const mayLead = MONTHS.has(first.key) && !MONTHS_BEHIND_DAYS.has(first.key);
    return mayLead ? readMonthFirst(tokens, start, rules) : readCharacterDate(tokens, start);
  }
  const inCharacters = readCharacterDate(tokens, start);
  if (inCharacters) return inCharacters;
  const named =
    first.key.length <= 2
      ? readDayThenMonthName(tokens, start, rules)
      : first.key.length === 4
        ? readYearThenMonthName(tokens, start)
        : undefined;
  return named ?? readFigureDate(tokens, start, rules);
}

/** 25 januari 2018, 25. Jan. '18, 1er janvier 2018, 25-jan-2018, 25 de enero de 2018 */
function readDayThenMonthName(
  tokens: readonly DateToken[],
  start: number,
  rules: CalendarRules,
): CalendarReading | undefined {
  const atMonth = skipJoiners(tokens, skipOrdinal(tokens, start + 1));
  const month = monthAt(tokens, atMonth);
  if (month === undefined) return undefined;
  const day = tokens[start]!.value;
  const year = readYear(tokens, skipJoiners(tokens, atMonth + 1), rules);
  if (year) return calendarReading(year.year, month, day, year.end);
  return readTimeThenYear(tokens, atMonth + 1, month, day, rules) ?? yearlessReading(month, day, atMonth + 1);
}

/** January 25, 2018 · Jan. 25th 2018 · Jan 25 14:05:00 CET 2018 · januari 2018 */
function readMonthFirst(
  tokens: readonly DateToken[],
  start: number,
  rules: CalendarRules,
): CalendarReading | undefined {
  const month = MONTHS.get(tokens[start]!.key)!;
  const second = skipMarks(tokens, start + 1, ".,-/", "none");
  const number = tokens[second];
  if (number?.key === "'" || number?.key.length === 4) {
    const year = readYear(tokens, second, rules);
    return year && calendarReading(year.year, month, undefined, year.end);
  }
  if (number?.kind !== "number" || number.key.length > 2) return undefined;
  const afterDay = skipOrdinal(tokens, second + 1);
  const beforeYear = skipMarks(tokens, afterDay, ".,-/", "none");
  const year = tokens[beforeYear];
  if (year?.key === "'" || (year?.kind === "number" && year.key.length === 4)) {
    const found = readYear(tokens, beforeYear, rules);
    return found && calendarReading(found.year, month, number.value, found.end);
  }
  const timed = readTimeThenYear(tokens, beforeYear, month, number.value, rules);
  if (timed) return timed;
  const isPlainEnd = year === undefined || readClock(tokens, beforeYear, rules) !== undefined;
  return isPlainEnd ? yearlessReading(month, number.value, afterDay) : undefined;
}

/** The end of "Thu Jan 25 14:05:00 CET 2018", as C's asctime and Unix' date print it. */
function readTimeThenYear(
  tokens: readonly DateToken[],
  start: number,
  month: number,
  day: number,
  rules: CalendarRules,
): CalendarReading | undefined {
  const clock = readClock(tokens, start, rules);
  const year = clock && tokens[clock.end];
  if (year?.kind !== "number" || year.key.length !== 4) return undefined;
  return { ...calendarReading(year.value, month, day, clock!.end + 1), clock };
}

/** 2018 januari 25, 2018-Jan-25 */
function readYearThenMonthName(tokens: readonly DateToken[], start: number): CalendarReading | undefined {
  const atMonth = skipJoiners(tokens, start + 1);
  const month = monthAt(tokens, atMonth);
  const atDay = skipJoiners(tokens, atMonth + 1);
  const day = tokens[atDay];
  if (month === undefined || day?.kind !== "number" || day.key.length > 2) return undefined;
  return calendarReading(tokens[start]!.value, month, day.value, atDay + 1);
}

/** A year of four figures, of two with an apostrophe, or of two where nothing that follows makes it an hour or a count. */
function readYear(
  tokens: readonly DateToken[],
  start: number,
  rules: CalendarRules,
): { year: number; end: number } | undefined {
  const isShort = tokens[start]?.key === "'";
  const at = isShort ? start + 1 : start;
  const token = tokens[at];
  if (token?.kind !== "number") return undefined;
  if (token.key.length === 4 && !isShort) return { year: token.value, end: at + 1 };
  if (token.key.length !== 2 || !(isShort || (!rules.needsFullYear && standsAlone(tokens, at, rules))))
    return undefined;
  return { year: fullYear(token), end: at + 1 };
}

function standsAlone(tokens: readonly DateToken[], at: number, rules: ClockRules): boolean {
  const next = tokens[at + 1];
  if (next === undefined || next.gap === "line") return true;
  if (readClock(tokens, at, rules)) return false;
  if (next.kind === "number") return readClock(tokens, at + 1, rules) !== undefined;
  if (next.kind === "mark") return !":%€$".includes(next.key);
  return next.gap === "space" && readClock(tokens, at + 2, rules) !== undefined;
}

const monthAt = (tokens: readonly DateToken[], at: number): number | undefined =>
  tokens[at]?.kind === "word" ? MONTHS.get(tokens[at]!.key) : undefined;

function skipOrdinal(tokens: readonly DateToken[], at: number): number {
  const token = tokens[at];
  return token?.kind === "word" && token.gap === "none" && ORDINALS.has(token.key) ? at + 1 : at;
}

/** Past up to two marks and one word between the parts of a date: ". ", "-", " de ", ", ". */
function skipJoiners(tokens: readonly DateToken[], start: number): number {
  const at = skipMarks(tokens, start, ".,-/", "space");
  return tokens[at]?.kind === "word" && DATE_JOINERS.has(tokens[at]!.key) ? at + 1 : at;
}

function skipMarks(tokens: readonly DateToken[], start: number, marks: string, widestGap: "none" | "space"): number {
  let at = start;
  while (at < start + 2 && tokens[at]?.kind === "mark" && marks.includes(tokens[at]!.key)) {
    if (widestGap === "none" && tokens[at]!.gap !== "none") break;
    at++;
  }
  return at;
}
