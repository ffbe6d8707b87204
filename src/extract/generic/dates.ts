import type { StructuredData } from "../../dom/structured-data.ts";
import { hint } from "./class-hints.ts";
import { attributeOf, type PageMap, propertyOf, textOfRange } from "./page-map.ts";
import { printedDates } from "./printed-dates.ts";
import { type DateReader, dateReaderOf, type Read } from "./read-date-text.ts";
import { type DateReading, type Found, found, type GenericContext, leastConfidence, nothing } from "./reading.ts";
import type { TextBlock } from "./text-blocks.ts";

export interface DatesReading {
  readonly published: Found<DateReading | null>;
  readonly modified: Found<DateReading | null>;
}

/** Metas by how far they are to be believed. */
const publishedMetas = [
  "article:published_time",
  "og:published_time",
  "og:article:published_time",
  "datepublished",
  "parsely-pub-date",
  "sailthru.date",
  "cxenseparse:recs:publishtime",
  "dc.date.issued",
  "dcterms.created",
  "dcterms.issued",
  "dcterms.date",
  "dc.date",
  "dc.date.created",
  "article.published",
  "published-date",
  "publish-date",
  "publish_date",
  "publication_date",
  "publicationdate",
  "pubdate",
  "date",
  "originalpublicationdate",
  "article_date_original",
  "citation_publication_date",
  "citation_date",
  "cxense-publishtime",
  "vr:published_time",
  "displaydate",
  "created",
];
const modifiedMetas = [
  "article:modified_time",
  "og:modified_time",
  "datemodified",
  "og:updated_time",
  "lastmod",
  "last-modified",
  "dcterms.modified",
  "dc.date.modified",
  "parsely-updated-date",
  "modified",
];

/**
 * When the article was published and last changed: what the page declares for machines first, then the date it prints near
 * its title, then the one in its address.
 *
 * A time without a zone is kept as a day where no zone is known: an instant is never guessed.
 */
export function readDates(
  page: PageMap,
  blocks: readonly TextBlock[],
  zones: ArrayLike<number>,
  structured: StructuredData,
  context: GenericContext & { readonly language?: string },
  title: number,
  bodyStart: number,
): DatesReading {
  const read = dateReaderOf(context);
  const declared = (
    paths: readonly string[],
    metas: readonly string[],
    itemprop: string,
  ): Found<DateReading | null> => {
    for (const path of paths) {
      for (const text of structured.jsonLd.textsAt(path)) {
        const date = read(text, false);
        if (date) return found(date.date, "json-ld", path, text, 0.97);
      }
    }
    const marked = markedDate(page, zones, itemprop, read);
    if (marked) return found(marked.date, "microdata", itemprop, marked.text, 0.93);
    for (const name of metas) {
      for (const text of structured.metas(name)) {
        const date = read(text, false);
        if (date) return found(date.date, "meta", name, text, name === "date" || name === "created" ? 0.8 : 0.92);
      }
    }
    return nothing(null);
  };
  let published = declared(["datePublished", "dateCreated", "uploadDate"], publishedMetas, "datePublished");
  let modified = declared(["dateModified"], modifiedMetas, "dateModified");
  const printed = printedDates(page, blocks, zones, read, title, bodyStart, published.value !== null);
  if (published.value === null) published = printed.published ?? addressDate(context.url, read) ?? published;
  if (modified.value === null && printed.modified) modified = printed.modified;
  // A page that prints only when it was changed was published on no later day that we know.
  return { published: published.confidence < leastConfidence ? nothing(null) : published, modified };
}

function markedDate(page: PageMap, zones: ArrayLike<number>, itemprop: string, read: DateReader): Read | undefined {
  for (const i of page.marked) {
    const property = propertyOf(page, i);
    if (!property.split(/\s+/).includes(itemprop)) continue;
    if ((zones[i]! & (hint.comments | hint.related)) !== 0) continue;
    const text =
      attributeOf(page, i, "content") ?? attributeOf(page, i, "datetime") ?? textOfRange(page, i, page.ends[i]!);
    const date = read(text, false);
    if (date) return date;
  }
  return undefined;
}

function addressDate(url: string, read: DateReader): Found<DateReading> | undefined {
  const match = /[/_-](20\d{2}|19\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/.exec(url);
  if (match === null) return undefined;
  const text = `${match[1]}-${match[2]}-${match[3]}`;
  const date = read(text, false);
  return date && found(date.date, "url", "date in the address", text, 0.6);
}
