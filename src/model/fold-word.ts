import { hasNonAscii } from "./letters.ts";

/**
 * Gives a word the spelling in which tables of words hold it: lower case, without diacritics, with a straight apostrophe.
 * Nothing here depends on the machine's locale.
 */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (!hasNonAscii(lower)) return lower;
  const apart = lower.normalize("NFD");
  const marks = BEYOND_LATIN.test(apart) ? COMBINING_MARKS : LATIN_MARKS;
  return apart.replace(marks, "").replaceAll("’", "'");
}

/** A set of words written with spaces or line breaks between them. */
export function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ""));
}

/** In what is left, letters up to Latin Extended-B, combining diacritics and general punctuation, only the diacritics are marks. */
const BEYOND_LATIN = /[\u0250-\u02ff\u0370-\u200f\u2028-\uffff]/;
const LATIN_MARKS = /[\u0300-\u036f]+/g;
const COMBINING_MARKS = /\p{M}+/gu;
