/**
 * Gives `text` as one line the way we keep it: the letters verbatim, the furniture of typesetting gone.
 *
 * - NFC; lone surrogates become U+FFFD, so that the text can be written as UTF-8.
 * - Every run of Unicode white space (NBSP, narrow and em spaces, line and paragraph separators, NEL included) is one space; none at the ends.
 * - Soft hyphens, zero-width spaces, word joiners, byte order marks and marks of writing direction are taken out.
 * - Zero-width (non-)joiners stay where they join: inside an emoji, or between letters of a script that needs them. Elsewhere they go.
 * - Control characters are taken out.
 *
 * Nothing else changes: no quote, dash or "..." is rewritten, and lost spaces ("1.0Dit") are not put back. Folding twice is folding once.
 */
export function foldText(text: string): string {
  return isFolded(text) ? text : cleanCharacters(text).replace(WHITE_SPACE, " ").trim();
}

/**
 * As `foldText`, line by line: line breaks stay, two or more of them in a row (white space between them not counted) are one blank line,
 * and none stand at the ends. CR, CRLF, NEL and the separators U+2028 and U+2029 are line breaks too; they become `\n`.
 */
export function foldLines(text: string): string {
  if (isFolded(text)) return text;
  const lines = cleanCharacters(text)
    .split(LINE_BREAK)
    .map((line) => line.replace(WHITE_SPACE, " ").trim());
  return lines
    .filter((line, index) => line !== "" || (index > 0 && lines[index - 1] !== ""))
    .join("\n")
    .replace(BREAKS_AT_ENDS, "");
}

/**
 * Whether a text is folded for certain; many that are not told are folded too.
 *
 * Long texts are not asked: a pattern that goes back word by word over millions of words overflows the stack.
 */
export const isFolded = (text: string): boolean => text.length <= 20_000 && IS_FOLDED.test(text);

// One word or more of characters that no rule touches, single spaces between them: most texts are folded already.
const IS_FOLDED = /^(?:[!-~\u00a1-\u00ac\u00ae-\u02ff‐-‧†•…€]+(?: [!-~\u00a1-\u00ac\u00ae-\u02ff‐-‧†•…€]+)*)?$/;

/** `\s` is the Unicode property White_Space, but for NEL, which it lacks, and U+FEFF, which is gone by then. */
const WHITE_SPACE = /[\s\u0085]+/g;
const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/;
const BREAKS_AT_ENDS = /^\n+|\n+$/g;

const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** C0 and C1, without those that are white space. */
const CONTROLS = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/g;
const JOINERS = /[\u200c\u200d]/;
const ALL_JOINERS = /[\u200c\u200d]/g;
/** A joiner with nothing to join on one of its sides. */
const IDLE_JOINERS =
  /(?<![\p{Emoji_Presentation}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Inherited}\p{Script=Common}]]])[\u200c\u200d]|[\u200c\u200d](?![\p{Emoji_Presentation}\p{Extended_Pictographic}[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Inherited}\p{Script=Common}]]])/gv;

function cleanCharacters(text: string): string {
  // NFC first and again, so that the letters beside a joiner are those that stay: what goes brings others together.
  const visible = text.toWellFormed().normalize("NFC").replace(INVISIBLE, "").replace(CONTROLS, "").normalize("NFC");
  return JOINERS.test(visible) ? withoutIdleJoiners(visible) : visible;
}

/** Marks around a joiner that went may change places, and leave another one with nothing to join. */
function withoutIdleJoiners(text: string): string {
  let before = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const after = before.replace(IDLE_JOINERS, "").normalize("NFC");
    if (after === before) return after;
    before = after;
  }
  return before.replace(ALL_JOINERS, "").normalize("NFC");
}

/** No script stacks marks and joiners so often. */
const MAX_ROUNDS = 4;
