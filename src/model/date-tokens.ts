import { foldWord } from "./fold-word.ts";

/** A number, a word or a single other character of a text in which a date is looked for. */
export interface DateToken {
  readonly kind: "number" | "word" | "mark";
  /** As it stands in the text. */
  readonly text: string;
  /** The figures of a number, a word as the tables hold it (`foldWord`), the character of a mark with dashes made one. */
  readonly key: string;
  /** A number's value; -1 for words and marks. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
  /** What stands before it: nothing, white space, or white space with a line break. */
  readonly gap: Gap;
}

export type Gap = "none" | "space" | "line";

/**
 * Cuts `text` into numbers, words and marks, white space between them noted but not kept.
 *
 * Two borders are drawn where pages have lost them: "uurRedactie" is two words, and in "25-01-201814:05" the year ends where the hour must begin,
 * since neither has six figures.
 */
export function dateTokens(text: string): DateToken[] {
  const tokens: DateToken[] = [];
  let gap: Gap = "none";
  let at = 0;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind === "space") {
      gap = gap === "line" || LINE_BREAK.test(text[at]!) ? "line" : "space";
      at++;
      continue;
    }
    const end = kind === "number" ? numberEnd(text, at) : kind === "word" ? wordEnd(text, at) : at + 1;
    const piece = text.slice(at, end);
    const key = kind === "number" ? piece : kind === "word" ? foldWord(piece) : (SAME_MARK.get(piece) ?? piece);
    tokens.push({ kind, text: piece, key, value: kind === "number" ? Number(piece) : -1, start: at, end, gap });
    gap = "none";
    at = end;
  }
  return tokens;
}

/** The number that follows `mark` without white space on either side, of `length` figures where given. */
export function gluedNumber(
  tokens: readonly DateToken[],
  start: number,
  mark: string,
  length?: number,
): number | undefined {
  const joint = tokens[start];
  const number = tokens[start + 1];
  if (joint?.key !== mark || joint.gap !== "none" || number?.kind !== "number" || number.gap !== "none")
    return undefined;
  return length === undefined || number.key.length === length ? number.value : undefined;
}

const LINE_BREAK = /[\n\r\u0085\u2028\u2029]/;
const SAME_MARK: ReadonlyMap<string, string> = new Map([
  ["–", "-"],
  ["—", "-"],
  ["―", "-"],
  ["‐", "-"],
  ["‑", "-"],
  ["‒", "-"],
  ["−", "-"],
  ["’", "'"],
  ["‘", "'"],
  ["：", ":"],
  ["（", "("],
  ["）", ")"],
  ["⁄", "/"],
]);

function kindAt(text: string, at: number): DateToken["kind"] | "space" {
  const code = text.charCodeAt(at);
  if (code < 0x80) {
    if (code >= 0x30 && code <= 0x39) return "number";
    if (isAsciiLetter(code)) return "word";
    return code === 0x20 || (code >= 0x09 && code <= 0x0d) ? "space" : "mark";
  }
  if (code === 0x85 || WHITE_SPACE.test(text[at]!)) return "space";
  if (code >= 0x2000 && code <= 0x206f) return "mark";
  return LETTER.test(text[at]!) ? "word" : "mark";
}

const WHITE_SPACE = /\s/;
const LETTER = /[\p{L}\p{M}]/u;
const isAsciiLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isUpperAscii = (code: number): boolean => code >= 0x41 && code <= 0x5a;
const isLowerAscii = (code: number): boolean => code >= 0x61 && code <= 0x7a;

function numberEnd(text: string, start: number): number {
  let end = start + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  const isBeforeMinutes =
    text.charCodeAt(end) === 0x3a && isDigit(text.charCodeAt(end + 1)) && isDigit(text.charCodeAt(end + 2));
  if (!isBeforeMinutes) return end;
  // 2018|14:05 and 2018|9:05, or 18|14:05 with the year in two figures.
  const length = end - start;
  return length === 6 || length === 5 ? start + 4 : length === 4 ? start + 2 : end;
}

function wordEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (isUpperAscii(code) && isLowerAscii(text.charCodeAt(end - 1))) break;
    const isApostrophe =
      (code === 0x27 || code === 0x2019) && end + 1 < text.length && kindAt(text, end + 1) === "word";
    if (!isApostrophe && kindAt(text, end) !== "word") break;
    end++;
  }
  return end;
}
