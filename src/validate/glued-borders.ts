/**
 * Counts places where two sentences or blocks seem glued together, a small letter, perhaps a full stop, and a capital without a space:
 * "polarisatie.Ik", "kantoorAfgelopen". Names such as "iPhone", "McDonald" and addresses are few; a rate tells more than a count.
 */
export function countGluedBorders(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(GLUED)) count += 1;
  return count;
}

/** At least three letters on either side of the border, so that abbreviations, versions and "iPhone" are passed over. */
const GLUED = /(?<=\p{Ll}{3})[.!?]?(?=\p{Lu}\p{Ll}{2})/gu;
