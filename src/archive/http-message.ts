import { isUtf8 } from "node:buffer";
import { STATUS_CODES } from "node:http";
import type { Exchange } from "../model/exchange.ts";
import type { Headers } from "../model/page.ts";
import { oneLine } from "./warc-record.ts";

/** Headers of the body as it was sent. Ours is decoded, so these stay under another name, as in other archives. */
const OF_THE_SENT_BODY = new Set(["content-encoding", "transfer-encoding", "content-length"]);
const KEPT_AS = "x-archive-orig-";

/** What a request may tell anyone who is handed the archive. Cookies, keys and the like are withheld: their names stay. */
const TOLD = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "cache-control",
  "content-type",
  "if-modified-since",
  "if-none-match",
  "origin",
  "pragma",
  "range",
  "referer",
  "user-agent",
  "x-requested-with",
]);

/** The answer's head, true of the decoded body behind it: where the server told a length or a way to find the end, the length now. */
export function responseHead({ headers, status, body }: Exchange): string {
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    values.map((value) => `${OF_THE_SENT_BODY.has(name) ? KEPT_AS : ""}${name}: ${oneLine(value)}\r\n`),
  );
  const toldLength = Object.keys(headers).some((name) => OF_THE_SENT_BODY.has(name)) && status !== 304;
  const length = toldLength ? `content-length: ${body.byteLength}\r\n` : "";
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}${length}\r\n`;
}

/** The headers as they came, from an answer that `responseHead` wrote; any other answer's as they are. */
export function headersAsSent(headers: Headers): Headers {
  const names = Object.keys(headers);
  if (!names.some((name) => name.startsWith(KEPT_AS))) return headers;
  const restored: Record<string, readonly string[]> = Object.create(null);
  for (const name of names) {
    if (name.startsWith(KEPT_AS)) restored[name.slice(KEPT_AS.length)] = headers[name] as readonly string[];
    else if (!OF_THE_SENT_BODY.has(name)) restored[name] = headers[name] as readonly string[];
  }
  return restored;
}

/** The request as it was sent, but for what it should not tell others. */
export function requestMessage({ url, method, sentHeaders, sentBody }: Exchange): string {
  const { host, pathname, search } = new URL(url);
  const lines = [`host: ${host}`];
  const withheld: string[] = [];
  for (let at = 0; at + 1 < sentHeaders.length; at += 2) {
    const name = sentHeaders[at] as string;
    if (TOLD.has(name.toLowerCase())) lines.push(`${name}: ${oneLine(sentHeaders[at + 1] as string)}`);
    else withheld.push(name);
  }
  if (withheld.length > 0) lines.push(`x-archive-withheld: ${withheld.join(", ")}`);
  if (sentBody !== null) lines.push(`content-length: ${Buffer.byteLength(sentBody)}`);
  return `${method} ${pathname}${search} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${sentBody ?? ""}`;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Where the body begins. */
  readonly bodyAt: number;
}

const MAX_HEAD_BYTES = 256 * 1024;

/** Reads an answer's head as leniently as browsers do: lines may end without CR, and may be folded. `undefined` where there is none. */
export function parseAnswer(block: Buffer): HttpAnswer | undefined {
  const bodyAt = endOfHead(block);
  const lines = textOf(block.subarray(0, bodyAt)).split(/\r?\n/);
  const status = /^HTTP\/\d(?:\.\d)?\s+(\d{3})(?:\s|$)/i.exec(lines[0] ?? "")?.[1];
  if (status === undefined) return undefined;
  const headers: Record<string, string[]> = Object.create(null);
  let last: string[] | undefined;
  for (const line of lines.slice(1)) {
    if (/^[ \t]/.test(line) && last !== undefined) {
      last.push(`${last.pop() ?? ""} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    last = headers[name] ?? [];
    headers[name] = last;
    last.push(line.slice(colon + 1).trim());
  }
  return { status: Number(status), headers, bodyAt };
}

/** The place behind the first empty line of a message; the end of the block where there is none. */
export function endOfHead(block: Buffer): number {
  const head = block.subarray(0, MAX_HEAD_BYTES);
  const strict = head.indexOf("\r\n\r\n");
  const loose = head.indexOf("\n\n");
  if (strict >= 0 && (loose < 0 || strict < loose)) return strict + 4;
  return loose >= 0 ? loose + 2 : head.length;
}

/** Headers are UTF-8 where we wrote them, and most often elsewhere; what cannot be is Latin-1. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? "utf8" : "latin1");
}
