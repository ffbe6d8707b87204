import type { Element } from "domhandler";
import { selectAll } from "../dom/select.ts";
import type { Extraction } from "../model/extraction.ts";
import { matchPattern } from "../model/match-pattern.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import { readAccess } from "./access.ts";
import { readAuthors } from "./authors.ts";
import { readBody } from "./body.ts";
import { readCanonicalUrl } from "./canonical-url.ts";
import { readDates } from "./dates.ts";
import type { DetectedPage } from "./detect.ts";
import { readImages } from "./images.ts";
import { readLanguage } from "./language.ts";
import type { Notes } from "./notes.ts";
import type { OpenPage } from "./open-page.ts";
import { isPartner } from "./page-outcome.ts";
import { isPlaceholderTitle } from "./placeholder.ts";
import type { Reading } from "./read-context.ts";
import { readElements } from "./read-source.ts";
import { readTags } from "./tags.ts";
import { readTextField } from "./text-field.ts";

/** The fields of an article but its comments, rights and what the notes hold. */
export type ArticleFields = Omit<
  Extraction,
  | "comments"
  | "commentCountDeclared"
  | "commentCountRendered"
  | "commentsComplete"
  | "commentsSource"
  | "rights"
  | "provenance"
  | "warnings"
  | "notArticle"
>;

/** Reads every field that the page's description names. */
export function readArticle(
  page: Page,
  site: Site,
  open: OpenPage,
  detected: DetectedPage,
  notes: Notes,
): ArticleFields {
  const { document, context, description } = open;
  const { fields } = description;
  const text = (field: "lead" | "section" | "kind" | "publisherId", isLong = false) =>
    readTextField(field, fields[field], document, context, notes, { isLong });
  const title = readTextField("title", fields.title, document, context, notes, { isPlaceholder: isPlaceholderTitle });
  const lead = text("lead", true);
  const { images, taken } = readImages(fields.images, document, context, notes);
  const access = readAccess(detected, description, context.structured, notes);
  const elements = new Set<Element>([
    ...elementsOf(title, open),
    ...elementsOf(lead, open),
    ...taken,
    ...(access.marker === null ? [] : [access.marker]),
    ...commentElements(open),
  ]);
  return {
    canonicalUrl: readCanonicalUrl(fields.canonicalUrl, document, context, site.hosts, notes),
    title: title?.text ?? null,
    lead: lead?.text ?? null,
    section: text("section")?.text ?? null,
    kind: text("kind")?.text ?? null,
    language: readLanguage(fields.language, document, context, site.language, notes),
    ...readDates({ publishedAt: fields.publishedAt, modifiedAt: fields.modifiedAt }, document, context, notes),
    authors: readAuthors(fields.authors, document, context, notes),
    body: readBody(description, document, context, notes, elements),
    images,
    tags: readTags(fields.tags, document, context, notes),
    access: access.access,
    accessReason: access.accessReason,
    isPartnerContent: isPartner(detected, description),
    publisherId: text("publisherId")?.text ?? idFromUrl(page, site.urls.id),
  };
}

/** The elements that a field was read from as a whole; a field cut out of a text leaves the text where it stands. */
function elementsOf(reading: Reading | undefined, { document, context }: OpenPage): Element[] {
  if (reading?.element == null) return [];
  const { source, element } = reading;
  const isPart =
    source.match !== undefined || source.split !== undefined || source.own === true || source.attr !== undefined;
  if (isPart) return [];
  return source.join === undefined ? [element] : readElements(source, document, context);
}

/** Comments and what holds them are no part of the body. */
function commentElements({ document, description }: OpenPage): Element[] {
  return description.comments.flatMap(({ within, item }) =>
    [within, item].flatMap((selector) => (selector === undefined ? [] : selectAll(selector, document))),
  );
}

function idFromUrl({ finalUrl, requestedUrl }: Page, idPattern: string | undefined): string | null {
  if (idPattern === undefined) return null;
  return (matchPattern(idPattern, finalUrl) ?? matchPattern(idPattern, requestedUrl))?.value || null;
}
