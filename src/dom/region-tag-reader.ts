import { bitOfAttribute, hashStep } from "./region-hash.ts";
import { hashTagStep } from "./region-tags.ts";

/**
 * Reads tags of a source as the tokenizer of HTML does (§13.2.5), as far as `class` and `id` go; one at a time. The source ends with a
 * zero byte, which nothing else in it is.
 */
export class TagReader {
  readonly bytes: Uint8Array;
  readonly #wanted: Uint8Array;
  /** Where the values of the tag read last stand, as they are written; empty where there are none. */
  classFrom = 0;
  classTo = 0;
  idFrom = 0;
  idTo = 0;
  /** As `bitsOfNames` gives them for its classes; -1 where they cannot be told. */
  classBits = 0;
  /** Whether one of its classes has the hash of a wanted one. */
  hasWantedClass = false;
  isSelfClosing = false;
  attributes = 0;
  nameHash = 0;
  /** As `bitOfAttribute` gives them for the attributes' names. */
  attributeBits = 0;

  /** `wantedClasses` says of each hash whether a wanted class has it. */
  constructor(bytes: Uint8Array, wantedClasses: Uint8Array) {
    this.bytes = bytes;
    this.#wanted = wantedClasses;
  }

  /** Where the name that begins at `from` ends; leaves its hash in `nameHash`. */
  nameEnd(from: number): number {
    const { bytes } = this;
    let at = from;
    let hash = 0;
    for (let code = bytes[at] as number; endsName[code] === 0; code = bytes[++at] as number)
      hash = hashTagStep(hash, code);
    this.nameHash = hash;
    return at;
  }

  /** Reads the attributes that follow the name; gives where the tag ends, behind its `>`, or -1 where it does not. */
  readAttributes(from: number): number {
    const { bytes } = this;
    this.classFrom = this.classTo = this.idFrom = this.idTo = 0;
    this.classBits = 0;
    this.hasWantedClass = false;
    this.isSelfClosing = false;
    this.attributes = 0;
    this.attributeBits = 0;
    let at = from;
    let code = bytes[at] as number;
    if (code === GREATER) return at + 1;
    let attributes = 0;
    let bits = 0;
    let hasClass = false;
    let hasId = false;
    for (;;) {
      let isSlash = false;
      while (isGap[code] === 1) {
        isSlash = code === SLASH;
        code = bytes[++at] as number;
      }
      if (code === GREATER) {
        this.isSelfClosing = isSlash;
        this.attributes = attributes;
        this.attributeBits = bits;
        return at + 1;
      }
      if (code === 0) return -1;
      attributes++;
      const nameStart = at;
      const first = code;
      code = bytes[++at] as number;
      while (endsAttribute[code] === 0) code = bytes[++at] as number;
      const nameLength = at - nameStart;
      bits |= bitOfAttribute(first, bytes[at - 1] as number, nameLength);
      while (isSpace(code)) code = bytes[++at] as number;
      let valueStart = at;
      let valueEnd = at;
      if (code === EQUALS) {
        do code = bytes[++at] as number;
        while (isSpace(code));
        valueStart = at;
        if (code === DOUBLE || code === SINGLE) {
          const quote = code;
          valueStart = ++at;
          code = bytes[at] as number;
          while (code !== quote && code !== 0) code = bytes[++at] as number;
          if (code === 0) return -1;
          valueEnd = at;
          code = bytes[++at] as number;
        } else {
          while (code !== GREATER && code !== 0 && !isSpace(code)) code = bytes[++at] as number;
          valueEnd = at;
        }
      }
      // Of two attributes of one name the first counts.
      if (nameLength === 5) {
        if (hasClass || !isClass(bytes, nameStart)) continue;
        hasClass = true;
        if (valueEnd > valueStart) this.#noteClasses(valueStart, valueEnd);
      } else if (nameLength === 2 && !hasId && isId(bytes, nameStart)) {
        hasId = true;
        this.idFrom = valueStart;
        this.idTo = valueEnd;
      }
    }
  }

  #noteClasses(from: number, to: number): void {
    const { bytes } = this;
    const wanted = this.#wanted;
    this.classFrom = from;
    this.classTo = to;
    let bits = 0;
    let at = from;
    while (at < to) {
      let code = bytes[at] as number;
      if (isSpace(code)) {
        at++;
        continue;
      }
      let hash = 0;
      do {
        if (code === AMPERSAND) {
          this.classBits = -1;
          this.hasWantedClass = true;
          return;
        }
        hash = hashStep(hash, code);
        code = bytes[++at] as number;
      } while (at < to && !isSpace(code));
      bits |= 1 << (hash & 31);
      if (wanted[hash] === 1) this.hasWantedClass = true;
    }
    this.classBits = bits;
  }
}

export const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x0c;

const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const AMPERSAND = 0x26;

const tableOf = (codes: readonly number[]): Uint8Array => {
  const table = new Uint8Array(256);
  for (const code of codes) table[code] = 1;
  return table;
};
const spaces = [0x20, 0x0a, 0x0d, 0x09, 0x0c];
const isGap = tableOf([...spaces, SLASH]);
const endsName = tableOf([...spaces, SLASH, GREATER, 0]);
const endsAttribute = tableOf([...spaces, SLASH, GREATER, EQUALS, 0]);

const isClass = (bytes: Uint8Array, at: number): boolean =>
  ((bytes[at] as number) | 0x20) === 0x63 &&
  ((bytes[at + 1] as number) | 0x20) === 0x6c &&
  ((bytes[at + 2] as number) | 0x20) === 0x61 &&
  ((bytes[at + 3] as number) | 0x20) === 0x73 &&
  ((bytes[at + 4] as number) | 0x20) === 0x73;

const isId = (bytes: Uint8Array, at: number): boolean =>
  ((bytes[at] as number) | 0x20) === 0x69 && ((bytes[at + 1] as number) | 0x20) === 0x64;
