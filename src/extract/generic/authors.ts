import type { StructuredData } from "../../dom/structured-data.ts";
import type { Author } from "../../model/article-record.ts";
import { labelledNames, looksLikeName, namesIn, opensLikeByline } from "./author-names.ts";
import { hint } from "./class-hints.ts";
import { attributeOf, type PageMap, propertyOf, rawTextOf, shape, textOfRange } from "./page-map.ts";
import { type Found, found, nothing } from "./reading.ts";
import type { TextBlock } from "./text-blocks.ts";

/**
 * Who wrote the article, in the order of trust: JSON-LD, microdata, `rel=author`, the byline that is printed near the
 * title, metas. A source that names only the publisher gives way to one that names somebody else.
 */
export function readAuthors(
  page: PageMap,
  blocks: readonly TextBlock[],
  zones: ArrayLike<number>,
  structured: StructuredData,
  title: number,
  bodyStart: number,
): Found<readonly Author[]> {
  const publishers = publishersOf(structured);
  let first: Found<readonly Author[]> | undefined;
  // One source after the other, only as far as needed.
  for (const reading of readingsOf(page, blocks, zones, structured, title, bodyStart)) {
    if (reading.value.some((author) => !publishers.has(fold(author.name)))) return reading;
    first ??= reading;
  }
  return first ?? nothing([]);
}

function* readingsOf(
  page: PageMap,
  blocks: readonly TextBlock[],
  zones: ArrayLike<number>,
  structured: StructuredData,
  title: number,
  bodyStart: number,
): Generator<Found<readonly Author[]>> {
  const declared = declaredAuthors(structured);
  if (declared.length > 0) yield found(declared, "json-ld", "author", namesOf(declared), 0.93);
  const marked = markedAuthors(page, zones);
  if (marked.length > 0) yield found(marked, "microdata", "author", namesOf(marked), 0.85);
  const printed = printedAuthors(page, blocks, zones, title, bodyStart);
  if (printed !== undefined) yield printed;
  for (const key of authorMetas) {
    const names = structured.metas(key).flatMap((value) => namesIn(value));
    if (names.length > 0) yield found(dedupe(names), "meta", key, structured.metas(key).join(", "), 0.72);
  }
}

const authorMetas = [
  "author",
  "article:author",
  "parsely-author",
  "sailthru.author",
  "dc.creator",
  "dcterms.creator",
  "byl",
  "og:author",
  "citation_author",
  "cxenseparse:author",
  "vr:author",
  "article.author",
];

function namesOf(authors: readonly Author[]): string {
  return authors.map((author) => author.name).join(", ");
}

function declaredAuthors(structured: StructuredData): Author[] {
  const authors: Author[] = [];
  for (const value of structured.jsonLd.valuesAt("author").flat(2)) {
    if (typeof value === "string") {
      authors.push(...namesIn(value));
      continue;
    }
    if (typeof value !== "object" || value === null) continue;
    const person = value as Readonly<Record<string, unknown>>;
    const role = typeof person.jobTitle === "string" && person.jobTitle.trim() !== "" ? person.jobTitle.trim() : null;
    const names = Array.isArray(person.name)
      ? person.name
      : [person.name ?? joined(person.givenName, person.familyName)];
    for (const name of names) {
      if (typeof name !== "string") continue;
      for (const author of namesIn(name)) authors.push({ name: author.name, role: role ?? author.role });
    }
  }
  return dedupe(authors);
}

function joined(given: unknown, family: unknown): string {
  return [given, family].filter((part) => typeof part === "string").join(" ");
}

function markedAuthors(page: PageMap, zones: ArrayLike<number>): Author[] {
  const authors: Author[] = [];
  let done = 0;
  for (const i of page.marked) {
    const property = propertyOf(page, i);
    if (i < done || !/(?:^|\s)author(?:\s|$)/.test(property)) continue;
    if ((zones[i]! & (hint.comments | hint.related)) !== 0) continue;
    let name = "";
    for (let k = i; k < page.ends[i]!; k++) {
      if (propertyOf(page, k) !== "name") continue;
      name = attributeOf(page, k, "content") ?? textOfRange(page, k, page.ends[k]!);
      break;
    }
    authors.push(...namesIn(name || (attributeOf(page, i, "content") ?? textOfRange(page, i, page.ends[i]!))));
    done = page.ends[i]!;
  }
  return dedupe(authors);
}

const elsewhere =
  hint.comments |
  hint.related |
  hint.navigation |
  hint.footer |
  hint.hidden |
  hint.advertisement |
  hint.social |
  hint.aside;
/** Addresses of those who write for a paper. */
const authorAddress =
  /\/(?:authors?|autor(?:es|en|i|zy)?|auteurs?|autore|profiles?|profil|yazar(?:lar)?|reporters?|journalist(?:en?|s|i)?|redakteure?|skribent|contributors?|writers?|columnist(?:s|as?)?|firmas?|forfatter|kirjoittaja|persons?|people)\/[^/]|[?&]author=/i;
const authorClass =
  /(?:^|[^a-z])(?:author|byline|autor|auteur|autore|firma|signature|assinatura|skribent|verfasser|yazar|muhabir)s?(?![a-z])|(?:^|\s)by(?:\s|$)/i;
/** Elements that name one author each stand at most so many nodes apart. */
const widestBetween = 24;

/** The byline around the title: named as such by its element, linked as the author's page, or beginning with "By". */
function printedAuthors(
  page: PageMap,
  blocks: readonly TextBlock[],
  zones: ArrayLike<number>,
  title: number,
  bodyStart: number,
): Found<readonly Author[]> | undefined {
  const near = Math.max(
    0,
    blocks.findIndex((block) => block.from > title),
  );
  const afterBody = blocks.findIndex((block) => block.from >= bodyStart);
  const from = blocks[Math.max(0, near - 8)]?.from ?? 0;
  const to = blocks[Math.min(blocks.length - 1, Math.max(near + 14, afterBody + 2))]?.to ?? 0;
  let best: Found<readonly Author[]> | undefined;
  let bestEnd = 0;
  const offer = (
    at: number,
    end: number,
    where: string,
    confidence: number,
    read: (text: string) => readonly Author[] = namesIn,
  ): void => {
    // Each of several authors may have an element alike.
    const goesOn = best?.where === where && at >= bestEnd && at - bestEnd <= widestBetween;
    if ((zones[at]! & elsewhere) !== 0 || (confidence <= (best?.confidence ?? 0) && !goesOn)) return;
    const text = pieceByPiece(page, at, end);
    if (text === "" || text.length > 160) return;
    // "Di" begins a byline, or a surname: "Di Anna Neri".
    const names = read(text.replace(/^[Dd]i\s+(?=\p{Lu}\S*\s+\p{Lu})/u, "")).filter(
      (author) => looksLikeName(author.name) && author.name.split(" ").length <= 5,
    );
    if (names.length === 0) return;
    best = goesOn
      ? found(dedupe([...best!.value, ...names]), "generic", where, `${best!.text}, ${text}`, confidence)
      : found(names, "generic", where, text, confidence);
    bestEnd = end;
  };
  for (let i = from; i < to; i++) {
    const rel = attributeOf(page, i, "rel");
    if (rel !== undefined && /(?:^|\s)author(?:\s|$)/.test(rel)) offer(i, page.ends[i]!, "rel=author", 0.8);
    const className = attributeOf(page, i, "class") ?? "";
    if (/author[_-]*name|name[_-]*author|byline[_-]*name/i.test(className))
      offer(i, page.ends[i]!, "class of the name", 0.78);
    else if (authorClass.test(className)) {
      // A box that presents the author in a sentence names him more surely by its link.
      const isPresented = /[.!?]$/.test(textOfRange(page, i, page.ends[i]!));
      offer(i, page.ends[i]!, "class of the byline", isPresented ? 0.6 : 0.7);
    }
    if (page.names[i] === "a" && authorAddress.test(attributeOf(page, i, "href") ?? "") && i < bodyStart + 1)
      offer(i, page.ends[i]!, "link to the author", 0.65, fullNames);
  }
  for (const block of blocks) {
    if (block.from < from || block.from >= to || block.text.length > 120) continue;
    if (opensLikeByline(block.text)) offer(block.from, block.to, "line that begins like a byline", 0.66);
    offer(block.from, block.to, "label in a line", 0.66, labelledNames);
  }
  return best;
}

/** What a link says, where that is a first name and another; or anything where names may have no space. */
function fullNames(text: string): Author[] {
  return namesIn(text).filter(
    ({ name }) => /\s/.test(name) || !/\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u.test(name),
  );
}

/** A line's text with a space where one element ends and another begins: styles set name and date apart there. */
function pieceByPiece(page: PageMap, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++) {
    const form = page.shapes[i]!;
    if (form === shape.text) text += `${i > from && page.names[i - 1] !== "" ? " " : ""}${rawTextOf(page, i)}`;
    else if (form === shape.skipped) i = page.ends[i]! - 1;
    else if (form !== shape.inline) text += " ";
    if (page.parents[i + 1] !== page.parents[i] && page.names[i] === "") text += " ";
  }
  return text
    .replace(/\s+/g, " ")
    .replace(/ (?=[,.;:)])/g, "")
    .trim();
}

function publishersOf(structured: StructuredData): Set<string> {
  const names = [
    ...structured.jsonLd.textsAt("publisher.name"),
    ...structured.metas("og:site_name"),
    ...structured.metas("publisher"),
    ...structured.metas("application-name"),
  ];
  return new Set(names.map(fold));
}

function fold(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();
}

function dedupe(authors: readonly Author[]): Author[] {
  const seen = new Set<string>();
  return authors.filter((author) => !seen.has(fold(author.name)) && seen.add(fold(author.name)) !== undefined);
}
