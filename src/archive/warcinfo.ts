import type { ArchiveOptions } from "./archive.ts";
import { LAST_VISIT_FIELD } from "./recover.ts";
import { SITES_FIELD } from "./warc-paths.ts";
import { recordBytes } from "./warc-record.ts";

/** The record that begins a file (clause 6.2): what made it, and how, and which visit was the last before it. */
export function warcinfo(
  fileName: string,
  { software, operator, nowMs, sites = [] }: ArchiveOptions,
  lastVisit: number,
): Buffer {
  const lines = [
    `software: ${software}`,
    "format: WARC File Format 1.1",
    "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    ...(operator == null ? [] : [`operator: ${operator}`]),
    "description: Bodies are stored decoded; the headers of what was sent are kept as x-archive-orig-…",
    ...(sites.length === 0 ? [] : [`${SITES_FIELD}: ${sites.join(" ")}`]),
    `${LAST_VISIT_FIELD}: ${lastVisit}`,
  ];
  return recordBytes({
    type: "warcinfo",
    date: new Date(nowMs()).toISOString(),
    contentType: "application/warc-fields",
    fields: { "WARC-Filename": fileName },
    block: [`${lines.join("\r\n")}\r\n`],
  });
}
