/**
 * Gives a word the spelling in which tables of words hold it: lower case, without diacritics, with a straight apostrophe.
 * Nothing here depends on the machine's locale.
 */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (!HAS_NON_ASCII.test(lower)) return lower;
  return lower.normalize("NFD").replace(COMBINING_MARKS, "").replaceAll("’", "'");
}

/** A set of words written with spaces or line breaks between them. */
export function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ""));
}

const HAS_NON_ASCII = /[^\0-\x7f]/;
const COMBINING_MARKS = /\p{M}+/gu;
