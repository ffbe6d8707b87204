import type { Element } from "domhandler";
import { selectAll } from "../dom/select.ts";
import type { Block } from "../model/article-record.ts";
import type { Extraction } from "../model/extraction.ts";
import { matchPattern } from "../model/match-pattern.ts";
import type { Page } from "../model/page.ts";
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
import type { ReadableSite } from "./readable-site.ts";
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
  | "missing"
  | "provenance"
  | "warnings"
  | "notArticle"
>;

/** An article of which nothing was read. */
export const noFields: ArticleFields = {
  canonicalUrl: null,
  title: null,
  lead: null,
  section: null,
  kind: null,
  language: null,
  publishedAt: null,
  publishedPrecision: null,
  publishedText: null,
  modifiedAt: null,
  authors: [],
  body: [],
  images: [],
  tags: [],
  access: "unknown",
  accessReason: null,
  isPartnerContent: false,
  publisherId: null,
};

/** Reads every field that the page's description names. `comments` are the elements that comments were read from. */
export function readArticle(
  site: ReadableSite,
  open: OpenPage,
  detected: DetectedPage,
  publisherId: string | null,
  comments: readonly Element[],
  notes: Notes,
): ArticleFields {
  const { document, context, description } = open;
  const { fields } = description;
  const text = (field: "lead" | "section" | "kind", isLong = false) =>
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
    ...comments,
    ...placesOfComments(open),
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
    body: withoutRepeats(
      readBody(description, document, context, notes, elements),
      description.rules.dropRepeats === true ? [title?.text, lead?.text] : [],
    ),
    images,
    tags: readTags(fields.tags, document, context, notes),
    access: access.access,
    accessReason: access.accessReason,
    isPartnerContent: isPartner(detected, description),
    publisherId,
  };
}

const withoutRepeats = (body: readonly Block[], texts: readonly (string | undefined)[]): readonly Block[] =>
  texts.length === 0 ? body : body.filter(({ text }) => !texts.includes(text));

/** The elements that a field was read from as a whole; a field cut out of a text leaves the text where it stands. */
function elementsOf(reading: Reading | undefined, { document, context }: OpenPage): Element[] {
  if (reading?.element == null) return [];
  const { source, element } = reading;
  const isPart =
    source.match !== undefined || source.split !== undefined || source.own === true || source.attr !== undefined;
  if (isPart) return [];
  return source.join === undefined ? [element] : readElements(source, document, context);
}

/** What holds the comments, with their heading and form. */
function placesOfComments({ document, description }: OpenPage): Element[] {
  return description.comments.flatMap(({ within }) => (within === undefined ? [] : selectAll(within, document)));
}

/** The publisher's own id of the article: by the site file's sources, else by its pattern on the address. */
export function readPublisherId(
  page: Page,
  site: ReadableSite,
  { document, context, description }: OpenPage,
  notes: Notes,
): string | null {
  const read = readTextField("publisherId", description.fields.publisherId, document, context, notes);
  if (read !== undefined) return read.text;
  const { id } = site.urls;
  if (id === undefined) return null;
  return (matchPattern(id, page.finalUrl) ?? matchPattern(id, page.requestedUrl))?.value || null;
}
