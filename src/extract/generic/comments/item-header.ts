import type { TextBlock } from "../text-blocks.ts";
import { controlText } from "./comment-words.ts";
import type { CommentDates } from "./comments-context.ts";
import { mayBeName, nameIn } from "./item-author.ts";
import { dateInLine } from "./item-date.ts";

/** A first line of name and date, or of a name alone in type of its own. */
export function headerLine(
  own: readonly TextBlock[],
  rules: CommentDates,
  needsName: boolean,
): { block: TextBlock; name: string; role: string | null; date: ReturnType<typeof dateInLine> } | undefined {
  for (const block of own.slice(0, 3)) {
    const line = block.text.slice(0, 200);
    const date = dateInLine(line, rules);
    if (date !== undefined) {
      const place = line.indexOf(date.text);
      const { name, role } = nameIn(line.slice(0, place).replace(/[([]\s*$/, ""));
      if (place >= 0 && place < 100 && mayBeName(name)) return { block, name, role, date };
      const behind = nameIn(line.slice(place + date.text.length));
      if (place <= 3 && block.text.length < 120 && mayBeName(behind.name)) return { block, ...behind, date };
    }
    if (
      needsName &&
      block.text.length <= 60 &&
      (block.kind === "heading" || block.boldLetters > block.text.length * 0.5) &&
      !controlText.test(block.text)
    ) {
      const { name, role } = nameIn(block.text);
      if (mayBeName(name)) return { block, name, role, date };
    }
  }
  return undefined;
}

/** "Name, huisarts, Zwolle": what a mark sets off behind the name in its own line is the role. */
export function roleBehind(line: string, name: string, rest: string, date: string | undefined): string | null {
  if (!line.includes(name)) return null;
  const behind = line.slice(line.indexOf(name) + name.length);
  if (!/^\s*[,/|(–-]\s*\S/.test(behind)) return null;
  const end = date === undefined ? -1 : behind.indexOf(date);
  const role = (end >= 0 ? behind.slice(0, end) : behind.includes(rest) ? rest : "").replace(
    /^[\s,()|/–-]+|[\s,()|/–-]+$/g,
    "",
  );
  return role.length >= 2 &&
    role.length <= 120 &&
    !/^[\d\s.:/-]+$/.test(role) &&
    !/[.!?]\s/.test(role.replace(/\b\p{L}{1,4}\.\s/gu, ""))
    ? role
    : null;
}

/** The text that follows name and date in one line; "" where none does. */
export function afterHeader(text: string, date: string | undefined): string {
  if (date === undefined || !text.includes(date)) return "";
  const rest = text.slice(text.indexOf(date) + date.length).replace(/^[\s|\-–—•·:,/)\]]+/, "");
  return rest.length > 12 && !controlText.test(rest) ? rest : "";
}

/** What is left of a header when name and date are gone: "says on", "at", "·". */
export function isRemains(text: string, rules: CommentDates): boolean {
  const { name } = nameIn(text);
  if (!/\p{L}{2}/u.test(name)) return true;
  const date = dateInLine(text, rules);
  if (date !== undefined && date.text.length > text.length * 0.5) return true;
  return /^(?:says|said|wrote|writes|sagt|schreibt|schrieb|meint|dijo|dice|dit|a dit|ha detto|disse|pisze|mówi|skrev|sier|säger|пишет|zegt|schreef|kirjoitti|dedi ki|posted|commented)?[\s,]*(?:on|at|am|um|op|om|le|à|el|a las|il|alle|em|às|dnia|o|den|kl|klo|в)?[\s:,.]*$/iu.test(
    text,
  );
}

/** A line about the comment, not of it: the author's name with little beside it, or a date. */
export function isHeaderLine(text: string, author: string | undefined, rules: CommentDates): boolean {
  if (author !== undefined && text.includes(author) && text.length < author.length + 25) return true;
  const date = dateInLine(text, rules);
  return date !== undefined && date.text.length > text.length * 0.55;
}

/** A date below the text. */
export function isTrailer(text: string, rules: CommentDates): boolean {
  if (text.length > 60) return false;
  const date = dateInLine(text, rules);
  return date !== undefined && date.text.length > text.length * 0.6;
}
