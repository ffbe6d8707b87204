import type { OpenTag } from "./region-stack.ts";
import { isSpace } from "./region-tag-reader.ts";
import { isNameAt } from "./region-tags.ts";

/** Whether the end tag whose name stands there is spelled as this start tag was, and has nothing but its name. */
export function endsLike(bytes: Uint8Array, from: number, { tagStart, name: { length } }: OpenTag): boolean {
  if (bytes[from + length] !== GREATER) return false;
  for (let at = 0; at < length; at++) if (bytes[from + at] !== bytes[tagStart + 1 + at]) return false;
  return true;
}

export function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(bytes[at] as number)) return false;
  return true;
}

/** Behind the next such byte; -1 where there is none. */
export function after(bytes: Buffer, mark: number, from: number): number {
  const at = bytes.indexOf(mark, from);
  return at < 0 ? -1 : at + 1;
}

/** Where the end tag of an element of raw text stands; -1 where there is none. */
export function endOfRawText(bytes: Buffer, name: string, from: number): number {
  for (let at = bytes.indexOf("</", from, "latin1"); at >= 0; at = bytes.indexOf("</", at + 2, "latin1")) {
    const follows = bytes[at + 2 + name.length] as number;
    if ((isSpace(follows) || follows === SLASH || follows === GREATER) && isNameAt(bytes, at + 2, name)) return at;
  }
  return -1;
}

/** `<!--<script>` in a script begins a nested one. */
export function hasNestedScript(bytes: Buffer, from: number, to: number): boolean {
  const script = bytes.subarray(from, to);
  const comment = script.indexOf("<!--", 0, "latin1");
  return comment >= 0 && /<script/i.test(script.toString("latin1", comment));
}

const SLASH = 0x2f;
const GREATER = 0x3e;
