/**
 * Finds words in names of classes and ids, all in one pass: gives the bits of those that the name holds.
 *
 * A word begins where no letter stands before it. It counts itself or with a plural's "s", and no letter may follow; one that ends in `*` may
 * run on. Words are in lower case; what follows their first two letters may be a pattern.
 */
export function wordFinder(
  words: readonly (readonly [bits: number, words: readonly string[]])[],
): (name: string) => number {
  // By the first two letters: hardly any place of a name has more than a few words to be compared with.
  const byStart: (Word[] | undefined)[] = new Array(26 * SPAN).fill(undefined);
  for (const [bits, list] of words) {
    for (const spelled of list) {
      const start = startOf(spelled, 0);
      byStart[start] ??= [];
      byStart[start].push(wordOf(spelled, bits));
    }
  }
  return (name) => {
    let bits = 0;
    let isAfterLetter = false;
    for (let at = 0; at < name.length; at++) {
      const code = name.charCodeAt(at);
      const isLetter = code >= 0x61 && code <= 0x7a;
      if (isLetter && !isAfterLetter) {
        const candidates = byStart[startOf(name, at)];
        if (candidates !== undefined) {
          for (const word of candidates)
            if ((bits & word.bits) !== word.bits && stands(word, name, at)) bits |= word.bits;
        }
      }
      isAfterLetter = isLetter;
    }
    return bits;
  };
}

interface Word {
  readonly text: string;
  readonly bits: number;
  readonly runsOn: boolean;
  /** Its third letter; `ANY` where it has none, or a pattern may stand there. */
  readonly third: number;
  /** Where the word is a pattern. */
  readonly pattern: RegExp | null;
}

function wordOf(spelled: string, bits: number): Word {
  const runsOn = spelled.endsWith("*");
  const text = runsOn ? spelled.slice(0, -1) : spelled;
  const pattern = /^[a-z\d_-]+$/.test(text) ? null : new RegExp(runsOn ? text : `${text}s?(?![a-z])`, "y");
  const third = text.length < 3 || pattern !== null ? ANY : text.charCodeAt(2);
  return { text, bits, runsOn, third, pattern };
}

function stands({ text, runsOn, pattern }: Word, name: string, at: number): boolean {
  if (pattern !== null) {
    pattern.lastIndex = at;
    return pattern.test(name);
  }
  if (!name.startsWith(text, at)) return false;
  if (runsOn) return true;
  const end = at + text.length;
  return !isLetterAt(name, end) || (name.charCodeAt(end) === PLURAL && !isLetterAt(name, end + 1));
}

/** Of a place where a letter stands. Letters beyond ASCII are taken for others: nothing is decided by it alone. */
const startOf = (text: string, at: number): number =>
  (text.charCodeAt(at) - A) * SPAN + (text.charCodeAt(at + 1) & (SPAN - 1));

const A = 0x61;
const SPAN = 128;
const ANY = -1;
const PLURAL = 0x73;

function isLetterAt(name: string, at: number): boolean {
  const code = name.charCodeAt(at);
  return code >= 0x61 && code <= 0x7a;
}
