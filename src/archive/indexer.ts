import { basename } from "node:path";
import { answerOf, dateOf, targetOf } from "./answer-of-record.ts";
import { VOID_URI } from "./archived-visit.ts";
import { type Capture, keyOf, REVISIT } from "./cdxj.ts";
import { digestOf } from "./digest.ts";
import { endOfHead } from "./http-message.ts";
import type { WarcRecord } from "./read-warc.ts";

/** What was asked for, as far as an index tells it. */
type AskedFor = Pick<Capture, "method" | "sentDigest">;

/** Requests are seldom more than one record away from their answers. */
const REMEMBERED = 64;

/** Adds the records of one file to `captures`, one after the other. A request may stand before its answer or behind it. */
export function createIndexer(path: string, captures: Capture[]): { note(record: WarcRecord): void } {
  const posted = new Map<string, AskedFor>();
  const places = new Map<string, number>();
  return {
    note(record) {
      if (record.type === "request") {
        const asked = postIn(record);
        const answerId = record.fields.get("warc-concurrent-to") ?? "";
        if (asked === undefined) return;
        const place = places.get(answerId);
        if (place !== undefined) captures[place] = { ...(captures[place] as Capture), ...asked };
        else remember(posted, answerId, asked);
        return;
      }
      const capture = captureOf(record, path);
      if (capture === undefined) return;
      remember(places, capture.recordId, captures.length);
      captures.push({ ...capture, ...posted.get(capture.recordId) });
    },
  };
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  if (map.size > REMEMBERED) map.delete(map.keys().next().value as string);
}

/** The line that an index has for a record, or `undefined` for records that are not looked up. */
function captureOf(record: WarcRecord, path: string): Capture | undefined {
  const url = targetOf(record);
  const at = dateOf(record);
  if (url === undefined || at === undefined) return undefined;
  const isVoid = record.type === "metadata" && url === VOID_URI;
  if (!isVoid && !["response", "revisit", "resource"].includes(record.type)) return undefined;
  const answer = isVoid ? undefined : answerOf(record, { maxBodyBytes: 0 });
  const mediaType = answer?.headers["content-type"]?.[0]?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return {
    ...{ key: keyOf(url), url, at, recordId: record.fields.get("warc-record-id") ?? "" },
    status: answer?.status ?? 0,
    mime: record.type === "revisit" ? REVISIT : isVoid ? "application/json" : mediaType,
    digest: record.fields.get("warc-payload-digest") ?? "",
    ...{ offset: record.offset, length: record.length, file: basename(path) },
    ...{ method: "GET", sentDigest: null },
  };
}

function postIn({ block }: WarcRecord): AskedFor | undefined {
  if (block.toString("latin1", 0, 5) !== "POST ") return undefined;
  const body = block.subarray(endOfHead(block));
  return { method: "POST", sentDigest: body.length === 0 ? null : digestOf(body) };
}
