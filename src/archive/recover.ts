import { stat, truncate } from "node:fs/promises";
import { parseStory } from "./archived-visit.ts";
import type { Capture } from "./cdxj.ts";
import { indexPathOf, readIndex } from "./index-file.ts";
import { createIndexer } from "./indexer.ts";
import { readWarc, type WarcRecord } from "./read-warc.ts";

/** What a file holds that was being written, perhaps until a crash. */
export interface Recovered {
  readonly captures: readonly Capture[];
  /** Number of its last visit; 0 where it has none. */
  readonly lastVisit: number;
  readonly size: number;
}

/** Reads what the index of a file does not know yet, and cuts off a record that a crash left unfinished. */
export async function recover(path: string): Promise<Recovered> {
  const { captures, lastVisit, wholeSize, size } = await indexRest(path);
  if (wholeSize < size) await truncate(path, wholeSize);
  return { captures, lastVisit, size: wholeSize };
}

/**
 * The captures of a file: those its index has, and what was appended since, read from the file itself. `wholeSize` is where the last
 * record ends that could be read.
 */
export async function indexRest(
  path: string,
): Promise<Recovered & { readonly wholeSize: number; readonly hasNew: boolean }> {
  const { size } = await stat(path);
  const captures = (await readIndex(indexPathOf(path))).filter(({ offset, length }) => offset + length <= size);
  const from = captures.reduce((end, { offset, length }) => Math.max(end, offset + length), 0);
  const indexed = captures.length;
  let lastVisit = await firstNumber(path);
  let wholeSize = from;
  const indexer = createIndexer(path, captures);
  for await (const item of readWarc(path, { from })) {
    if (item.kind === "damage") continue;
    wholeSize = item.record.offset + item.record.length;
    indexer.note(item.record);
    lastVisit = numberIn(item.record) ?? lastVisit;
  }
  return { captures, lastVisit, size, wholeSize, hasNew: captures.length > indexed };
}

/** Each file begins with the number of the last visit before it. */
async function firstNumber(path: string): Promise<number> {
  for await (const item of readWarc(path, { readBytes: 16 * 1024 })) {
    if (item.kind === "record") return numberIn(item.record) ?? 0;
  }
  return 0;
}

/** The field of a warcinfo record that says how many visits came before its file. */
export const LAST_VISIT_FIELD = "oogst-last-visit";

export function numberIn({ type, block }: WarcRecord): number | undefined {
  if (type === "metadata") {
    const story = parseStory(block);
    return story?.oogst === "visit" ? story.number : undefined;
  }
  if (type !== "warcinfo") return undefined;
  const number = new RegExp(`^${LAST_VISIT_FIELD}: *(\\d+)`, "m").exec(block.toString("utf8"))?.[1];
  return number === undefined ? undefined : Number(number);
}
