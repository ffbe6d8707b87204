import { decodePayload } from "./decode-payload.ts";
import { endOfHead } from "./http-message.ts";
import { readWarc, type WarcRecord } from "./read-warc.ts";

/** Longer than any body that a crawl stores, so that none is looked at in part. */
export const MAX_BLOCK_BYTES = 512 * 1024 * 1024;

export type Holds = (bytes: Uint8Array) => boolean;

/** Whether something is found in a record: in its fields, in its block, and in its body where that is stored encoded. */
export function recordHolds({ type, block, fields }: WarcRecord, holds: Holds): boolean {
  if ([...fields.values()].some((value) => holds(Buffer.from(value)))) return true;
  if (holds(block)) return true;
  if (type !== "response") return false;
  // Other tools store bodies as they were sent.
  const at = endOfHead(block);
  if (!/^(content|transfer)-encoding:/im.test(block.toString("latin1", 0, at))) return false;
  return holds(decodePayload(block.subarray(at), headersIn(block, at), MAX_BLOCK_BYTES));
}

/** Whether something is found in any record of a WARC file, any tool's; `undefined` where a part of it cannot be read. */
export async function searchWarc(path: string, holds: Holds): Promise<boolean | undefined> {
  let isWhole = true;
  for await (const item of readWarc(path, { maxBlockBytes: MAX_BLOCK_BYTES })) {
    if (item.kind === "damage") isWhole = false;
    else if (recordHolds(item.record, holds)) return true;
  }
  return isWhole ? false : undefined;
}

function headersIn(block: Buffer, end: number): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null);
  for (const [, name = "", value = ""] of block.toString("latin1", 0, end).matchAll(/^([^:\r\n]+):[ \t]*(.*)$/gm))
    headers[name.toLowerCase()] = [value.trim()];
  return headers;
}
