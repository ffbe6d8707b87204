import type { Document } from "domhandler";
import { structuredDataOf } from "../../dom/structured-data.ts";
import { readAuthors } from "./authors.ts";
import { readDates } from "./dates.ts";
import { findComments, slotOf } from "./comments/find-comments.ts";
import type { RawItem } from "./comments/item.ts";
import { hint } from "./class-hints.ts";
import { type TextBlock } from "./text-blocks.ts";
import { readLead } from "./lead.ts";
import { siteOf } from "./links.ts";
import { markTeaserLists } from "./teaser-lists.ts";
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
  const { title, at } = readTitle(page, structured);
  const thread = findComments(page, blocks, {
    url: context.url,
    titleAt: at,
    generator: structured.metas("generator").join(" "),
    dates: { language: context.language, timeZone: context.zone ?? "UTC", fetchedAt: context.fetchedAt },
  });
  const zones = resolveZones(page, withoutItems(blocks, thread.items));
  for (const index of thread.items.keys()) {
    const slot = slotOf(page, thread.items, index, at);
    for (let k = slot.from; k < slot.to; k++) zones[k]! |= hint.comments;
  }
  const site = siteOf(context.url);
  markTeaserLists(page, blocks, zones, site);
  const text = readMainText(page, blocks, structured, { zones, titleAt: at, titleText: title.value, site, authors: structured.jsonLd.textsAt("author.name") });
  const dates = readDates(page, blocks, zones, structured, context, at, text.start);
  const { lead, body: rest } = readLead(page, blocks, zones, text.blocks, structured, at, title.value);
  const body = rest.map(toBlock);
  return {
    canonicalUrl: nothing(null),
    title,
    lead,
    section: nothing(null),
    language: nothing(null),
    publishedAt: dates.published,
    modifiedAt: dates.modified,
    authors: readAuthors(page, blocks, zones, structured, at, text.start),
    body: found(body, text.source, text.where, null, text.confidence),
    images: nothing([]),
    tags: nothing([]),
    access: nothing("unknown" as const),
    commentCountDeclared: nothing(null),
    comments: found(thread.comments, "generic", thread.where, null, thread.confidence),
    notArticle: null,
  };
}

function withoutItems(blocks: readonly TextBlock[], items: readonly RawItem[]): readonly TextBlock[] {
  if (items.length === 0) return blocks;
  return blocks.filter((block) => !items.some((item) => block.from >= item.from && block.from < item.to));
}
