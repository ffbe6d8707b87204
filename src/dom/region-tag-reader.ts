/** Reads tags of a source as the tokenizer of HTML does (§13.2.5), as far as `class` and `id` go. One at a time. */
export class TagReader {
  readonly html: string;
  /** Where the values of the tag read last stand, as they are written; empty where there are none. */
  classFrom = 0;
  classTo = 0;
  idFrom = 0;
  idTo = 0;
  isSelfClosing = false;
  attributes = 0;

  constructor(html: string) {
    this.html = html;
  }

  /** Where the name that begins at `from` ends. */
  nameEnd(from: number): number {
    const { html } = this;
    const { length } = html;
    let at = from;
    for (; at < length; at++) {
      const code = html.charCodeAt(at);
      if (code === GREATER || code === SLASH || code <= SPACE) break;
    }
    return at;
  }

  /** Reads the attributes that follow the name; gives where the tag ends, behind its `>`, or -1 where it does not. */
  readAttributes(from: number): number {
    const { html } = this;
    const { length } = html;
    this.classFrom = this.classTo = this.idFrom = this.idTo = 0;
    this.isSelfClosing = false;
    this.attributes = 0;
    let at = from;
    let code = html.charCodeAt(at);
    if (code === GREATER) return at + 1;
    let hasClass = false;
    let hasId = false;
    let attributes = 0;
    for (;;) {
      let isSlash = false;
      while (isSpace(code) || code === SLASH) {
        isSlash = code === SLASH;
        code = html.charCodeAt(++at);
      }
      if (at >= length) return -1;
      if (code === GREATER) {
        this.isSelfClosing = isSlash;
        this.attributes = attributes;
        return at + 1;
      }
      attributes++;
      const nameStart = at;
      at++;
      for (code = html.charCodeAt(at); at < length; code = html.charCodeAt(++at)) {
        if (code === GREATER || code === EQUALS || code === SLASH || isSpace(code)) break;
      }
      const nameLength = at - nameStart;
      while (isSpace(code)) code = html.charCodeAt(++at);
      let valueStart = at;
      let valueEnd = at;
      if (code === EQUALS) {
        do code = html.charCodeAt(++at);
        while (isSpace(code));
        valueStart = at;
        if (code === DOUBLE || code === SINGLE) {
          valueStart = at + 1;
          valueEnd = html.indexOf(code === DOUBLE ? '"' : "'", valueStart);
          if (valueEnd < 0) return -1;
          at = valueEnd + 1;
          code = html.charCodeAt(at);
        } else {
          while (at < length && code !== GREATER && !isSpace(code)) code = html.charCodeAt(++at);
          valueEnd = at;
        }
      }
      if (nameLength === 5 && !hasClass && isName(html, nameStart, "class")) {
        hasClass = true;
        this.classFrom = valueStart;
        this.classTo = valueEnd;
      } else if (nameLength === 2 && !hasId && isName(html, nameStart, "id")) {
        hasId = true;
        this.idFrom = valueStart;
        this.idTo = valueEnd;
      }
    }
  }
}

export const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x0c;

const SPACE = 0x20;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const DOUBLE = 0x22;
const SINGLE = 0x27;

function isName(html: string, from: number, name: string): boolean {
  for (let at = 0; at < name.length; at++)
    if ((html.charCodeAt(from + at) | 0x20) !== name.charCodeAt(at)) return false;
  return true;
}
