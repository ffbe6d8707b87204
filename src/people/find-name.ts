import type { NameMatcher } from "./erase-names.ts";

/** Finds a name in bytes of any kind: UTF-8, Latin-1 or UTF-16, with HTML's entities, JSON's escapes, in a URL, or with markup within. */
export function nameFinder(names: readonly string[], matcher: NameMatcher): (bytes: Uint8Array) => boolean {
  const hints = names.map(hintOf);
  return (bytes) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const raw = buffer.toString("latin1");
    const plain = raw.replaceAll("\0", "").toLowerCase();
    if (!hints.some((hint) => hint === null || plain.includes(hint))) return false;
    return viewsOf(buffer, raw).some((view) => spellingsOf(view).some((text) => matcher.redact(text) !== text));
  };
}

/** A run of letters that stands in every spelling of the name; null where it has none that long. */
function hintOf(name: string): string | null {
  // "ss" may be written "ß".
  const plain = name.normalize("NFD").replaceAll(/s{2,}/gi, " ");
  const runs = (plain.match(/[A-Za-z]{3,}(?!\p{M})/gu) ?? []).sort((one, other) => other.length - one.length);
  return runs[0]?.toLowerCase() ?? null;
}

function viewsOf(buffer: Buffer, raw: string): string[] {
  const utf8 = buffer.toString("utf8");
  if (!buffer.includes(0)) return utf8 === raw ? [raw] : [utf8, raw];
  // An odd beginning is UTF-16 all the same where a head of other bytes stands before it.
  const even = buffer.subarray(0, buffer.length - (buffer.length % 2));
  const odd = buffer.subarray(1, buffer.length - ((buffer.length - 1) % 2));
  const both = [even, odd].filter(({ length }) => length > 0);
  return [utf8, raw, ...both.map((part) => part.toString("utf16le"))].concat(
    both.map((part) => Buffer.from(part).swap16().toString("utf16le")),
  );
}

function spellingsOf(text: string): string[] {
  const spellings = [text];
  if (/&(#|[a-z])/i.test(text)) spellings.push(withoutEntities(text));
  if (text.includes("\\u")) spellings.push(text.replace(/\\u([0-9a-f]{4})/gi, (_, code) => fromCode(code, 16)));
  if (/%[0-9a-f]{2}/i.test(text)) spellings.push(withoutPercents(text));
  if (text.includes("<"))
    for (const gap of ["", " "]) spellings.push(withoutEntities(text.replace(/<[^<>]{0,2000}>/g, gap)));
  return spellings;
}

function withoutEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, code) => fromCode(code, 16))
    .replace(/&#(\d{1,7});?/g, (_, code) => fromCode(code, 10))
    .replace(/&([a-z])(acute|grave|circ|uml|tilde|cedil|ring|caron|slash);?/gi, (_, letter, mark) =>
      `${letter}${MARKS[String(mark).toLowerCase()] ?? ""}`.normalize("NFC"),
    )
    .replace(/&(nbsp|amp|quot|apos|szlig|oslash|aelig);?/gi, (all, name) => NAMED[String(name).toLowerCase()] ?? all);
}

const MARKS: Readonly<Record<string, string>> = {
  ...{ acute: "\u0301", grave: "\u0300", circ: "\u0302", uml: "\u0308", tilde: "\u0303", cedil: "\u0327" },
  ...{ ring: "\u030a", caron: "\u030c", slash: "\u0338" },
};
const NAMED: Readonly<Record<string, string>> = {
  ...{ nbsp: " ", amp: "&", quot: '"', apos: "'", szlig: "ß", oslash: "ø", aelig: "æ" },
};

/** Bytes that are no UTF-8 are read as Latin-1. */
function withoutPercents(text: string): string {
  return text.replaceAll("+", " ").replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = Buffer.from(run.replaceAll("%", ""), "hex");
    const utf8 = bytes.toString("utf8");
    return utf8.includes("\ufffd") ? bytes.toString("latin1") : utf8;
  });
}

function fromCode(digits: string, radix: number): string {
  const code = Number.parseInt(digits, radix);
  return code > 0x10ffff ? "" : String.fromCodePoint(code);
}
