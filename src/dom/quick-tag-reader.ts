import type { Token } from "parse5";
import { hashWith, sharedName } from "./shared-names.ts";

/** Decodes the character references of a value, the first of which stands at `first`; undefined where the source may cut one off. */
type DecodeValue = (html: string, from: number, first: number, to: number) => string | undefined;

/** Reads tags as the standard's tokenizer does (HTML §13.2.5.8 and .32–.40), one at a time. */
export class QuickTagReader {
  /** Of the tag read last, in lower case. */
  name = "";
  isSelfClosing = false;
  /** How many attributes it has; their names and values stand at the beginning of the two lists. */
  count = 0;
  readonly names: string[] = [];
  readonly values: string[] = [];
  readonly #decode: DecodeValue;
  #html = "";
  #at = 0;

  constructor(decode: DecodeValue) {
    this.#decode = decode;
  }

  /**
   * Reads the tag whose name begins at `nameStart`; gives where it ends, behind its `>`.
   *
   * Negative where the tag is not plain: no letter begins it, the source ends in it, its names are beyond ASCII, or it has very many
   * attributes.
   */
  read(html: string, nameStart: number): number {
    this.#html = html;
    this.#at = nameStart;
    if (!isLetter(html.charCodeAt(nameStart))) return NOT_PLAIN;
    const name = this.#name();
    if (name === undefined) return NOT_PLAIN;
    this.name = name;
    return this.readAttributes(html, this.#at);
  }

  /** Reads on behind the name of a tag, as `read` does. */
  readAttributes(html: string, nameEnd: number): number {
    this.#html = html;
    this.#at = nameEnd;
    this.isSelfClosing = false;
    this.count = 0;
    for (;;) {
      const code = this.#skipSpace();
      if (code === GREATER) return this.#at + 1;
      if (code === SLASH) {
        this.isSelfClosing = html.charCodeAt(++this.#at) === GREATER;
        continue;
      }
      // An equals sign here would begin a name.
      if (code === EQUALS || this.count >= MANY_ATTRIBUTES) return NOT_PLAIN;
      const attribute = this.#name();
      if (attribute === undefined) return NOT_PLAIN;
      const value = this.#skipSpace() === EQUALS ? this.#value() : "";
      if (value === undefined) return NOT_PLAIN;
      if (this.#hasAttribute(attribute)) continue;
      this.names[this.count] = attribute;
      this.values[this.count++] = value;
    }
  }

  /** As parse5 has them. */
  attributes(): Token.Attribute[] {
    const attributes: Token.Attribute[] = [];
    for (let at = 0; at < this.count; at++)
      attributes.push({ name: this.names[at] as string, value: this.values[at] as string });
    return attributes;
  }

  #hasAttribute(name: string): boolean {
    const { names, count } = this;
    for (let at = 0; at < count; at++) if (names[at] === name) return true;
    return false;
  }

  /** The code that follows white space; NaN at the end of the source. */
  #skipSpace(): number {
    const html = this.#html;
    let code = html.charCodeAt(this.#at);
    while (isSpace(code)) code = html.charCodeAt(++this.#at);
    return code;
  }

  /** The name of a tag or attribute; undefined where the source ends or it is beyond ASCII. */
  #name(): string | undefined {
    const html = this.#html;
    const from = this.#at;
    let at = from;
    let hash = 0;
    let isLower = true;
    for (;;) {
      const code = html.charCodeAt(at);
      if (code <= GREATER && (code === GREATER || code === EQUALS || code === SLASH || isSpace(code))) break;
      if (!(code <= LAST_OF_ASCII)) return undefined;
      if (code >= CAPITAL_A && code <= CAPITAL_Z) isLower = false;
      hash = hashWith(hash, code);
      at++;
    }
    this.#at = at;
    return sharedName(html, from, at, hash, isLower);
  }

  /** The value that follows an equals sign; undefined where the source ends in it. */
  #value(): string | undefined {
    const html = this.#html;
    const { length } = html;
    this.#at++;
    const quote = this.#skipSpace();
    const isQuoted = quote === QUOTE || quote === APOSTROPHE;
    const from = isQuoted ? this.#at + 1 : this.#at;
    let reference = -1;
    let at = from;
    for (; at < length; at++) {
      const code = html.charCodeAt(at);
      if (isQuoted ? code === quote : code === GREATER || isSpace(code)) break;
      if (code === AMPERSAND && reference < 0) reference = at;
    }
    if (at >= length) return undefined;
    this.#at = isQuoted ? at + 1 : at;
    return reference < 0 ? html.slice(from, at) : this.#decode(html, from, reference, at);
  }
}

/** White space in a source without carriage returns. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0c;
}

const NOT_PLAIN = -1;
/** Each name is compared with all before it. */
const MANY_ATTRIBUTES = 60;

const QUOTE = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;
const LAST_OF_ASCII = 0x7f;

export function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}
