/**
 * Counts places where two sentences or blocks seem glued together, a small letter, perhaps a full stop, and a capital without a space:
 * "polarisatie.Ik", "kantoorAfgelopen". Names such as "iPhone", "McDonald" and addresses are few; a rate tells more than a count.
 */
export function countGluedBorders(text: string): number {
  let count = 0;
  // No border stands before the third letter.
  UNSPACED.lastIndex = 2;
  while (UNSPACED.test(text)) {
    const at = UNSPACED.lastIndex - 1;
    if (AFTER.test(text.slice(at, at + 6)) && BEFORE.test(text.slice(Math.max(0, at - 7), at))) count += 1;
    UNSPACED.lastIndex = at;
  }
  return count;
}

/** Nearly all capitals follow a space: letters are looked at closely only where one does not. Whatever is no ASCII may be a capital. */
const UNSPACED = /[^\0- ][A-Z\u00c0-\uffff]/g;

/** At least three letters on either side of the border, so that abbreviations, versions and "iPhone" are passed over. */
const BEFORE = /\p{Ll}{3}[.!?]?$/u;
const AFTER = /^\p{Lu}\p{Ll}{2}/u;
