import type { StructuredData } from "../../dom/structured-data.ts";
import type { Precision } from "../../model/article-record.ts";
import { type DateContext, parseDate } from "../../model/parse-date.ts";
import { hint } from "./class-hints.ts";
import { attributeOf, type PageMap, textOfRange } from "./page-map.ts";
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
  const read = readerFor(context);
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

interface Read {
  readonly date: DateReading;
  readonly text: string;
  readonly isModified: boolean;
  readonly isInferred: boolean;
}
type Reader = (text: string, isProse: boolean) => Read | undefined;

function readerFor(context: GenericContext): Reader {
  const order = orderIn(context);
  const rules: DateContext = {
    language: context.language,
    timeZone: context.zone ?? "UTC",
    fetchedAt: context.fetchedAt,
    order,
  };
  const latestMs = Date.parse(context.fetchedAt) + 36 * 3_600_000;
  return (text, isProse) => {
    const result = parseDate(text, { ...rules, find: isProse });
    if (result === undefined) return undefined;
    const { at, precision } = result;
    if (precision === "year" || precision === "month" || !(Date.parse(at) <= latestMs)) return undefined;
    const needsZone = at.includes("T") && context.zone === undefined && !hasZone(text);
    const date: { at: string; precision: Precision } = needsZone
      ? { at: at.slice(0, 10), precision: "day" }
      : { at, precision };
    return { date, text: result.text, isModified: result.isModified, isInferred: result.isInferred };
  };
}

function hasZone(text: string): boolean {
  return /(?:\d(?:\.\d+)?\s*(?:Z|UTC|GMT)|[+-]\d{2}:?\d{2}(?!\d)|\b(?:C?EST|C?ET|MEZ|MESZ|BST|[ECMP][SD]T|JST|IST|KST|AE[SD]T)\b)/.test(
    text,
  );
}

/** "4/5/2019" is read as the address has it, else as the language has it. */
function orderIn(context: GenericContext): "dmy" | "mdy" | undefined {
  if (/^en-us$/i.test(context.language ?? "")) return "mdy";
  return undefined;
}

const notTheArticles =
  hint.comments |
  hint.related |
  hint.navigation |
  hint.aside |
  hint.footer |
  hint.hidden |
  hint.advertisement |
  hint.social;

function markedDate(page: PageMap, zones: ArrayLike<number>, itemprop: string, read: Reader): Read | undefined {
  for (const i of page.marked) {
    const property = attributeOf(page, i, "itemprop") ?? "";
    if (!property.split(/\s+/).includes(itemprop)) continue;
    if ((zones[i]! & (hint.comments | hint.related)) !== 0) continue;
    const text =
      attributeOf(page, i, "content") ?? attributeOf(page, i, "datetime") ?? textOfRange(page, i, page.ends[i]!);
    const date = read(text, false);
    if (date) return date;
  }
  return undefined;
}

/** Letters of a line that may be a date line; longer ones are prose that mentions a date. */
const longestLine = 160;

function printedDates(
  page: PageMap,
  blocks: readonly TextBlock[],
  zones: ArrayLike<number>,
  read: Reader,
  title: number,
  bodyStart: number,
  onlyChanges: boolean,
): { published?: Found<DateReading>; modified?: Found<DateReading> } {
  const near = blocks.findIndex((block) => block.from > title);
  const first =
    title < 0 ? Math.max(0, blocks.findIndex((block) => block.from >= bodyStart) - 12) : Math.max(0, near - 8);
  const afterBody = blocks.findIndex((block) => block.from >= bodyStart);
  const last = Math.max(near + 15, afterBody + 3);
  const seen: { published?: Found<DateReading>; modified?: Found<DateReading> } = {};
  const offer = (date: Read, where: string, confidence: number): void => {
    const slot = date.isModified ? "modified" : "published";
    const sure = date.isInferred ? confidence - 0.15 : confidence;
    if ((seen[slot]?.confidence ?? 0) < sure) seen[slot] = found(date.date, "generic", where, date.text, sure);
  };
  for (let k = first; k < Math.min(last, blocks.length); k++) {
    const block = blocks[k]!;
    if ((zones[block.from]! & notTheArticles) !== 0 || (onlyChanges && !changeWords.test(block.text))) continue;
    const attribute = timeAttribute(page, block);
    if (attribute !== undefined) {
      const date = read(attribute, false);
      const line = read(block.text, true);
      if (date) offer({ ...date, isModified: date.isModified || line?.isModified === true }, "time[datetime]", 0.85);
    }
    if (block.text.length > longestLine || !/\d/.test(block.text)) continue;
    const whole = read(block.text, false);
    if (whole) offer(whole, "date near the title", 0.8);
    else {
      const part = read(block.text, true);
      if (part) offer(part, "date near the title", (zones[block.from]! & hint.byline) !== 0 ? 0.72 : 0.6);
    }
  }
  return seen;
}

const changeWords =
  /updated?|modified|edited|gewijzigd|bijgewerkt|aktualisi|geändert|mis à jour|modifi|actualizad|atualizad|aggiornat|aktualizacja|uppdaterad|oppdatert|opdateret|päivitetty|обновлен|оновлен|güncelle|diperbarui/i;

function timeAttribute(page: PageMap, block: TextBlock): string | undefined {
  for (let up = block.from; up >= block.owner; up = page.parents[up]!) {
    const value = attributeOf(page, up, "datetime");
    if (value !== undefined) return value;
  }
  for (let i = block.from; i < block.to; i++) if (page.names[i] === "time") return attributeOf(page, i, "datetime");
  return undefined;
}

function addressDate(url: string, read: Reader): Found<DateReading> | undefined {
  const match = /[/_-](20\d{2}|19\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/.exec(url);
  if (match === null) return undefined;
  const text = `${match[1]}-${match[2]}-${match[3]}`;
  const date = read(text, false);
  return date && found(date.date, "url", "date in the address", text, 0.6);
}
