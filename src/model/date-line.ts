import {
  BEFORE_DATE,
  BY,
  FOLLOWING,
  GLUE,
  LABEL,
  MODIFIED,
  NEVER_IN_NAMES,
  PARTICLES,
  SAYING,
} from "./date-line-words.ts";
import type { DateToken } from "./date-tokens.ts";

/** What stands before a date, judged. */
export interface DatePrefix {
  /** Nothing, a label ("Gepubliceerd op:"), a name with its label ("Geplaatst door X op") or the head of a line ("X | "). */
  readonly isDateLine: boolean;
  /** Nothing but labels and marks: the date is all the text is about. */
  readonly isPure: boolean;
  /** A word says outright that a date follows: "gepubliceerd", "datum", "door X". */
  readonly isLabelled: boolean;
  /** The label speaks of the last change, not of publication. */
  readonly isModified: boolean;
}

/** Judges the tokens before `end`, where a date begins: do they belong to a date line, or to prose that happens to hold a date? */
export function readPrefix(tokens: readonly DateToken[], end: number): DatePrefix {
  const tail = segmentStart(tokens, end);
  const hasTail = tokens.slice(tail, end).some((token) => token.kind !== "mark");
  if (hasTail || tail === 0) {
    const label = readLabel(tokens, tail, end);
    if (label === undefined && isNameAndComma(tokens, tail, end)) return { ...BARE_DATE_LINE, isPure: false };
    const hasHead = tokens.slice(0, tail).some((token) => token.kind !== "mark");
    if (label === undefined || !hasHead) return label ?? NO_DATE_LINE;
    return isHead(tokens, tail) ? { ...label, isPure: false } : NO_DATE_LINE;
  }
  // "Laatst gewijzigd | 26 januari": the label stands in the segment before.
  const from = segmentStart(tokens, tail - 1);
  const label = readLabel(tokens, from, tail);
  if (label && from === 0) return label;
  return isHead(tokens, tail) ? { ...(label ?? BARE_DATE_LINE), isPure: false } : NO_DATE_LINE;
}

/** Whether the words right before `end` say that the date is of the last change, wherever in a text it stands. */
export function isModifiedBefore(tokens: readonly DateToken[], end: number): boolean {
  for (let at = end - 1; at >= 0 && at >= end - MAX_LABEL_TOKENS; at--) {
    const token = tokens[at]!;
    if (token.kind === "number") return false;
    if (token.kind === "word" && MODIFIED.has(token.key)) return true;
    if (token.kind === "word" && !LABEL.has(token.key) && !GLUE.has(token.key)) return false;
  }
  return false;
}

/** How a text goes on after a date. */
export type DateSuffix = "nothing" | "apart" | "name" | "prose";

/**
 * Judges the tokens from `start`, where a date has ended: "apart" is what a mark, a line break or lost white space sets off
 * ("| 5 reacties", "2026Wouter"), "name" what begins with a capital, a figure or a word of such lines ("door"), the rest is prose.
 */
export function readSuffix(tokens: readonly DateToken[], start: number): DateSuffix {
  const first = tokens[start];
  if (first === undefined) return "nothing";
  if (first.gap === "line" || STRONG_MARKS.has(first.key) || "()[]{}\"'”".includes(first.key)) return "apart";
  if (first.kind === "word" && first.gap === "none") return "apart";
  if (first.kind === "mark" && !WEAK_MARKS.has(first.key)) return "apart";
  let at = start;
  while (tokens[at]?.kind === "mark" && WEAK_MARKS.has(tokens[at]!.key)) at++;
  const next = tokens[at];
  if (next === undefined || next.gap === "line") return at === tokens.length ? "nothing" : "apart";
  // "25 januari 2018 mensen.jpg": one thing more, such as a picture's alternative text, makes no sentence.
  if (first.kind === "word" && tokens.slice(start + 1).every((token) => token.gap === "none")) return "name";
  const restLength = tokens[tokens.length - 1]!.end - next.start;
  if (first.key === "." && restLength > MAX_AFTER_STOP) return "prose";
  if (restLength > MAX_AFTER_DATE) return "prose";
  const isNameLike = next.kind !== "word" || FOLLOWING.has(next.key) || next.text !== next.text.toLowerCase();
  return isNameLike ? "name" : "prose";
}

const BARE_DATE_LINE: DatePrefix = { isDateLine: true, isPure: true, isLabelled: false, isModified: false };
const NAMED_DATE_LINE: DatePrefix = { isDateLine: true, isPure: false, isLabelled: true, isModified: false };
const JOINING = new Set(["van", "of", "de"]);
const NO_DATE_LINE: DatePrefix = { ...BARE_DATE_LINE, isDateLine: false, isPure: false };

const MAX_LABEL_TOKENS = 12;
const MAX_NAME_TOKENS = 14;
const MAX_NAME_LENGTH = 80;
const MAX_HEAD_TOKENS = 24;
const MAX_HEAD_LENGTH = 100;
const MAX_AFTER_STOP = 60;
const MAX_AFTER_DATE = 160;

const STRONG_MARKS = new Set(["|", "•", "·", "‧", "∙", "●", "■", "»", "›", ">", "-", "/", ";"]);
const WEAK_MARKS = new Set([",", ".", ":", "!", "…"]);

function segmentStart(tokens: readonly DateToken[], end: number): number {
  for (let at = end; at > 0; at--) {
    if (tokens[at]?.gap === "line") return at;
    const before = tokens[at - 1]!;
    if (STRONG_MARKS.has(before.key) && (before.gap !== "none" || !"-/".includes(before.key))) return at;
  }
  return 0;
}

function readLabel(tokens: readonly DateToken[], from: number, to: number): DatePrefix | undefined {
  let [isLabelled, isModified] = [false, false];
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (token.key === "©") return undefined;
    if (token.kind === "mark") continue;
    if (token.kind === "number") {
      if (at > from && tokens[at - 1]!.key === "#" && token.gap === "none") continue;
      return undefined;
    }
    if (BY.has(token.key) || (token.key === "in" && isLabelled)) {
      return isNameBeforeDate(tokens, at + 1, to) ? { ...NAMED_DATE_LINE, isModified } : undefined;
    }
    if (LABEL.has(token.key)) isLabelled = true;
    // "Datum van publicatie": such a word joins two labels, but never a label and the date.
    else if (!GLUE.has(token.key) && !(isLabelled && JOINING.has(token.key) && at < to - 1)) {
      return at === from && isNameSaying(tokens, from, to) ? NAMED_DATE_LINE : undefined;
    }
    isModified ||= MODIFIED.has(token.key);
  }
  // "voor 25 januari" is a limit, "voor het laatst" a label.
  return tokens[to - 1]?.key === "voor" ? undefined : { isDateLine: true, isPure: true, isLabelled, isModified };
}

/** "Jan schreef op", "Iris Kamp zegt:" */
function isNameSaying(tokens: readonly DateToken[], from: number, to: number): boolean {
  const verb = tokens.findIndex((token, at) => at > from && at < to && token.kind === "word" && SAYING.has(token.key));
  if (verb < 0 || !isNameBeforeDate(tokens, from, verb, true)) return false;
  return tokens.slice(verb + 1, to).every((token) => token.kind === "mark" || BEFORE_DATE.has(token.key));
}

/** Names are taken widely (they may be all lower case, or hold figures), as long as the words can be no sentence. */
function isNameBeforeDate(tokens: readonly DateToken[], from: number, to: number, isBeforeVerb = false): boolean {
  const name = tokens.slice(from, to);
  if (name.length === 0 || name.length > MAX_NAME_TOKENS) return false;
  const last = name[name.length - 1]!;
  if (last.end - name[0]!.start > MAX_NAME_LENGTH) return false;
  const isClosed = last.kind === "mark" || BEFORE_DATE.has(last.key);
  const isSetOff = isClosed || isBeforeVerb;
  const names = (isClosed ? name.slice(0, -1) : name).filter((token) => token.kind === "word");
  const lowerWords = names.filter((token) => token.text === token.text.toLowerCase() && !PARTICLES.has(token.key));
  return (
    !names.some((token) => NEVER_IN_NAMES.has(token.key)) &&
    (isSetOff ? lowerWords.length <= 3 : lowerWords.length === 0)
  );
}

/** "Iris Kamp, ", "Den Haag, ": capitals and particles only, then a comma. */
function isNameAndComma(tokens: readonly DateToken[], from: number, end: number): boolean {
  if (from > 0 || end > MAX_NAME_TOKENS || tokens[end - 1]!.key !== ",") return false;
  const name = tokens.slice(from, end - 1);
  const isCapitals = name.every((token) =>
    token.kind === "mark"
      ? ".-'".includes(token.key)
      : token.kind === "word" && (token.text !== token.text.toLowerCase() || PARTICLES.has(token.key)),
  );
  return isCapitals && name.some((token) => token.kind === "word" && token.text !== token.text.toLowerCase());
}

/** A short beginning of a line, set off from the date: "Bram Veer | ", "Nieuws / ". A figure before the mark would make a range of it. */
function isHead(tokens: readonly DateToken[], end: number): boolean {
  if (end > MAX_HEAD_TOKENS || tokens[end - 1]!.end - tokens[0]!.start > MAX_HEAD_LENGTH) return false;
  const last = tokens.slice(0, end).findLastIndex((token) => token.kind !== "mark");
  return last >= 0 && (tokens[last]!.kind === "word" || (last > 0 && tokens[last]!.gap === "none"));
}
