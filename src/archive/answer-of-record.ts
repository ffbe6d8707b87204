import { decideCharset } from "../model/charset.ts";
import { type Headers, type Hop, headerOf, type Page } from "../model/page.ts";
import { decodePayload } from "./decode-payload.ts";
import { headersAsSent, parseAnswer } from "./http-message.ts";
import type { WarcRecord } from "./read-warc.ts";

/** What a server answered, as a record holds it. */
export interface ArchivedAnswer {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  /** Decoded as far as it can be. */
  readonly body: Buffer;
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  /** The body is not whole: cut by whoever stored it, or by the bounds kept here. */
  readonly isCut: boolean;
}

export interface AnswerBounds {
  /** Longest body after decoding, in bytes. */
  readonly maxBodyBytes: number;
}

/**
 * The answer in a record of type `response`, `revisit` (then without its body) or `resource`; `undefined` where there is none, or
 * where address or time is missing.
 */
export function answerOf(record: WarcRecord, { maxBodyBytes }: AnswerBounds): ArchivedAnswer | undefined {
  const url = targetOf(record);
  const at = dateOf(record);
  if (url === undefined || at === undefined) return undefined;
  const isCut = record.isCut || record.fields.has("warc-truncated");
  const { block } = record;
  if (record.type === "resource") {
    const contentType = record.fields.get("content-type");
    const headers: Headers = contentType === undefined ? {} : { "content-type": [contentType] };
    return { url, status: 200, headers, body: block, at, isCut };
  }
  const answer = parseAnswer(block);
  if (answer === undefined) return undefined;
  const { status, headers, bodyAt } = answer;
  const body = record.type === "revisit" ? EMPTY : decodePayload(block.subarray(bodyAt), headers, maxBodyBytes);
  return { url, status, headers: headersAsSent(headers), body, at, isCut };
}

/** WARC-Target-URI; WARC 1.0 files of some tools have it in angle brackets. */
export function targetOf({ fields }: WarcRecord): string | undefined {
  return fields.get("warc-target-uri")?.replace(/^<(.*)>$/, "$1");
}

/** WARC-Date: to the second in WARC 1.0, finer in 1.1. */
export function dateOf({ fields }: WarcRecord): string | undefined {
  const date = fields.get("warc-date") ?? "";
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(date)) return undefined;
  const ms = Date.parse(date);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The facts of a page that no answer tells. */
export interface PageStory {
  readonly requestedUrl: string;
  readonly hops: readonly Hop[];
  readonly broughtBy: Page["broughtBy"];
  readonly elapsedMs: number;
}

/** An answer as the page it was. */
export function pageOf(answer: ArchivedAnswer, story: PageStory): Page {
  const { headers, body } = answer;
  const contentType = headerOf(headers, "content-type");
  return {
    requestedUrl: story.requestedUrl,
    finalUrl: answer.url,
    status: answer.status,
    headers,
    hops: story.hops,
    mediaType: contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "",
    charset: decideCharset(body, contentType).charset,
    body,
    fetchedAt: answer.at,
    broughtBy: story.broughtBy,
    elapsedMs: story.elapsedMs,
  };
}

const EMPTY = Buffer.alloc(0);
