import type { ArticleRecord } from "../model/article-record.ts";
import type { Column } from "./column.ts";
import { dayOf } from "./day-of.ts";

const text = (name: keyof ArticleRecord & string, describe: string, isRequired = false): Column<ArticleRecord> => ({
  ...{ name, type: "string", isRequired, describe },
  read: (record) => record[name] as string | null,
});

/** The articles as a table, one row an article; comments are a table of their own. Names are the record's. */
export const ARTICLE_COLUMNS: readonly Column<ArticleRecord>[] = [
  text("id", "Stable id of the article; `articleId` of its comments.", true),
  text("site", "Name of the site file, or the host.", true),
  text("requestedUrl", "The address asked for.", true),
  text("finalUrl", "The address that answered.", true),
  text("canonicalUrl", "What the publisher declares."),
  text("title", "Headline."),
  text("lead", "Standfirst."),
  text("section", "Section or topic."),
  text("kind", "Genre as the site names it."),
  text("language", "BCP 47 tag."),
  text("publishedAt", "Publication as far as it is known: a date, or a time with its offset."),
  {
    ...{ name: "publishedOn", type: "day", describe: "The day of `publishedAt`, where it is exact to the day." },
    read: ({ publishedAt }) => dayOf(publishedAt),
  },
  text("publishedPrecision", "How exact `publishedAt` is."),
  text("publishedText", "The date as it stood on the page."),
  text("modifiedAt", "Last change that the publisher declares."),
  {
    ...{ name: "authors", type: { listOf: { name: "string", role: "string" } }, describe: "Bylines." },
    read: ({ authors }) => authors,
  },
  {
    ...{ name: "body", type: { listOf: { type: "string", text: "string", level: "integer" } }, describe: "Blocks." },
    read: ({ body }) => body,
  },
  text("text", "The whole text.", true),
  {
    ...{ name: "images", describe: "Images of the article." },
    type: { listOf: { url: "string", alt: "string", caption: "string", credit: "string" } },
    read: ({ images }) => images,
  },
  { name: "tags", type: { listOf: "string" }, describe: "Tags or keywords.", read: ({ tags }) => tags },
  text("access", "full, partial or unknown.", true),
  text("accessReason", "Why `access` is partial."),
  {
    ...{ name: "isPartnerContent", type: "boolean", isRequired: true, describe: "Advertorials and the like." },
    read: ({ isPartnerContent }) => isPartnerContent,
  },
  {
    ...{ name: "commentCountDeclared", type: "integer", describe: "Number of comments that the page names." },
    read: ({ commentCountDeclared }) => commentCountDeclared,
  },
  {
    ...{ name: "commentCount", type: "integer", isRequired: true },
    describe: "Comments in the record: rows of the comments table with this `articleId` and `revision`.",
    read: ({ comments }) => comments.length,
  },
  {
    ...{ name: "commentsComplete", type: "boolean", describe: "Whether all comments could be read." },
    read: ({ commentsComplete }) => commentsComplete,
  },
  text("commentsSource", "Where the comments were read."),
  {
    ...{ name: "fetchedAt", type: "instant", isRequired: true, describe: "When the page was brought." },
    read: ({ fetchedAt }) => fetchedAt,
  },
  {
    ...{ name: "firstSeenAt", type: "instant", isRequired: true, describe: "When the article was first brought." },
    read: ({ firstSeenAt }) => firstSeenAt,
  },
  {
    ...{ name: "revision", type: "integer", isRequired: true, describe: "1, and one more at each change." },
    read: ({ revision }) => revision,
  },
  text("contentHash", "SHA-256 over the extracted fields.", true),
  {
    ...{ name: "changes", describe: "What differs from the revision before." },
    type: { listOf: { what: "string", field: "string", commentId: "string" } },
    read: ({ changes }) => changes,
  },
  {
    ...{ name: "httpStatus", type: "integer", isRequired: true, describe: "HTTP status of the page." },
    read: ({ httpStatus }) => httpStatus,
  },
  text("fetchedBy", "http, browser, file or archive.", true),
  text("siteFileVersion", "Which site file read it."),
  {
    ...{ name: "tdmReservation", type: "integer", describe: "1 where text and data mining is reserved." },
    read: ({ rights }) => rights.tdmReservation,
  },
  {
    ...{ name: "tdmPolicy", type: "string", describe: "Address of the TDM policy." },
    read: ({ rights }) => rights.tdmPolicy,
  },
  {
    ...{ name: "robots", type: { listOf: "string" }, describe: "Robots directives of the page." },
    read: ({ rights }) => rights.robots,
  },
  {
    ...{ name: "provenance", describe: "Where each field came from." },
    type: { listOf: { field: "string", source: "string", where: "string", text: "string", confidence: "number" } },
    read: ({ provenance }) => provenance,
  },
  {
    ...{ name: "warnings", describe: "Doubts about the record." },
    type: { listOf: { code: "string", field: "string", message: "string" } },
    read: ({ warnings }) => warnings,
  },
  {
    ...{ name: "schemaVersion", type: "integer", isRequired: true, describe: "Version of the record's shape." },
    read: ({ schemaVersion }) => schemaVersion,
  },
];
