import { type CalendarReading, calendarReading } from "./calendar-reading.ts";
import type { DateToken } from "./date-tokens.ts";
import type { Clock } from "./read-clock.ts";

/** Reads the date that begins at token `start` as East Asia writes it: 2024年5月17日 18時05分, 令和6年5月17日, 2024년 5월 17일 오후 6:05. */
export function readCharacterDate(tokens: readonly DateToken[], start: number): CalendarReading | undefined {
  const name = tokens[start]?.kind === "word" ? tokens[start].text : "";
  const era = ERAS.get(name.slice(0, 2));
  const isFirst = era !== undefined && name.endsWith("元年");
  const at = era === undefined ? start : start + 1;
  const year = isFirst ? 1 : numberBefore(tokens, at, "年년");
  if (year === undefined || (era === undefined && tokens[at]!.key.length !== 4)) return undefined;
  const atMonth = isFirst ? at : at + 2;
  const month = numberBefore(tokens, atMonth, "月월");
  const day = numberBefore(tokens, atMonth + 2, "日号號일");
  if (month === undefined || day === undefined) return undefined;
  const date = calendarReading(year + (era ?? 0), month, day, atMonth + 4);
  const clock = readCharacterClock(tokens, date.end);
  return clock === undefined ? date : { ...date, clock, end: clock.end };
}

/** What the first year of an emperor's era comes after. */
const ERAS: ReadonlyMap<string, number> = new Map([
  ["令和", 2018],
  ["平成", 1988],
  ["昭和", 1925],
]);

const AFTERNOON = new Set(["午後", "下午", "晚上", "오후"]);
const FORENOON = new Set(["午前", "上午", "早上", "오전"]);

/** 18時05分, 18点, 午後6時5分; a time with colons only where a word tells its half of the day, for others are read as everywhere. */
function readCharacterClock(tokens: readonly DateToken[], start: number): Clock | undefined {
  let at = start;
  // "(金)" between day and time.
  if (tokens[at]?.key === "(" && tokens[at + 1]?.kind === "word" && tokens[at + 2]?.key === ")") at += 3;
  const half = tokens[at]?.text ?? "";
  const hasHalf = AFTERNOON.has(half) || FORENOON.has(half);
  if (hasHalf) at++;
  const hasColon = hasHalf && tokens[at]?.kind === "number" && tokens[at + 1]?.key === ":";
  const hour = hasColon ? tokens[at]!.value : numberBefore(tokens, at, "時时点點시");
  if (hour === undefined || (hasColon && tokens[at + 2]?.kind !== "number")) return undefined;
  const minute = hasColon ? tokens[at + 2]!.value : numberBefore(tokens, at + 2, "分분");
  const end = hasColon ? at + 3 : minute === undefined ? at + 2 : at + 4;
  const isLater = AFTERNOON.has(half) && hour < 12;
  return {
    hour: isLater ? hour + 12 : hour,
    minute,
    second: undefined,
    zone: undefined,
    end,
    isPlainly: true,
    isImpossible: hour > 23 || (minute ?? 0) > 59,
  };
}

/** The number at a token that one of these characters follows, alone in its word. */
function numberBefore(tokens: readonly DateToken[], at: number, characters: string): number | undefined {
  const [number, unit] = [tokens[at], tokens[at + 1]];
  if (number?.kind !== "number" || number.key.length > 4 || unit?.kind !== "word") return undefined;
  return unit.text.length === 1 && characters.includes(unit.text) ? number.value : undefined;
}
