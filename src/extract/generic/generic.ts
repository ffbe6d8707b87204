import type { Document } from "domhandler";
import { structuredDataOf } from "../../dom/structured-data.ts";
import { readAuthors } from "./authors.ts";
import { readDates } from "./dates.ts";
import { readMainText, toBlock } from "./main-text.ts";
import { mapPage } from "./page-map.ts";
import type { GenericContext, GenericReading } from "./reading.ts";
import { found, nothing } from "./reading.ts";
import { readTextBlocks } from "./text-blocks.ts";
import { readTitle } from "./title.ts";
import { resolveZones } from "./zones.ts";

export function readGeneric(document: Document, context: GenericContext): GenericReading {
  const page = mapPage(document);
  const structured = structuredDataOf(document, [context.url]);
  const blocks = readTextBlocks(page);
  const zones = resolveZones(page, blocks);
  const { title, at } = readTitle(page, structured);
  const text = readMainText(page, blocks, zones, at, title.value);
  const dates = readDates(page, blocks, zones, structured, context, at, text.start);
  const body = text.blocks.map(toBlock);
  return {
    canonicalUrl: nothing(null),
    title,
    lead: nothing(null),
    section: nothing(null),
    language: nothing(null),
    publishedAt: dates.published,
    modifiedAt: dates.modified,
    authors: readAuthors(page, blocks, zones, structured, at, text.start),
    body: found(body, "generic", "x", null, 1),
    images: nothing([]),
    tags: nothing([]),
    access: nothing("unknown" as const),
    commentCountDeclared: nothing(null),
    comments: nothing([]),
    notArticle: null,
  };
}
