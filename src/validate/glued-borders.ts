/**
 * Counts places where two sentences or blocks seem glued together, a small letter, perhaps a full stop, and a capital without a space:
 * "polarisatie.Ik", "kantoorAfgelopen". Names such as "iPhone", "McDonald" and addresses are few; a rate tells more than a count.
 */
export function countGluedBorders(text: string): number {
  let count = 0;
  for (let at = 3; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Nearly all capitals follow a space: letters are looked at closely only where one does not.
    if (code < A || (code > Z && code < FIRST_BEYOND_ASCII) || text.charCodeAt(at - 1) === SPACE) continue;
    if (AFTER.test(text.slice(at, at + 6)) && BEFORE.test(text.slice(Math.max(0, at - 7), at))) count += 1;
  }
  return count;
}

const A = 0x41;
const Z = 0x5a;
const SPACE = 0x20;
/** Of letters: À. */
const FIRST_BEYOND_ASCII = 0xc0;

/** At least three letters on either side of the border, so that abbreviations, versions and "iPhone" are passed over. */
const BEFORE = /\p{Ll}{3}[.!?]?$/u;
const AFTER = /^\p{Lu}\p{Ll}{2}/u;
