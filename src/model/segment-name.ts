/** The two files a dataset grows: records, and what was not believed. */
export type StreamName = "articles" | "rejected";

export const STREAMS: readonly StreamName[] = ["articles", "rejected"];

/** File that is being appended to: `articles.jsonl`. */
export function openSegmentName(stream: StreamName): string {
  return `${stream}.jsonl`;
}

/** File that will not change any more: `articles-000001.jsonl`. By name these sort in order, and before the open one. */
export function sealedSegmentName(stream: StreamName, segment: number): string {
  return `${stream}-${String(segment).padStart(6, "0")}.jsonl`;
}
