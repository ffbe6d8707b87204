/**
 * Whether so many tags of an XML text never end that a parser which looks for each one's end would read the rest of the text over and over.
 *
 * Itself in linear time: it gives up when such looking has cost a few times the text.
 */
export function hasEndlessTags(xml: string): boolean {
  let lookedAt = 0;
  for (let at = xml.indexOf("<"); at >= 0; ) {
    const mark = marks.find(([start]) => xml.startsWith(start, at));
    const end = mark === undefined ? endOfTag(xml, at + 1) : xml.indexOf(mark[1], at + mark[0].length);
    // What never ends ends the parser too, but for tags: those it tries again from the next one on.
    if (end < 0 && mark !== undefined) return false;
    if (end < 0) lookedAt += xml.length - at;
    if (lookedAt > MAX_TIMES * xml.length) return true;
    at = xml.indexOf("<", end < 0 ? at + 1 : end + 1);
  }
  return false;
}

const MAX_TIMES = 8;

const marks = [
  ["<![CDATA[", "]]>"],
  ["<!--", "-->"],
  ["<?", "?>"],
  ["</", ">"],
] as const;

/** Where the tag's `>` stands outside of quotes; -1 where it does not. */
function endOfTag(xml: string, from: number): number {
  for (let at = from; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (code === GREATER) return at;
    if (code !== DOUBLE && code !== SINGLE) continue;
    at = xml.indexOf(code === DOUBLE ? '"' : "'", at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

const GREATER = 0x3e;
const DOUBLE = 0x22;
const SINGLE = 0x27;
