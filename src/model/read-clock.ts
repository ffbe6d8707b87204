import { type DateToken, gluedNumber } from "./date-tokens.ts";
import { CLOCK_JOINERS, WEEKDAYS } from "./date-words.ts";
import { words } from "./fold-word.ts";
import { readZone } from "./read-zone.ts";

/** A time of day as a text gives it. */
export interface Clock {
  readonly hour: number;
  readonly minute: number | undefined;
  readonly second: number | undefined;
  /** Minutes east of UTC, an IANA zone, or `undefined` where the text names none. */
  readonly zone: number | string | undefined;
  /** Index of the token after the time. */
  readonly end: number;
  /** Written with a colon or a word for the hour, so that it is a time even without a date before it. */
  readonly isPlainly: boolean;
  /** It looks like a time, but no clock shows it: 25:61. */
  readonly isImpossible: boolean;
}

export interface ClockRules {
  /** `am` is the German preposition, not the forenoon. */
  readonly isGerman: boolean;
  /** The date before is written as ISO 8601 writes it. */
  readonly isIso: boolean;
}

/** Reads the time that begins at token `start`: 14:05, 14.05 uur, 14u05, 14h05, 2:05 p.m., 14 Uhr, with seconds and zone where given. */
export function readClock(tokens: readonly DateToken[], start: number, rules: ClockRules): Clock | undefined {
  const hour = tokens[start];
  const basic = readBasic(tokens, start);
  if (basic) return basic;
  if (hour?.kind !== "number" || hour.key.length > 2) return undefined;
  const face =
    readColons(tokens, start) ?? readDots(tokens, start) ?? readHourWord(tokens, start) ?? readBareHour(start);
  const hasUnit = isWordIn(tokens[face.end], HOUR_WORDS) && face.style !== "word";
  let end = hasUnit ? face.end + 1 : face.end;
  const half = readHalf(tokens, end, hour.value, rules);
  end = half?.end ?? end;
  if (face.style === "bare" && !half) return undefined;
  // "14.05" may be a number like any other; it is a time where a date or `om` stands before it, or a word for the hour after.
  const isPlainly = face.style !== "dots" || hasUnit || half !== undefined;
  // "10:00-12:00" is a stretch of time, "T10:00-05:00" an offset.
  const isIso = rules.isIso && (face.second !== undefined || tokens[start - 1]?.key === "t");
  const zone = readZone(tokens, end, isIso);
  const hours = half ? toHours24(hour.value, half.isAfternoon) : hour.value;
  const isMidnight = hours === 24 && !face.minute && !face.second;
  const isImpossible =
    !((hours >= 0 && hours <= 23) || isMidnight) || (face.minute ?? 0) > 59 || (face.second ?? 0) > 59;
  if (isImpossible && !isPlainly) return undefined;
  return {
    hour: hours,
    minute: face.minute,
    second: face.second,
    zone: zone?.zone,
    end: zone?.end ?? end,
    isPlainly,
    isImpossible: isImpossible || (zone?.isImpossible ?? false),
  };
}

/** Reads a time after a date, past what joins them: ` - `, ` | `, ` om `, `(do) `, the T of ISO 8601. */
export function readClockAfter(tokens: readonly DateToken[], start: number, rules: ClockRules): Clock | undefined {
  let at = start;
  for (let passed = 0; passed < MAX_JOINERS && at < tokens.length; passed++) {
    const token = tokens[at]!;
    const isJoiner =
      token.kind === "mark"
        ? JOINING_MARKS.has(token.key)
        : token.kind === "word" && (CLOCK_JOINERS.has(token.key) || WEEKDAYS.has(token.key));
    if (!isJoiner) break;
    at++;
  }
  return readClock(tokens, at, rules);
}

/** The time in figures without colons, as ISO 8601 has it after a T: 14, 1405 or 140500, then the zone from token `end` on. */
export function clockOfFigures(figures: string, tokens: readonly DateToken[], end: number): Clock | undefined {
  if (figures.length !== 2 && figures.length !== 4 && figures.length !== 6) return undefined;
  const [hour = 0, minute, second] = [0, 2, 4]
    .filter((from) => from < figures.length)
    .map((from) => Number(figures.slice(from, from + 2)));
  const zone = readZone(tokens, end, true);
  const isImpossible = hour > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59 || (zone?.isImpossible ?? false);
  return { hour, minute, second, zone: zone?.zone, end: zone?.end ?? end, isPlainly: true, isImpossible };
}

const HOUR_WORDS = words("uur u h uhr hrs heures heure");
const SPLITTING_HOUR_WORDS = words("u h heures heure");
const JOINING_MARKS = new Set("|•·-/,;@():.‧∙●■~>›»");
const MAX_JOINERS = 5;

interface Face {
  readonly minute: number | undefined;
  readonly second: number | undefined;
  readonly end: number;
  readonly style: "colons" | "dots" | "word" | "bare";
}

/** T14, T1405, T140500 */
function readBasic(tokens: readonly DateToken[], start: number): Clock | undefined {
  const figures = tokens[start];
  const isAfterT = figures?.kind === "number" && figures.gap === "none" && tokens[start - 1]?.key === "t";
  const isWhole = isAfterT && gluedNumber(tokens, start + 1, ":") === undefined;
  return isWhole ? clockOfFigures(figures.key, tokens, start + 1) : undefined;
}

/** 14:05, 14:05:09, 14:05:09.123 */
function readColons(tokens: readonly DateToken[], start: number): Face | undefined {
  const minute = gluedNumber(tokens, start + 1, ":", 2);
  if (minute === undefined) return undefined;
  const second = gluedNumber(tokens, start + 3, ":", 2);
  if (second === undefined) return { minute, second, end: start + 3, style: "colons" };
  const fraction = gluedNumber(tokens, start + 5, ".") ?? gluedNumber(tokens, start + 5, ",");
  return { minute, second, end: start + (fraction === undefined ? 5 : 7), style: "colons" };
}

/** 14.05, 9.15, 14.05.33 */
function readDots(tokens: readonly DateToken[], start: number): Face | undefined {
  const minute = gluedNumber(tokens, start + 1, ".", 2);
  if (minute === undefined) return undefined;
  const second = gluedNumber(tokens, start + 3, ".", 2);
  const end = start + (second === undefined ? 3 : 5);
  const isNumberGoingOn = gluedNumber(tokens, end, ".") !== undefined || gluedNumber(tokens, end, ",") !== undefined;
  return isNumberGoingOn ? undefined : { minute, second, end, style: "dots" };
}

/** 14u05, 14 h 05, 14h, 14 uur, 14 h 05 min 07 s */
function readHourWord(tokens: readonly DateToken[], start: number): Face | undefined {
  const word = tokens[start + 1];
  if (!isWordIn(word, HOUR_WORDS)) return undefined;
  const minute = tokens[start + 2];
  const hasMinute =
    SPLITTING_HOUR_WORDS.has(word!.key) &&
    minute?.kind === "number" &&
    minute.key.length === 2 &&
    minute.gap === word!.gap &&
    tokens[start + 3]?.key !== ":";
  if (!hasMinute) return { minute: undefined, second: undefined, end: start + 2, style: "word" };
  const hasSecond =
    tokens[start + 3]?.key === "min" && tokens[start + 4]?.kind === "number" && tokens[start + 5]?.key === "s";
  return hasSecond
    ? { minute: minute.value, second: tokens[start + 4]!.value, end: start + 6, style: "word" }
    : { minute: minute.value, second: undefined, end: start + 3, style: "word" };
}

/** An hour alone is a time only with am or pm behind it. */
const readBareHour = (start: number): Face => ({ minute: undefined, second: undefined, end: start + 1, style: "bare" });

/** am, PM, a.m., p.m. An hour past twelve is already of the day's 24, and `am` after it another word. */
function readHalf(
  tokens: readonly DateToken[],
  start: number,
  hour: number,
  rules: ClockRules,
): { isAfternoon: boolean; end: number } | undefined {
  const first = tokens[start];
  if (first?.kind !== "word" || hour > 12) return undefined;
  if (first.key === "pm" || (first.key === "am" && !(rules.isGerman && first.text === "am"))) {
    return { isAfternoon: first.key === "pm", end: start + 1 };
  }
  if (first.key !== "a" && first.key !== "p") return undefined;
  if (tokens[start + 1]?.key !== "." || tokens[start + 2]?.key !== "m") return undefined;
  const end = tokens[start + 3]?.key === "." ? start + 4 : start + 3;
  return { isAfternoon: first.key === "p", end };
}

/** 12 a.m. is midnight. An hour 0 has no afternoon: -1 marks it impossible. */
function toHours24(hour: number, isAfternoon: boolean): number {
  if (hour === 0) return isAfternoon ? -1 : 0;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

function isWordIn(token: DateToken | undefined, list: ReadonlySet<string>): boolean {
  return token?.kind === "word" && list.has(token.key);
}
