import type { Document } from "domhandler";
import { structuredDataOf } from "../../dom/structured-data.ts";
import type { Author } from "../../model/article-record.ts";
import type { ExtractedComment } from "../../model/extraction.ts";
import { readAccess, readCommentCount } from "./access.ts";
import { readAuthors } from "./authors.ts";
import { hint } from "./class-hints.ts";
import { cleanAuthors, cleanBlocks, cleanComments, cleanFound } from "./clean-text.ts";
import { countedHeading, sectionHeading } from "./comments/comment-words.ts";
import { declaredComments } from "./comments/declared-comments.ts";
import { findComments } from "./comments/find-comments.ts";
import type { RawItem } from "./comments/item.ts";
import { openThread } from "./comments/opening-post.ts";
import { slotOf } from "./comments/slot.ts";
import { readDates } from "./dates.ts";
import { withoutHeadLines } from "./head-lines.ts";
import { readImages } from "./images.ts";
import { readLead } from "./lead.ts";
import { siteOf } from "./links.ts";
import { readMainText, toBlock } from "./main-text.ts";
import { judgeNotArticle } from "./not-article.ts";
import { readCanonical, readLanguage, readSection, readTags } from "./page-facts.ts";
import { mapPage } from "./page-map.ts";
import { dateReaderOf } from "./read-date-text.ts";
import {
  type DateReading,
  type Found,
  found,
  type GenericContext,
  type GenericReading,
  leastConfidence,
  nothing,
} from "./reading.ts";
import { markTeaserLists } from "./teaser-lists.ts";
import { readTextBlocks, type TextBlock } from "./text-blocks.ts";
import { readTitle } from "./title.ts";
import { resolveZones } from "./zones.ts";

/** With fewer letters than these beside its posts, a board's page is its thread. */
const leastArticle = 200;

/**
 * Reads a page that nobody described: what it declares for machines, judged against what it shows.
 *
 * One walk lays the page flat (`page-map.ts`); all that follows are loops over it. Comments come first, for what is one
 * is no part of the text; then the zones of furniture, the text, and the fields around it.
 */
export function readGeneric(document: Document, context: GenericContext): GenericReading {
  const page = mapPage(document);
  const structured = structuredDataOf(document, [context.url], (name) => page.heads[name]);
  const blocks = readTextBlocks(page);
  const language = readLanguage(page, structured, context.language);
  const known = language.value === null ? context : { ...context, language: language.value };
  const { title, at: titleAt } = readTitle(page, structured);
  const commentDates = {
    language: known.language,
    timeZone: context.zone ?? "UTC",
    knowsZone: context.zone !== undefined,
    fetchedAt: context.fetchedAt,
  };
  const thread = findComments(page, blocks, {
    url: context.url,
    titleAt,
    generator: structured.metas("generator").join(" "),
    dates: commentDates,
  });
  const declared = declaredComments(structured, commentDates);
  // What stands in the page is fuller (roles, marks of removal), where something marks it.
  const isDeclared =
    declared.length > 0 &&
    (thread.comments.length === 0 || (!thread.isMarked && declared.length > thread.comments.length));
  const zones = resolveZones(page, withoutItems(blocks, thread.items));
  for (const index of thread.items.keys()) {
    const slot = slotOf(page, thread.items, index, titleAt);
    for (let k = slot.from; k < slot.to; k++) zones[k]! |= hint.comments;
  }
  markAroundItems(blocks, thread.items, zones);
  const site = siteOf(context.url);
  markTeaserLists(page, blocks, zones, site);
  const declaredNames = structured.jsonLd.textsAt("author.name");
  const text = readMainText(page, blocks, structured, {
    zones,
    titleAt,
    titleText: title.value,
    site,
    authors: declaredNames,
  });
  const dates = readDates(page, blocks, zones, structured, known, titleAt, text.start);
  const authors = readAuthors(page, blocks, zones, structured, titleAt, text.start);
  const days = [dates.published, dates.modified].flatMap(({ value }) =>
    value === null ? [] : [value.at.slice(0, 10)],
  );
  const plain = withoutHeadLines(text.blocks, authors.value, days, dateReaderOf(known));
  const { lead, body } = readLead(page, blocks, zones, plain, structured, titleAt, title.value);
  const letters = text.blocks.reduce((sum, block) => sum + block.text.length, 0);
  const last = text.blocks.at(-1);
  const access = readAccess(page, blocks, structured, last?.to ?? 0);
  const cleaned = cleanComments(isDeclared ? declared : thread.comments);
  const opened = !isDeclared && thread.isBoard && letters < leastArticle ? openThread(cleaned, context.url) : undefined;
  const comments = opened?.answers ?? cleaned;
  return {
    canonicalUrl: readCanonical(structured, context.url),
    title: cleanFound(sureEnough(title, null)),
    lead: cleanFound(sureEnough(lead, null)),
    section: cleanFound(readSection(page, structured, title.value)),
    language,
    publishedAt: opened === undefined ? dates.published : dateOfPost(opened.opening),
    modifiedAt: dates.modified,
    authors: opened === undefined ? { ...authors, value: cleanAuthors(authors.value) } : authorOfPost(opened.opening),
    body:
      opened === undefined
        ? sureEnough(found(cleanBlocks(body.map(toBlock)), text.source, text.where, null, text.confidence), [])
        : found(opened.body, "generic", "opening post", null, thread.confidence),
    images: readImages(page, zones, structured, context.url, titleAt, last?.to ?? 0),
    tags: readTags(page, zones, structured),
    access,
    commentCountDeclared: readCommentCount(blocks, structured),
    comments: isDeclared
      ? found(comments, "json-ld", "comment", null, 0.9)
      : found(comments, "generic", thread.where, null, thread.confidence),
    notArticle: judgeNotArticle(page, blocks, zones, structured, {
      url: context.url,
      title: title.value,
      letters,
      isDated: dates.published.value !== null,
      commentCount: cleaned.length,
      isPartial: access.value === "partial",
    }),
  };
}

/** The heading right before the first item, and the short lines behind the last: "4 comments", "Write a comment". */
function markAroundItems(blocks: readonly TextBlock[], items: readonly RawItem[], zones: Int32Array): void {
  if (items.length === 0) return;
  const from = Math.min(...items.map((item) => item.from));
  const to = Math.max(...items.map((item) => item.to));
  const before = blocks.findLast((block) => block.to <= from);
  if (before !== undefined && (sectionHeading.test(before.text) || countedHeading.test(before.text)))
    zones[before.from]! |= hint.comments;
  for (const block of blocks) {
    if (block.from < to) continue;
    if (block.text.length > 60 || block.kind === "heading") break;
    zones[block.from]! |= hint.comments;
  }
}

function sureEnough<T>(reading: ReturnType<typeof found<T>>, empty: T): ReturnType<typeof found<T>> {
  return reading.confidence < leastConfidence ? nothing(empty) : reading;
}

/** The blocks outside all items; both are in page order. */
function withoutItems(blocks: readonly TextBlock[], items: readonly RawItem[]): readonly TextBlock[] {
  let next = 0;
  let end = -1;
  return blocks.filter((block) => {
    while (next < items.length && items[next]!.from <= block.from) end = Math.max(end, items[next++]!.to);
    return block.from >= end;
  });
}

function dateOfPost(post: ExtractedComment): Found<DateReading | null> {
  const { publishedAt: at, publishedPrecision: precision, publishedText } = post;
  if (at === null || precision === null) return nothing(null);
  return found({ at, precision }, "generic", "opening post", publishedText, 0.8);
}

function authorOfPost({ author, role }: ExtractedComment): Found<readonly Author[]> {
  return author === null ? nothing([]) : found([{ name: author, role }], "generic", "opening post", author, 0.8);
}
