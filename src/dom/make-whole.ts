/** Fewest additions to a text after which making it whole pays. */
export const MIN_PIECES = 4096;

/**
 * Makes one piece of a text that was added together from many, and tells after how many further additions to do so again.
 *
 * V8 keeps the sum of two texts as a pair of them until one of its letters is asked for: a comment of 16 MB that never ends, read letter by
 * letter, would hold half a gigabyte. Done ever more seldom, for each time copies the text: nine times its length in all.
 */
export function makeWhole(text: string): number {
  // Kept, for a compiler that sees nobody ask for the letter does not look for it.
  lastLetter = text.charCodeAt(text.length - 1);
  return Math.max(MIN_PIECES, text.length >> 3);
}

export let lastLetter = 0;
