import { z } from "zod";
import { RECORD_SCHEMA_VERSION } from "./record-schema-version.ts";

/** "2018-01-25", or an instant with its offset: "2018-01-25T14:05:00+01:00". */
const dateOrInstant = z
  .string()
  .regex(
    /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/,
    "expected an ISO 8601 date, or a time with its offset",
  );
const instant = z.iso.datetime({ offset: true });
const webUrl = z.url({ protocol: /^https?$/ });
/** A page read from a file whose address nobody told has the file's own. */
const pageUrl = z.url({ protocol: /^(?:https?|file)$/ });
const precision = z.enum(["year", "month", "day", "hour", "minute", "second"]);
const filled = z.string().min(1);
const count = z.int().min(0);

export const sourceKind = z.enum([
  "selector",
  "json-ld",
  "meta",
  "microdata",
  "rdfa",
  "json",
  "url",
  "constant",
  "generic",
  "hint",
]);

export const authorSchema = z.strictObject({
  name: filled.describe("The author's name, as the page prints it."),
  role: filled.nullable().describe("Function or role, as the page prints it; null where none is printed."),
});

export const blockSchema = z.strictObject({
  type: z
    .enum(["paragraph", "heading", "list-item", "quote", "code", "table"])
    .describe("What the block is. A table's text has one row a line, cells separated by tabs."),
  text: filled.describe("The block's text, white space folded; lines of code and tables are kept."),
  level: z
    .int()
    .min(1)
    .max(9)
    .nullable()
    .describe("Heading level 1–6, or nesting depth of a list item from 1; else null."),
});

export const imageSchema = z.strictObject({
  url: webUrl.describe("Absolute address of the image."),
  alt: filled.nullable().describe("Alternative text; null where there is none or where it is only a file name."),
  caption: filled.nullable().describe("Caption, without the credit."),
  credit: filled.nullable().describe("Photographer or agency."),
});

export const commentSchema = z.strictObject({
  id: filled.describe(
    "Stable id: made from the publisher's id, else from article, author and text; never from the position.",
  ),
  parentId: filled.nullable().describe("`id` of the comment this one answers; null at the top."),
  depth: count.describe("0 at the top, 1 for a reply, and so on."),
  index: count.describe("Place in page order, from 0, over all pages of comments."),
  author: filled.nullable().describe("Commenter's name as printed; null where none is (hidden or removed)."),
  role: filled.nullable().describe("Commenter's function as printed; null where none is."),
  place: filled.nullable().describe("Town or organisation printed as a third part beside name and role."),
  title: filled.nullable().describe("Title of the comment, where the site has such."),
  publishedAt: dateOrInstant.nullable().describe("When it was written."),
  publishedPrecision: precision.nullable().describe("How exact `publishedAt` is."),
  publishedText: filled.nullable().describe("The date as it stood on the page."),
  editedAt: dateOrInstant.nullable().describe("When it was last edited, where the page says so."),
  text: filled.nullable().describe("The comment: paragraphs separated by a blank line; null when hidden or removed."),
  status: z.enum(["visible", "hidden", "removed", "banned", "vanished"]).describe("`vanished`: seen before, gone now."),
  votesUp: count.nullable().describe("Votes for; a single score above zero counts here."),
  votesDown: count.nullable().describe("Votes against, as a positive number."),
  isArticleAuthor: z.boolean().describe("True where the page marks the commenter as the article's author."),
});

export const provenanceSchema = z.strictObject({
  field: filled.describe("The field this is about, such as `title` or `comments.author`."),
  source: sourceKind.describe("What kind of place the value came from."),
  where: filled.describe("The selector, JSON-LD path, meta name, or name of the heuristic that gave it."),
  text: z.string().nullable().describe("The text as it stood there, up to 200 characters; null for long fields."),
  confidence: z.number().min(0).max(1).describe("1 for a described site's own source; less for a heuristic."),
});

export const warningSchema = z.strictObject({
  code: filled.describe("Stable kebab-case name of the doubt."),
  field: filled.nullable().describe("The field in doubt; null for the page."),
  message: filled.describe("In plain words, with what was found."),
});

export const changeSchema = z.strictObject({
  what: z
    .enum(["field-changed", "comment-added", "comment-edited", "comment-vanished", "comment-returned"])
    .describe("What differs from the revision before."),
  field: filled.nullable().describe("The changed field; null for comments."),
  commentId: filled.nullable().describe("The comment; null for fields."),
});

/** One article, as it is written: every key always present, one type a key, keys in this order. */
export const articleRecordSchema = z.strictObject({
  schemaVersion: z.literal(RECORD_SCHEMA_VERSION).describe("Version of this shape."),
  id: filled.describe("Stable id of the article: from the site's name and the publisher's id or URL."),
  site: filled.describe("Name of the site file, or the host where no site file was used."),
  requestedUrl: pageUrl.describe(
    "The address asked for; that of the file for a saved page whose address is not known.",
  ),
  finalUrl: pageUrl.describe("The address that answered, after redirects."),
  canonicalUrl: webUrl
    .nullable()
    .describe("What the publisher declares (`rel=canonical`), absolute; null where absent or refused."),
  title: filled.nullable().describe("Headline as printed on the page."),
  lead: filled.nullable().describe("Standfirst, where the page sets one apart."),
  section: filled.nullable().describe("Section or topic."),
  kind: filled.nullable().describe("Genre as the site names it: Nieuws, Opinie, Achtergrond …"),
  language: filled.nullable().describe("BCP 47 tag."),
  publishedAt: dateOrInstant
    .nullable()
    .describe("Publication: a date stays a date, a time carries its offset. Never guessed."),
  publishedPrecision: precision.nullable().describe("How exact `publishedAt` is."),
  publishedText: filled.nullable().describe("The publication date as it stood on the page."),
  modifiedAt: dateOrInstant.nullable().describe("Last change that the publisher declares."),
  authors: z.array(authorSchema).describe("Bylines in page order."),
  body: z.array(blockSchema).describe("The article's text, block by block, without lead and furniture."),
  text: z.string().describe("The blocks' texts joined by a blank line; empty where there is no body."),
  images: z.array(imageSchema).describe("Images of the article."),
  tags: z.array(filled).describe("Tags or keywords as printed."),
  access: z.enum(["full", "partial", "unknown"]).describe("Whether the whole article could be read."),
  accessReason: filled
    .nullable()
    .describe("Why `access` is partial: the marker that decided it, as it stood; else null."),
  isPartnerContent: z.boolean().describe("True for advertorials and partner contributions."),
  commentCountDeclared: count.nullable().describe("The number of comments the page names; null where it names none."),
  commentsComplete: z
    .boolean()
    .nullable()
    .describe("True when all comments were read, false when some could not be; null when not known."),
  commentsSource: filled
    .nullable()
    .describe("`page`, `pages`, `json`, `browser`, or `widget:NAME`; null where there are no comments to read."),
  comments: z.array(commentSchema).describe("Readers' comments in page order."),
  fetchedAt: instant.describe("When the page was brought, UTC."),
  firstSeenAt: instant.describe("When this article was first brought into this dataset, UTC."),
  revision: z.int().min(1).describe("1 for the first record of an article; one more each time its content changed."),
  contentHash: filled.describe("SHA-256 over the extracted fields, not over the page."),
  changes: z.array(changeSchema).describe("What differs from the revision before; empty for the first."),
  httpStatus: z.int().min(0).max(999).describe("HTTP status of the page; 0 for a file."),
  fetchedBy: z.enum(["http", "browser", "file", "archive"]).describe("How the page was brought."),
  siteFileVersion: filled
    .nullable()
    .describe("First 12 hexadecimal digits of the SHA-256 of the site file used; null without one."),
  rights: z
    .strictObject({
      tdmReservation: z
        .union([z.literal(0), z.literal(1)])
        .nullable()
        .describe("TDMRep: 1 where text and data mining is reserved."),
      tdmPolicy: webUrl.nullable().describe("TDMRep: address of the policy."),
      robots: z.array(filled).describe("Directives of X-Robots-Tag and meta robots that concern us, in lower case."),
    })
    .describe("What the publisher reserves."),
  provenance: z.array(provenanceSchema).describe("Where each field came from."),
  warnings: z.array(warningSchema).describe("Doubts about this record."),
});

export type ArticleRecord = z.output<typeof articleRecordSchema>;
export type Author = z.output<typeof authorSchema>;
export type Block = z.output<typeof blockSchema>;
export type ArticleImage = z.output<typeof imageSchema>;
export type ArticleComment = z.output<typeof commentSchema>;
export type Provenance = z.output<typeof provenanceSchema>;
export type Warning = z.output<typeof warningSchema>;
export type Change = z.output<typeof changeSchema>;
export type Rights = ArticleRecord["rights"];
export type Precision = z.output<typeof precision>;
export type SourceKind = z.output<typeof sourceKind>;
