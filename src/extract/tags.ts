import type { Document } from "domhandler";
import type { Sources } from "../model/site-source.ts";
import type { Notes } from "./notes.ts";
import { isPlaceholder } from "./placeholder.ts";
import type { ReadContext, Reading } from "./read-context.ts";
import { readAll } from "./read-source.ts";
import { foldForComparison } from "./same-text.ts";

const MAX_TAGS = 200;

/** Tags as printed, each once, in page order. */
export function readTags(
  sources: Sources | undefined,
  document: Document,
  context: ReadContext,
  notes: Notes,
): string[] {
  const readings = readAll(sources, document, context, { keepsWhole: true });
  const tags = new Map<string, string>();
  for (const tag of readings.flatMap(partsOf)) {
    const key = foldForComparison(tag);
    if (tag !== "" && tag.length <= 200 && !isPlaceholder(tag) && !tags.has(key)) tags.set(key, tag);
  }
  const [reading] = readings;
  if (reading !== undefined && tags.size > 0) notes.came("tags", reading);
  return [...tags.values()].slice(0, MAX_TAGS);
}

/** `split` cuts a text into tags; `keywords` of meta elements and JSON-LD are lists with commas. */
function partsOf({ text, kind, source }: Reading): string[] {
  const by = typeof source.split === "string" ? source.split : source.split?.by;
  const separator = by ?? (kind === "meta" || kind === "json-ld" ? "," : undefined);
  return (separator === undefined ? [text] : text.split(separator)).map((part) => part.trim());
}
