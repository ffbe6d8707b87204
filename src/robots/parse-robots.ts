/** One Allow or Disallow line. */
export interface RobotsRule {
  readonly kind: "allow" | "disallow";
  /** The path as octets: one character (U+0000 to U+00FF) for each byte of its UTF-8. */
  readonly path: string;
  /** The line as written, without the white space around it. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** One or more user-agent lines and the rules that follow them (RFC 9309 §2.1). */
export interface RobotsGroup {
  /** Product tokens in lower case, "*" among them where the group speaks to everyone. */
  readonly agents: readonly string[];
  readonly rules: readonly RobotsRule[];
  /** Largest Crawl-delay of the group, or null. Not in RFC 9309, yet sites set it. */
  readonly crawlDelayMs: number | null;
}

export interface RobotsRules {
  readonly groups: readonly RobotsGroup[];
  /** Values of the Sitemap records, as written: they belong to no group. */
  readonly sitemaps: readonly string[];
  /** The file went on after the first `MAX_ROBOTS_BYTES`, and what came after was not read. */
  readonly isCut: boolean;
  /** The body is a page of HTML: a site that answers every path with 200 has no robots.txt. */
  readonly isHtml: boolean;
}

/** 500 KiB, the least that RFC 9309 §2.5 asks a crawler to read; Google stops there too. */
export const MAX_ROBOTS_BYTES = 500 * 1024;

// A URL longer than 2083 characters is rarely served; eight times that leaves room for escapes. Google bounds lines alike.
const MAX_LINE_OCTETS = 2083 * 8;

interface Growing {
  readonly agents: string[];
  readonly rules: RobotsRule[];
  crawlDelayMs: number | null;
}

/**
 * Reads a robots.txt by RFC 9309 §2.1 to §2.2, never throwing: lines that say nothing are passed over (§2.3.1.5).
 *
 * Spellings that Google's parser forgives are forgiven: a missing colon, "useragent", "disalow" and such.
 */
export function parseRobots(body: Uint8Array | string): RobotsRules {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : body;
  const isCut = bytes.length > MAX_ROBOTS_BYTES;
  const octets = withoutMark(readOctets(bytes.subarray(0, MAX_ROBOTS_BYTES)));
  const lines = octets.split(/\r\n|\r|\n/);
  // The last line of a cut file may be half a rule, and half an Allow allows too much.
  if (isCut) lines.pop();

  const groups: Growing[] = [];
  const sitemaps: string[] = [];
  let group: Growing | undefined;
  let hasRule = false;
  for (const [index, text] of lines.entries()) {
    const record = readRecord(text);
    if (record === undefined) continue;
    const { kind, value, isBounded } = record;
    if (kind === "user-agent") {
      // A user-agent line after a rule begins a new group; other records do not end one (§2.2.4).
      if (group === undefined || hasRule) {
        group = { agents: [], rules: [], crawlDelayMs: null };
        hasRule = false;
        groups.push(group);
      }
      group.agents.push(...readAgents(value));
    } else if (kind === "sitemap") {
      if (value !== "") sitemaps.push(fromOctets(value));
    } else if (group !== undefined) {
      if (kind === "crawl-delay") {
        group.crawlDelayMs = longer(group.crawlDelayMs, readSeconds(value));
      } else {
        hasRule = true;
        group.rules.push(...readRules(kind, value, isBounded, text, index + 1));
      }
    }
  }
  return { groups, sitemaps, isCut, isHtml: /^\s*<(?:!doctype\s+html|html)[\s>]/i.test(octets.slice(0, 1024)) };
}

/** One character for each byte, so that lengths count octets and no byte is lost to a wrong encoding. */
function readOctets(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : undefined;
  // §2.2.2 lets us bridge a wrong encoding, and an editor's UTF-16 always says so in its first two bytes.
  const buffer = utf16 === undefined ? bytes : Buffer.from(new TextDecoder(utf16).decode(bytes), "utf8");
  return Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength).toString("latin1");
}

function fromOctets(octets: string): string {
  return Buffer.from(octets, "latin1").toString("utf8");
}

/** A byte order mark, also one that lost its tail, is passed over at the start of the file only. */
function withoutMark(octets: string): string {
  let length = 0;
  while (length < 3 && octets[length] === "\xef\xbb\xbf"[length]) length += 1;
  return octets.slice(length);
}

type RecordKind = "user-agent" | "allow" | "disallow" | "sitemap" | "crawl-delay";

interface RobotsRecord {
  readonly kind: RecordKind;
  readonly value: string;
  /** False where the line was longer than we read. */
  readonly isBounded: boolean;
}

function readRecord(line: string): RobotsRecord | undefined {
  const hash = line.indexOf("#");
  const isBounded = (hash === -1 ? line.length : hash) <= MAX_LINE_OCTETS;
  const text = trimAscii(line.slice(0, hash === -1 ? MAX_LINE_OCTETS : Math.min(hash, MAX_LINE_OCTETS)));
  const colon = text.indexOf(":");
  const name = trimAscii(text.slice(0, Math.max(colon, 0)));
  if (colon === -1 || /[ \t]/.test(name)) {
    // People forget the colon. It is plain what two words mean, not what three do; "user agent: x" has its colon.
    const words = text.split(/[ \t]+/, 3);
    const kind = words.length === 2 ? kindOf(words[0] ?? "") : undefined;
    if (kind !== undefined) return { kind, value: words[1] ?? "", isBounded };
  }
  const kind = kindOf(name);
  return kind === undefined ? undefined : { kind, value: trimAscii(text.slice(colon + 1)), isBounded };
}

// Google takes any name that begins so, and these misspellings.
const names: readonly (readonly [RecordKind, RegExp])[] = [
  ["user-agent", /^user[- ]?agent/i],
  ["disallow", /^(?:disallow|dissallow|dissalow|disalow|diasllow|disallaw)/i],
  ["allow", /^allow/i],
  ["sitemap", /^site-?map/i],
  ["crawl-delay", /^crawl[- ]?delay/i],
];

function kindOf(name: string): RecordKind | undefined {
  return names.find(([, pattern]) => pattern.test(name))?.[0];
}

/**
 * The tokens by which a user-agent line may be meant: the letters, hyphens and underscores it begins with (§2.2.1), and its
 * first word without a version, for tokens with digits in them.
 */
function readAgents(value: string): string[] {
  if (/^\*(?:\s|$)/.test(value)) return ["*"];
  const token = /^[a-z_-]*/i.exec(value)?.[0] ?? "";
  const word = /^[^\s/]*/.exec(value)?.[0] ?? "";
  return [...new Set([token.toLowerCase(), word.toLowerCase()])].filter((agent) => agent !== "");
}

function readRules(
  kind: "allow" | "disallow",
  path: string,
  isBounded: boolean,
  line: string,
  number: number,
): RobotsRule[] {
  // The head of an endless Disallow still forbids; the head of an endless Allow would allow more than was meant.
  if (!isBounded && kind === "allow") return [];
  const rule: RobotsRule = { kind, path, text: fromOctets(trimAscii(line)), line: number };
  // Google's rule: who allows a folder's index page allows the folder's own address.
  const slash = path.lastIndexOf("/");
  if (kind !== "allow" || slash === -1 || !path.startsWith("/index.htm", slash)) return [rule];
  return [rule, { ...rule, path: `${path.slice(0, slash + 1)}$` }];
}

function readSeconds(value: string): number | null {
  const seconds = Number.parseFloat(value.replace(",", "."));
  return seconds >= 0 ? Math.min(Math.round(seconds * 1000), Number.MAX_SAFE_INTEGER) : null;
}

function longer(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.max(left, right);
}

/** ASCII white space only: an octet such as 0xA0 may be part of a letter. */
function trimAscii(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
