import type { Precision } from "./article-record.ts";
import { isModifiedBefore, readPrefix } from "./date-line.ts";
import { type DateToken, dateTokens } from "./date-tokens.ts";
import { isDateLine, isFullDate, type Moment, type MomentRules, readMoment } from "./read-moment.ts";
import { ageToIso, calendarToIso, epochToIso, type IsoDate, type IsoProblem } from "./to-iso-date.ts";

/** What must be known beside the text. Nothing is taken from the machine: no clock, no locale, no zone. */
export interface DateContext {
  /** BCP 47 tag of the page. Month names of every known language are read on any page. */
  readonly language?: string | undefined;
  /** IANA zone of times that name none. */
  readonly timeZone: string;
  /** ISO instant at which the page was brought. Without it relative dates cannot be read. */
  readonly fetchedAt?: string | undefined;
  /** Order of dates in figures; day first where not said. A year of four figures in front always comes first. */
  readonly order?: "dmy" | "mdy" | "ymd" | undefined;
  /** The text may be prose: the first whole date in it is read. Otherwise the text must be a date line. */
  readonly find?: boolean | undefined;
  /** Ten figures are seconds since 1970, thirteen milliseconds. */
  readonly allowEpoch?: boolean | undefined;
}

export interface DateReading {
  /** "2018-01-25T14:05:00+01:00", or as much of it as is known: "2018-01-25", "2018-01", "2018". */
  readonly at: string;
  readonly precision: Precision;
  /** The piece of the text that was read, as it stood, save for invisible characters. */
  readonly text: string;
  /** Reckoned from `fetchedAt`, or one of two readings: day and month unclear, or an hour that the clock showed twice. */
  readonly isInferred: boolean;
  /** The text calls it the date of the last change: not the date of publication. */
  readonly isModified: boolean;
  /** The clock went back over this time: the first of the two instants is given. */
  readonly problem?: "ambiguous-dst";
}

export type DateProblem = IsoProblem | "empty" | "not-a-date";

export type DateResult =
  | { readonly ok: true; readonly reading: DateReading }
  | { readonly ok: false; readonly problem: DateProblem; readonly text: string };

/** Reads the date that `text` gives, or gives `undefined` where it gives none for certain. Never throws, never falls back to now. */
export function parseDate(text: string, context: DateContext): DateReading | undefined {
  const result = readDate(text, context);
  return result.ok ? result.reading : undefined;
}

/** As `parseDate`, but says why a text could not be read; `text` is then the piece in question. */
export function readDate(text: string, context: DateContext): DateResult {
  const visible = cutToLength(text.slice(0, 4 * MAX_LENGTH).replace(INVISIBLE, ""));
  const tokens = dateTokens(inAsciiFigures(visible));
  if (tokens.length === 0) return { ok: false, problem: "empty", text: visible };
  const epochMs = context.allowEpoch ? readEpoch(tokens) : undefined;
  if (epochMs !== undefined) return settle(epochToIso(epochMs, context.timeZone), visible.trim());
  const line = readDateLine(tokens, visible, context);
  const result = line ?? (context.find ? findDate(tokens, visible, context) : undefined);
  return result ?? { ok: false, problem: "not-a-date", text: visible };
}

/** Longest text looked at, in UTF-16 code units: a date line is short, and prose names its date early or not at all. */
const MAX_LENGTH = 1000;
const LONGEST_WORD = 60;
/** No head of a line with a label behind it is longer; so the looks back at what stands before a date stay few. */
const MAX_TOKENS_BEFORE = 64;
// Soft hyphen, zero-width characters, marks of writing direction (browsers put them into their own dates), byte order mark.
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Figures of Arabic, Persian, Devanagari and of full width, each one unit long, so that all places stay the same. */
function inAsciiFigures(text: string): string {
  if (!OTHER_FIGURES.test(text)) return text;
  return text.replace(/[٠-٩۰-۹०-९０-９]/g, (figure) =>
    String(figure.charCodeAt(0) - FIRST_FIGURES[figure >= "０" ? 3 : figure >= "०" ? 2 : figure >= "۰" ? 1 : 0]!),
  );
}

const OTHER_FIGURES = /[٠-٩۰-۹०-९０-９]/;
const FIRST_FIGURES = [0x0660, 0x06f0, 0x0966, 0xff10] as const;

function cutToLength(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  // Back to white space, so that no figure is cut in two.
  const cut = text.slice(0, MAX_LENGTH);
  const tail = cut.slice(-LONGEST_WORD).search(/\S+$/);
  return tail < 0 ? cut : cut.slice(0, MAX_LENGTH - LONGEST_WORD + tail);
}

/** The first full date decides: where it cannot be believed, the text is no date line. */
function readDateLine(tokens: readonly DateToken[], text: string, context: DateContext): DateResult | undefined {
  const rules = rulesOf(context, false);
  for (let start = 0; start < Math.min(tokens.length, MAX_TOKENS_BEFORE); start++) {
    const moment = readMoment(tokens, start, rules);
    if (!moment) continue;
    if (isDateLine(tokens, start, moment)) {
      return toResult(tokens, start, moment, text, context, readPrefix(tokens, start).isModified);
    }
    if (isFullDate(tokens, start, moment)) return undefined;
  }
  return undefined;
}

/** The first full date anywhere; where none can be read, what was wrong with the first. */
function findDate(tokens: readonly DateToken[], text: string, context: DateContext): DateResult | undefined {
  const rules = rulesOf(context, true);
  let failure: DateResult | undefined;
  for (let start = 0; start < tokens.length; start++) {
    const moment = readMoment(tokens, start, rules);
    if (!moment) continue;
    if (isFullDate(tokens, start, moment)) {
      const result = toResult(tokens, start, moment, text, context, isModifiedBefore(tokens, start));
      if (result.ok) return result;
      failure ??= result;
    }
    start = moment.end - 1;
  }
  return failure;
}

function rulesOf(context: DateContext, isRunningText: boolean): MomentRules {
  const language = context.language?.toLowerCase();
  return {
    order: context.order,
    language,
    isGerman: language?.startsWith("de") ?? false,
    isEnglish: language?.startsWith("en") ?? false,
    isIso: false,
    needsFullYear: isRunningText,
  };
}

function toResult(
  tokens: readonly DateToken[],
  start: number,
  moment: Moment,
  text: string,
  context: DateContext,
  isModified: boolean,
): DateResult {
  const piece = text.slice(tokens[start]!.start, tokens[moment.end - 1]!.end);
  const { timeZone, fetchedAt } = context;
  if (moment.relative)
    return settle(ageToIso(moment.relative, moment.clock, timeZone, fetchedAt), piece, isModified, true);
  const { calendar, clock } = moment;
  return settle(calendarToIso(calendar, clock, timeZone), piece, isModified, calendar.isOrderGuessed);
}

function settle(iso: IsoDate | IsoProblem, text: string, isModified = false, isInferred = false): DateResult {
  if (typeof iso === "string") return { ok: false, problem: iso, text };
  const { at, precision, isAmbiguous } = iso;
  const reading: DateReading = { at, precision, text, isInferred: isInferred || isAmbiguous, isModified };
  return { ok: true, reading: isAmbiguous ? { ...reading, problem: "ambiguous-dst" } : reading };
}

/** Milliseconds since 1970, of a text that is nothing but ten figures (seconds) or thirteen; a fraction is cut off. */
function readEpoch(tokens: readonly DateToken[]): number | undefined {
  const [number, point, fraction] = tokens;
  const isAlone = tokens.length === 1 || (tokens.length === 3 && point!.key === "." && fraction!.kind === "number");
  if (number!.kind !== "number" || !isAlone) return undefined;
  if (number!.key.length === 13) return number!.value;
  return number!.key.length === 10 || number!.key.length === 9 ? number!.value * 1000 : undefined;
}
