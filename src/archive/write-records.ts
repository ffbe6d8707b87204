import { RefusedError } from "../model/crawl-error.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Page } from "../model/page.ts";
import type { Asked, TripStory, TripToStore, VisitStory, VisitToStore } from "./archived-visit.ts";
import { VISIT_TYPE } from "./archived-visit.ts";
import { type Capture, keyOf, REVISIT } from "./cdxj.ts";
import { digestOf } from "./digest.ts";
import { requestMessage, responseHead } from "./http-message.ts";
import { memberOf, newRecordId, recordBytes } from "./warc-record.ts";

/** A record ready to be appended; `capture` is its line in the index, but for its place. */
export interface Member {
  readonly bytes: Buffer;
  readonly capture?: Omit<Capture, "offset" | "length" | "file">;
}

/** Finds the last whole record of an address with this payload. */
export type FindSame = (url: string, digest: string) => Promise<Capture | undefined>;

/** One answer with the request for it: two records, `recordId` that of the answer. */
export async function exchangeMembers(
  exchange: Exchange,
  { at, isCut = false, findSame }: { readonly at: string; readonly isCut?: boolean; readonly findSame?: FindSame },
): Promise<{ readonly members: readonly Member[]; readonly recordId: string }> {
  const { url, method, status, headers, body, sentBody } = exchange;
  const recordId = newRecordId();
  const requestId = newRecordId();
  const request = recordBytes({
    type: "request",
    id: requestId,
    date: at,
    targetUri: url,
    contentType: "application/http; msgtype=request",
    fields: { "WARC-Concurrent-To": recordId },
    block: [requestMessage(exchange)],
  });
  const digest = digestOf(body);
  const same = body.byteLength === 0 ? undefined : await findSame?.(url, digest);
  const isRedirect = status >= 300 && status <= 399 && status !== 304;
  const answer = recordBytes({
    type: status === 304 || same !== undefined ? "revisit" : "response",
    id: recordId,
    date: at,
    targetUri: url,
    contentType: "application/http; msgtype=response",
    fields: {
      "WARC-Concurrent-To": requestId,
      "WARC-Payload-Digest": status === 304 ? undefined : digest,
      ...(status === 304 ? { "WARC-Profile": PROFILES.notModified } : {}),
      ...(same === undefined ? {} : sameFields(same)),
      "WARC-Truncated": isCut ? "length" : isRedirect && sentSomething(headers) ? "unspecified" : undefined,
    },
    block: same === undefined ? [responseHead(exchange), body] : [responseHead(exchange)],
  });
  const isRevisit = status === 304 || same !== undefined;
  const mediaType = headers["content-type"]?.[0]?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const capture = {
    ...{ key: keyOf(url), url, at, recordId, status, digest, method },
    mime: isRevisit ? REVISIT : mediaType,
    sentDigest: sentBody === null ? null : digestOf(sentBody),
  };
  return {
    members: [{ bytes: await memberOf(request) }, { bytes: await memberOf(answer), capture }],
    recordId,
  };
}

const PROFILES = {
  samePayload: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
  notModified: "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
};

function sameFields({ url, at, recordId }: Capture): Record<string, string> {
  return {
    "WARC-Profile": PROFILES.samePayload,
    "WARC-Refers-To": recordId,
    "WARC-Refers-To-Target-URI": url,
    "WARC-Refers-To-Date": at,
  };
}

/** A redirect's body is not read, which is to be told where there was one. */
function sentSomething(headers: Exchange["headers"]): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"]?.[0] ?? 0) > 0;
}

/** A rendered page: the document as it stood in the browser, which no server sent as such. */
async function renderedMember(page: Page): Promise<{ readonly members: readonly Member[]; readonly recordId: string }> {
  const recordId = newRecordId();
  const digest = digestOf(page.body);
  const { finalUrl: url, fetchedAt: at, status } = page;
  const record = recordBytes({
    type: "resource",
    id: recordId,
    date: at,
    targetUri: url,
    contentType: "text/html; charset=utf-8",
    fields: { "WARC-Payload-Digest": digest },
    block: [page.body],
  });
  const capture = { key: keyOf(url), url, at, recordId, status, digest, mime: "text/html", method: "GET" as const };
  return { members: [{ bytes: await memberOf(record), capture: { ...capture, sentDigest: null } }], recordId };
}

/** All records of a visit but the last, which tells its story and gets its number when it is appended. */
export async function visitMembers(
  visit: VisitToStore,
  findSame: FindSame,
): Promise<{ readonly members: readonly Member[]; readonly trips: readonly TripStory[] }> {
  const members: Member[] = [];
  const trips: TripStory[] = [];
  for (const trip of visit.trips) {
    const stored =
      trip.withheld === null ? await tripMembers(trip, visit.mayBeRevisit ? findSame : undefined) : NOTHING;
    members.push(...stored.members);
    trips.push(storyOf(trip, stored.recordId));
  }
  return { members, trips };
}

const NOTHING = { members: [], recordId: undefined };

async function tripMembers(
  { exchanges, page }: TripToStore,
  findSame: FindSame | undefined,
): Promise<{ readonly members: readonly Member[]; readonly recordId: string | undefined }> {
  if (page?.broughtBy === "browser") return renderedMember(page);
  const members: Member[] = [];
  let recordId: string | undefined;
  for (const [place, exchange] of exchanges.entries()) {
    const isLast = page !== null && place === exchanges.length - 1;
    const at = isLast ? page.fetchedAt : new Date(exchange.answeredAtMs).toISOString();
    const stored = await exchangeMembers(exchange, { at, ...(findSame === undefined ? {} : { findSame }) });
    members.push(...stored.members);
    recordId = isLast ? stored.recordId : undefined;
  }
  return { members, recordId };
}

function storyOf({ asked, page, error, withheld }: TripToStore, recordId: string | undefined): TripStory {
  return {
    ...askedStory(asked),
    ...(recordId === undefined ? {} : { record: recordId }),
    ...(page === null || withheld !== null ? {} : pageStory(page)),
    ...(error === null ? {} : { error }),
    ...(withheld === null ? {} : { withheld }),
  };
}

function askedStory({ url, method, body, isRendered }: Asked): Pick<TripStory, "url" | "method" | "sent" | "rendered"> {
  return {
    url,
    ...(method === "POST" ? { method } : {}),
    ...(body === null ? {} : { sent: digestOf(body) }),
    ...(isRendered ? { rendered: true } : {}),
  };
}

function pageStory(page: Page): Partial<TripStory> {
  return {
    broughtBy: page.broughtBy,
    elapsedMs: Math.round(page.elapsedMs),
    ...(page.hops.length === 0 ? {} : { hops: page.hops }),
    ...(page.broughtBy === "browser" ? { status: page.status, headers: page.headers } : {}),
  };
}

/** The record that tells a visit's story. */
export function storyMember(visit: VisitToStore, number: number, trips: readonly TripStory[]): Buffer {
  const { site, url, kind, outcome, visitedAtMs } = visit;
  const visitedAt = new Date(visitedAtMs).toISOString();
  const story: VisitStory = { oogst: "visit", number, site, url, kind, visitedAt, outcome, trips };
  const page = trips[0]?.record;
  return recordBytes({
    type: "metadata",
    date: visitedAt,
    targetUri: url,
    contentType: VISIT_TYPE,
    fields: { "WARC-Concurrent-To": page },
    block: [JSON.stringify(story)],
  });
}

/** What is remembered of an error, by which a replay can throw the like. */
export function tripErrorOf(error: Error & { readonly reason?: string }): NonNullable<TripToStore["error"]> {
  const reason = error instanceof RefusedError ? error.why : (error.reason ?? "internal");
  return { name: error.name, message: error.message, reason };
}
