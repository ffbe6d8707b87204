import { type CalendarReading, type CalendarRules, calendarReading, fullYear } from "./calendar-reading.ts";
import type { DateToken } from "./date-tokens.ts";
import { clockOfFigures } from "./read-clock.ts";

/** Reads the date in figures that begins at token `start`: 25-01-2018, 2018-01-25, 2018-01, 2018, 20180125. */
export function readFigureDate(
  tokens: readonly DateToken[],
  start: number,
  rules: CalendarRules,
): CalendarReading | undefined {
  const first = tokens[start]!;
  if (first.key.length <= 2) return readThreeNumbers(tokens, start, rules);
  return first.key.length === 4 ? readYearFirst(tokens, start) : readCompact(tokens, start);
}

/** 25-01-2018, 25/1/18, 25-1-'18, 25. 01. 2018 */
function readThreeNumbers(
  tokens: readonly DateToken[],
  start: number,
  rules: CalendarRules,
): CalendarReading | undefined {
  const mark = tokens[start + 1];
  const atYear = tokens[start + 4]?.key === "'" ? start + 5 : start + 4;
  const [first, second, third] = [tokens[start]!, tokens[start + 2], tokens[atYear]];
  if (!isDateMark(mark) || tokens[start + 3]?.key !== mark!.key) return undefined;
  if (second?.kind !== "number" || second.key.length > 2 || third?.kind !== "number") return undefined;
  const end = atYear + 1;
  if (goesOn(tokens, end, mark!.key)) return undefined;
  if (rules.order === "ymd" && third.key.length <= 2) {
    return calendarReading(fullYear(first), second.value, third.value, end);
  }
  if (third.key.length !== 4 && (third.key.length !== 2 || rules.needsFullYear)) return undefined;
  const isSlash = mark!.key === "/";
  const isMonthFirst =
    rules.order === "mdy" || (rules.order === undefined && isSlash && second.value > 12 && first.value <= 12);
  const [day, month] = isMonthFirst ? [second.value, first.value] : [first.value, second.value];
  const isOpen = rules.order === undefined && day !== month;
  const isOrderGuessed = isOpen && (isMonthFirst || (rules.isEnglish && day <= 12 && month <= 12));
  return { ...calendarReading(fullYear(third), month, day, end), isOrderGuessed };
}

/** 2018-01-25, 2018/1/25, 2018-01, 2018 */
function readYearFirst(tokens: readonly DateToken[], start: number): CalendarReading | undefined {
  const year = tokens[start]!.value;
  const [mark, second, secondMark, third] = tokens.slice(start + 1, start + 5);
  if (!isDateMark(mark) || second?.kind !== "number") {
    // 2018-W04-4 is a week date, which we do not read as the year either.
    const isPartOfMore = mark?.kind === "mark" && mark.gap === "none" && second?.gap === "none";
    return isPartOfMore ? undefined : calendarReading(year, undefined, undefined, start + 1);
  }
  if (second.key.length > 2) return undefined;
  if (secondMark?.key === mark!.key && third?.kind === "number") {
    if (third.key.length > 2 || goesOn(tokens, start + 5, mark!.key)) return undefined;
    return { ...calendarReading(year, second.value, third.value, start + 5), isIso: true };
  }
  const isGlued = mark!.gap === "none" && second.gap === "none" && secondMark?.gap !== "none";
  const isMonth = isGlued && mark!.key === "-" && second.key.length === 2 && second.value <= 12;
  return isMonth ? calendarReading(year, second.value, undefined, start + 3) : undefined;
}

/** 20180125, 201801251405, 20180125140500 */
function readCompact(tokens: readonly DateToken[], start: number): CalendarReading | undefined {
  const figures = tokens[start]!.key;
  if (figures.length !== 8 && figures.length !== 12 && figures.length !== 14) return undefined;
  const date = calendarReading(Number(figures.slice(0, 4)), twoAt(figures, 4), twoAt(figures, 6), start + 1);
  // Any long number could be meant: one that is no date is simply something else.
  if (date.problem) return undefined;
  const compact = { ...date, isIso: true, isCompact: true };
  if (figures.length === 8) return compact;
  const clock = clockOfFigures(figures.slice(8), tokens, start + 1);
  return clock && { ...compact, end: clock.end, clock };
}

const twoAt = (figures: string, from: number): number => Number(figures.slice(from, from + 2));

const isDateMark = (token: DateToken | undefined): boolean =>
  token?.kind === "mark" && (token.key === "-" || token.key === "/" || token.key === ".");

/** 10.12.2018.1 is an address or a version; 25-01-2018-14:05 goes on with a time. */
function goesOn(tokens: readonly DateToken[], at: number, mark: string): boolean {
  const [joint, next] = [tokens[at], tokens[at + 1]];
  if (joint?.gap !== "none" || next?.kind !== "number" || next.gap !== "none") return false;
  return joint.key === mark ? tokens[at + 2]?.key !== ":" : joint.key === ":";
}
