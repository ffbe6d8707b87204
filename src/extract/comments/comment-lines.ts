import { isWholePattern, matchPattern } from "../../model/match-pattern.ts";
import type { CommentsBlock } from "../../model/site-comments.ts";
import { type BylineParts, readLine } from "./read-byline.ts";

/** A comment's text parted from the lines that are none of its author's words. */
export interface PartedText {
  readonly text: string;
  /** What header and footer name. */
  readonly parts: BylineParts;
  /** Which of the described lines no pattern matched. */
  readonly unread: readonly ("header" | "footer")[];
  /** The time in the mark of the last edit. */
  readonly editText: string | undefined;
}

/** Takes header, footer, edit marks and boilerplate out of a text. */
export function partText(read: string, block: CommentsBlock): PartedText {
  let text = read;
  let parts: BylineParts = {};
  const unread: ("header" | "footer")[] = [];
  for (const where of ["header", "footer"] as const) {
    const patterns = block[where];
    if (patterns === undefined || text === "") continue;
    const lines = text.split("\n");
    const named = readLine(patterns, (where === "header" ? lines.shift() : lines.pop()) ?? "");
    if (named === undefined) unread.push(where);
    else {
      parts = { ...named, ...parts };
      text = foldGaps(lines.join("\n"));
    }
  }
  const edit = block.editMarker === undefined ? { text, when: undefined } : cutEditMarks(text, block.editMarker);
  return { text: dropLines(edit.text, block.boilerplate ?? []), parts, unread, editText: edit.when };
}

/** More marks than this one comment does not have. */
const MAX_EDIT_MARKS = 20;

function cutEditMarks(text: string, pattern: string): { readonly text: string; readonly when: string | undefined } {
  let when: string | undefined;
  let rest = text;
  for (let times = 0; times < MAX_EDIT_MARKS; times++) {
    const match = matchPattern(pattern, rest);
    if (match === undefined || match.whole === "") break;
    when = match.value;
    rest = rest.replace(match.whole, () => "");
  }
  return { text: when === undefined ? text : foldGaps(rest), when };
}

/** Drops the lines that match a pattern whole, and the gaps they leave. */
function dropLines(text: string, patterns: readonly string[]): string {
  if (patterns.length === 0 || text === "") return text;
  const kept = text.split("\n").filter((line) => line === "" || !patterns.some((each) => isWholePattern(each, line)));
  return foldGaps(kept.join("\n"));
}

const foldGaps = (text: string): string =>
  text
    .replace(/[^\S\n]+(?=\n)|(?<=\n)[^\S\n]+/g, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
