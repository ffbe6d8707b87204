import type { CalendarReading, CalendarRules } from "./calendar-reading.ts";
import { readPrefix, readSuffix } from "./date-line.ts";
import type { DateToken } from "./date-tokens.ts";
import { CLOCK_THEN_DATE } from "./date-words.ts";
import { readCalendar, skipWeekday } from "./read-calendar.ts";
import { type Clock, readClock, readClockAfter } from "./read-clock.ts";
import { type RelativeReading, readRelative } from "./read-relative.ts";

/** A date with the time that belongs to it, as a text tells them: by the calendar, or from the moment of reading. */
export type Moment = { readonly end: number; readonly clock: Clock | undefined } & (
  | { readonly calendar: CalendarReading; readonly relative: undefined }
  | { readonly calendar: undefined; readonly relative: RelativeReading }
);

export interface MomentRules extends CalendarRules {
  readonly language: string | undefined;
}

/** Reads the date that begins at token `start`, with its time before or after it. */
export function readMoment(tokens: readonly DateToken[], start: number, rules: MomentRules): Moment | undefined {
  const date = readDay(tokens, start, rules);
  // "14u05 25-01-2018" begins like "14 u", fourteen hours ago: the fuller reading goes first.
  if (!date || date.relative?.form === "bare") return readClockFirst(tokens, start, rules) ?? date;
  if (!takesClock(date)) return date;
  const clock = readClockAfter(tokens, date.end, { ...rules, isIso: date.calendar?.isIso ?? false });
  return clock ? { ...date, clock, end: clock.end } : date;
}

/** Whether the whole of a text is about this date, so that it may be believed: a date line, not prose that holds a date. */
export function isDateLine(tokens: readonly DateToken[], start: number, moment: Moment): boolean {
  const prefix = readPrefix(tokens, start);
  if (!prefix.isDateLine) return false;
  const suffix = readSuffix(tokens, moment.end);
  const isAlone = prefix.isPure && suffix === "nothing";
  const isApart = suffix === "nothing" || suffix === "apart";
  const { calendar, relative } = moment;
  if (relative?.form === "bare") return isAlone;
  if (relative && relative.form !== "ago" && !moment.clock) return isApart;
  if (calendar?.isCompact || calendar?.month === undefined) return relative ? suffix !== "prose" : isAlone;
  if (calendar.day === undefined) return prefix.isPure && isApart;
  if (isRange(tokens, moment.end)) return false;
  return suffix !== "prose" || prefix.isLabelled;
}

/** "25 januari 2018 – 27 januari 2018" is when something lasts. */
function isRange(tokens: readonly DateToken[], end: number): boolean {
  if (tokens[end]?.key !== "-") return false;
  const next = readCalendar(tokens, end + 1, PLAIN_RULES);
  return next?.day !== undefined && next.problem === undefined && !next.isCompact;
}

/** Whether a date in running text is told so fully that it can be nothing else. */
export function isFullDate(tokens: readonly DateToken[], start: number, moment: Moment): boolean {
  if (moment.relative) return moment.relative.form === "ago";
  const [before, number] = [tokens[start - 1], tokens[start - 2]];
  const isPartOfNumber =
    tokens[start]!.gap === "none" && before?.kind === "mark" && before.gap === "none" && number?.kind === "number";
  return moment.calendar.day !== undefined && !moment.calendar.isCompact && !isPartOfNumber;
}

function readClockFirst(tokens: readonly DateToken[], start: number, rules: MomentRules): Moment | undefined {
  const clock = readClock(tokens, skipWeekday(tokens, start), rules);
  if (!clock?.isPlainly) return undefined;
  const date = readDay(tokens, skipToDate(tokens, clock.end), rules);
  return date && takesClock(date) ? { ...date, clock } : undefined;
}

function readDay(tokens: readonly DateToken[], start: number, rules: MomentRules): Moment | undefined {
  const first = tokens[start];
  if (first === undefined || first.kind === "mark") return undefined;
  const relative = readRelative(tokens, start, rules.language);
  if (relative) return { end: relative.end, clock: undefined, relative, calendar: undefined };
  const calendar = readCalendar(tokens, start, rules);
  return calendar && { end: calendar.end, clock: calendar.clock, calendar, relative: undefined };
}

const takesClock = (date: Moment): boolean =>
  date.relative ? date.relative.form === "day-name" : date.clock === undefined && date.calendar.day !== undefined;

/** Past what stands between a time and its date: "14:05, 25 januari", "14:05 uur op 25 januari". */
function skipToDate(tokens: readonly DateToken[], start: number): number {
  let at = start;
  while (at < start + MAX_BETWEEN) {
    const token = tokens[at];
    if (token?.kind === "mark" ? !"|•·-,/@".includes(token.key) : !CLOCK_THEN_DATE.has(token?.key ?? "")) break;
    at++;
  }
  return at;
}

const MAX_BETWEEN = 3;
const PLAIN_RULES: CalendarRules = {
  order: undefined,
  isEnglish: false,
  isGerman: false,
  isIso: false,
  needsFullYear: false,
};
