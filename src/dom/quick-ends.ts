import { isLetter, isSpace } from "./quick-tag-reader.ts";

/** Where the end tag of an element of raw text stands; the end of the source where there is none (HTML §13.2.5.12 and .15). */
export function endOfRawText(html: string, name: string, from: number): number {
  for (let at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
    const nameEnd = at + 2 + name.length;
    const next = html.charCodeAt(nameEnd);
    if (!(next === GREATER || next === SLASH || isSpace(next))) continue;
    if (html.startsWith(name, at + 2) || html.slice(at + 2, nameEnd).toLowerCase() === name) return at;
  }
  return html.length;
}

/** Whether a script may hold `<!--<script>`: a script within it, which ends first (HTML §13.2.5.20–.31). */
export function mayNest(html: string, from: number, to: number): boolean {
  // Sought in the script alone: sought to the page's end, a page of nothing but scripts would take the square of its length.
  const script = html.slice(from, to);
  const comment = script.indexOf("<!--");
  return comment >= 0 && /<script/i.test(script.slice(comment));
}

/** Where the `-->` of a comment stands whose content begins at `from`; -1 where it ends in another way (HTML §13.2.5.43–.52). */
export function endOfComment(html: string, from: number): number {
  // `<!-->` and `<!--->` are whole comments.
  if (html.charCodeAt(from) === GREATER || html.startsWith("->", from)) return -1;
  for (let at = html.indexOf("--", from); at >= 0; at = html.indexOf("--", at + 1)) {
    const next = html.charCodeAt(at + 2);
    if (next === GREATER) return at;
    // `--!>` ends a comment too.
    if (next === EXCLAMATION) return -1;
  }
  return -1;
}

/** Whether a `<` stands there that is no letter of a text. */
export function beginsMarkup(html: string, at: number): boolean {
  if (html.charCodeAt(at) !== LESS) return false;
  const next = html.charCodeAt(at + 1);
  return isLetter(next) || next === SLASH || next === EXCLAMATION || next === QUESTION;
}

export function isBlank(html: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(html.charCodeAt(at))) return false;
  return true;
}

export function indexOrEnd(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at;
}

const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;
const QUESTION = 0x3f;
