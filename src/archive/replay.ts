import { dirname } from "node:path";
import type { Page } from "../model/page.ts";
import { type AnswerBounds, answerOf, pageOf } from "./answer-of-record.ts";
import { type ArchiveIndex, type Located, openArchiveIndex } from "./archive-index.ts";
import { parseStory, type TripError, type TripStory, type VisitStory, VOID_URI } from "./archived-visit.ts";
import { digestOf } from "./digest.ts";
import { isHtml } from "./read-pages.ts";
import { readWarc, type WarcRecord } from "./read-warc.ts";
import { LAST_VISIT_FIELD } from "./recover.ts";
import { WaitingRecords } from "./waiting-records.ts";

/** One page asked for in a visit, or a page of a WARC file of another tool. */
export interface ReplayTrip {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly sentDigest: string | null;
  /** The page after its scripts ran. */
  readonly isRendered: boolean;
  /** What came; null where nothing came or it was not kept. */
  readonly page: Page | null;
  readonly error: TripError | null;
  /** Why it was not kept; null where it was. */
  readonly withheld: string | null;
}

/** A visit as it was. Of files that tell of no visits, each page counts as one. */
export interface ArchivedVisit {
  /** Null where the archive does not tell. */
  readonly site: string | null;
  readonly url: string;
  readonly kind: string | null;
  readonly visitedAtMs: number;
  readonly trips: readonly ReplayTrip[];
  /** Where it stands, for `Replay.captures`. */
  readonly fileNumber: number;
  readonly offset: number;
}

export type FromArchive =
  | { readonly kind: "visit"; readonly visit: ArchivedVisit }
  | { readonly kind: "damage"; readonly path: string; readonly offset: number; readonly message: string };

/** Reads WARC files again, in the order in which they are given. */
export interface Replay {
  /** All visits that were committed, in their order. */
  visits(): AsyncGenerator<FromArchive>;
  /** The capture of an address nearest in time; null where there is none. */
  nearest(url: string, method: "GET" | "POST", body: string | null, atMs: number): Promise<Page | null>;
  /** All captures of an address, in order. */
  captures(url: string): Promise<readonly Located[]>;
  /** What a capture holds. */
  pageAt(capture: Located): Promise<Page | null>;
  close(): Promise<void>;
}

const BOUNDS: AnswerBounds = { maxBodyBytes: 64 * 1024 * 1024 };
export function openReplay(paths: readonly string[]): Replay {
  const index = openArchiveIndex(paths);
  const pageAt = async (capture: Located) => {
    const record = await index.read(capture);
    return record === undefined ? null : pageOfRecord(record, { url: capture.url }, index);
  };
  return {
    visits: () => visitsIn(paths, index),
    captures: (url) => index.capturesOf(url),
    pageAt,
    async nearest(url, method, body, atMs) {
      const sent = body === null ? null : digestOf(body);
      const captures = (await index.capturesOf(url)).filter(
        (capture) => capture.method === method && capture.sentDigest === sent && capture.status !== 304,
      );
      const distance = ({ at }: Located) => Math.abs(Date.parse(at) - atMs);
      captures.sort((one, other) => distance(one) - distance(other));
      const [first] = captures;
      return first === undefined ? null : pageAt(first);
    },
    close: () => index.close(),
  };
}

async function* visitsIn(paths: readonly string[], index: ArchiveIndex): AsyncGenerator<FromArchive> {
  let voids: ReadonlyMap<string, readonly (readonly [number, number])[]> | undefined;
  for (const [fileNumber, path] of paths.entries()) {
    let tellsVisits: boolean | undefined;
    const waiting = new WaitingRecords();
    for await (const item of readWarc(path)) {
      if (item.kind === "damage") {
        yield { ...item, path };
        continue;
      }
      const { record } = item;
      tellsVisits ??= record.type === "warcinfo" && record.block.includes(LAST_VISIT_FIELD);
      if (!tellsVisits) {
        const visit = pageAsVisit(record, fileNumber);
        if (visit !== undefined) yield { kind: "visit", visit };
        continue;
      }
      if (record.type !== "metadata") {
        waiting.add(record);
        continue;
      }
      const story = parseStory(record.block);
      if (story?.oogst !== "visit") continue;
      voids ??= await voidRanges(index, paths);
      const isVoid = (voids.get(dirname(path)) ?? []).some(([from, to]) => story.number > from && story.number <= to);
      if (!isVoid) {
        const trips = await tripsOf(story, waiting, index);
        const { site, url, kind } = story;
        const visitedAtMs = Date.parse(story.visitedAt);
        yield { kind: "visit", visit: { site, url, kind, visitedAtMs, trips, fileNumber, offset: record.offset } };
      }
      waiting.clear();
    }
  }
}

async function voidRanges(
  index: ArchiveIndex,
  paths: readonly string[],
): Promise<Map<string, (readonly [number, number])[]>> {
  const ranges = new Map<string, (readonly [number, number])[]>();
  for (const capture of await index.capturesOf(VOID_URI)) {
    const record = await index.read(capture);
    const story = record && parseStory(record.block);
    if (story?.oogst !== "void") continue;
    const folder = dirname(paths[capture.fileNumber] as string);
    ranges.set(folder, [...(ranges.get(folder) ?? []), [story.from, story.to]]);
  }
  return ranges;
}

async function tripsOf(story: VisitStory, waiting: WaitingRecords, index: ArchiveIndex): Promise<ReplayTrip[]> {
  const trips: ReplayTrip[] = [];
  for (const trip of story.trips) {
    const record = trip.record === undefined ? undefined : waiting.get(trip.record);
    trips.push({
      url: trip.url,
      method: trip.method ?? "GET",
      sentDigest: trip.sent ?? null,
      isRendered: trip.rendered === true,
      page: record === undefined ? null : await pageOfRecord(record, trip, index),
      error: trip.error ?? null,
      withheld: trip.withheld ?? null,
    });
  }
  return trips;
}

async function pageOfRecord(record: WarcRecord, trip: TripStory, index: ArchiveIndex): Promise<Page | null> {
  const answer = answerOf(record, BOUNDS);
  if (answer === undefined) return null;
  const body = record.type === "revisit" && answer.status !== 304 ? await bodyElsewhere(record, index) : answer.body;
  if (body === undefined) return null;
  const { status = answer.status, headers = answer.headers } = trip;
  return pageOf(
    { ...answer, body, status, headers },
    {
      requestedUrl: trip.url,
      hops: trip.hops ?? [],
      broughtBy: trip.broughtBy ?? "archive",
      elapsedMs: trip.elapsedMs ?? 0,
    },
  );
}

/** The body of the record that a revisit refers to: by its id, else by address and time, else by address and digest. */
async function bodyElsewhere({ fields }: WarcRecord, index: ArchiveIndex): Promise<Buffer | undefined> {
  const url = fields.get("warc-refers-to-target-uri") ?? fields.get("warc-target-uri") ?? "";
  const id = fields.get("warc-refers-to");
  const date = fields.get("warc-refers-to-date")?.slice(0, 19);
  const digest = fields.get("warc-payload-digest");
  const captures = (await index.capturesOf(url.replace(/^<(.*)>$/, "$1"))).filter(
    ({ mime }) => mime !== "warc/revisit",
  );
  const capture =
    captures.find(({ recordId }) => recordId === id) ??
    captures.find(({ at }) => date !== undefined && at.startsWith(date)) ??
    captures.findLast((each) => each.digest === digest);
  const record = capture && (await index.read(capture));
  return record && answerOf(record, BOUNDS)?.body;
}

function pageAsVisit(record: WarcRecord, fileNumber: number): ArchivedVisit | undefined {
  if (record.type !== "response" && record.type !== "resource") return undefined;
  const answer = answerOf(record, BOUNDS);
  if (answer === undefined || answer.status !== 200 || !/^https?:\/\//i.test(answer.url) || !URL.canParse(answer.url))
    return undefined;
  const { href } = new URL(answer.url);
  const page = pageOf({ ...answer, url: href }, { requestedUrl: href, hops: [], broughtBy: "archive", elapsedMs: 0 });
  if (!isHtml(page)) return undefined;
  const trip: ReplayTrip = {
    url: href,
    method: "GET",
    sentDigest: null,
    isRendered: false,
    page,
    error: null,
    withheld: null,
  };
  return {
    ...{ site: null, url: href, kind: null, visitedAtMs: Date.parse(page.fetchedAt), trips: [trip] },
    ...{ fileNumber, offset: record.offset },
  };
}
