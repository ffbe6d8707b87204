/** Longest JSON that is read from a page, in UTF-16 units. */
const MAX_LENGTH = 4_000_000;

/**
 * Reads the JSON that a page carries in a script element, mending what is certainly meant: comment marks and CDATA around it,
 * line breaks and tabs within strings, `\'`, commas before a closing bracket, a semicolon at the end, quotes written as
 * `&quot;`, several values in a row. Gives the values, several only where several stood in a row; none where it stays
 * unreadable. Nothing is guessed: a missing quote or bracket makes the whole unreadable.
 */
export function readJson(text: string): unknown[] {
  if (text.length > MAX_LENGTH) return [];
  return parse(text) ?? parse(bareOf(text)) ?? parseMended(bareOf(text)) ?? [];
}

/**
 * Reads the JSON that a framework left in a script: the whole text, or the value of the first assignment
 * (`window.__STATE__ = {…};`). Undefined where neither can be read.
 */
export function readState(text: string): unknown {
  if (text.length > MAX_LENGTH) return undefined;
  const [whole] = readJson(text);
  if (whole !== undefined) return whole;
  const start = text.search(/=\s*(?:JSON\.parse\(\s*)?["'[{]/);
  if (start < 0) return undefined;
  const value = text.slice(start + 1).trimStart();
  if (value.startsWith("JSON.parse(")) {
    const quoted = value.slice("JSON.parse(".length).trimStart();
    const [inner] = quoted.startsWith('"') ? readJson(quoted.slice(0, Math.max(0, endOfString(quoted, 0)))) : [];
    return typeof inner === "string" ? readJson(inner)[0] : undefined;
  }
  const end = endOfValue(value);
  return end < 0 ? undefined : readJson(value.slice(0, end))[0];
}

function parse(text: string): unknown[] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
}

function parseMended(text: string): unknown[] | undefined {
  const mended = mend(/^[[{]\s*&quot;/.test(text) ? text.replaceAll("&quot;", '"') : text);
  return mended === undefined ? undefined : (parse(mended)?.[0] as unknown[] | undefined);
}

/** Without the marks that once hid scripts from old browsers, however many. */
function bareOf(text: string): string {
  let [start, end] = [0, text.length];
  for (let mark = markAt(text, start); mark > 0; mark = markAt(text, start)) start += mark;
  for (let mark = markBefore(text, end); mark > 0; mark = markBefore(text, end)) end -= mark;
  return text.slice(start, Math.max(start, end)).trim();
}

const openingMarks = ["<!--", "<![CDATA[", "//", "/*", "*/"];
const closingMarks = ["-->", "]]>", "//", "/*", "*/"];
const isSpace = (letter: string | undefined): boolean => letter !== undefined && /[\s\ufeff]/.test(letter);

/** Length of the mark or white space at a place. A comment that holds more than a mark is no mark. */
function markAt(text: string, at: number): number {
  if (isSpace(text[at])) return 1;
  const mark = openingMarks.find((each) => text.startsWith(each, at));
  const isComment = mark === "//" || mark === "/*";
  if (isComment && !/^\s*<!/.test(text.slice(at + 2, at + 12))) return 0;
  return mark?.length ?? 0;
}

function markBefore(text: string, end: number): number {
  if (isSpace(text[end - 1])) return 1;
  return closingMarks.find((each) => text.endsWith(each, end))?.length ?? 0;
}

/** One walk over the text: strings are made whole, and what stands between them is tidied. A list of the values, as JSON. */
function mend(text: string): string | undefined {
  const pieces: string[] = [];
  let depth = 0;
  let hasComma = false;
  const emit = (piece: string) => {
    if (hasComma) pieces.push(",");
    hasComma = false;
    pieces.push(piece);
  };
  for (let at = 0; at < text.length; ) {
    const letter = text[at] as string;
    const end = endOfStretch(text, at);
    if (end < 0) return undefined;
    const stretch = text.slice(at, end);
    at = end;
    if (letter === '"') emit(mendString(stretch));
    else if (letter === "{" || letter === "[") {
      if (depth === 0 && pieces.length > 0) hasComma = true;
      depth += 1;
      emit(letter);
    } else if (letter === "}" || letter === "]") {
      hasComma = false;
      depth -= 1;
      if (depth < 0) return undefined;
      pieces.push(letter);
    } else if (letter === ",") {
      if (hasComma && depth > 0) return undefined;
      hasComma = true;
    } else if (letter === "/" || /\s/.test(letter)) pieces.push(" ");
    else if (depth > 0) emit(stretch);
    else if (letter !== ";") return undefined;
  }
  return depth === 0 && pieces.length > 0 ? `[${pieces.join("")}]` : undefined;
}

/** Place after the string, comment, word or single mark that begins at `at`; -1 where it does not end. */
function endOfStretch(text: string, at: number): number {
  if (text[at] === '"') return endOfString(text, at);
  if (text.startsWith("/*", at)) {
    const end = text.indexOf("*/", at + 2);
    return end < 0 ? -1 : end + 2;
  }
  if (text.startsWith("//", at)) {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  }
  const word = /[\w.+-]+/y;
  word.lastIndex = at;
  return word.test(text) ? word.lastIndex : at + 1;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return -1;
}

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b" };

function mendString(text: string): string {
  return text
    .replace(
      /[\u0000-\u001f]/g,
      (control) => escapes[control] ?? `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replace(/\\(.)/g, (pair, letter: string) => (letter === "'" ? "'" : pair));
}

/** Place after the bracket that closes the value at the beginning, or -1. */
function endOfValue(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') {
      at = endOfString(text, at) - 1;
      if (at < 0) return -1;
    } else if (letter === "{" || letter === "[") depth += 1;
    else if ((letter === "}" || letter === "]") && --depth === 0) return at + 1;
  }
  return -1;
}
