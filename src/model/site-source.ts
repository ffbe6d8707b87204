import { z } from "zod";

/** A CSS selector as css-select reads it; checked on loading. */
export const selector = z.string().min(1).max(1000).meta({ format: "css-selector" });

/** A regular expression in RE2's syntax, matched in linear time; checked on loading. */
export const pattern = z.string().min(1).max(1000).meta({ format: "re2-pattern" });

const oneOrMany = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]) as z.output<T>[]);

export const selectors = oneOrMany(selector);
export const patterns = oneOrMany(pattern);

const split = z.union([
  z.string().min(1).describe("Separator as it stands, spaces included: ` / `."),
  z.strictObject({
    by: z.string().min(1).describe("Separator as it stands, spaces included; `brackets` cuts `Name (role)`."),
    at: z.enum(["first", "last"]).default("first").describe("Which occurrence cuts."),
    keep: z.enum(["before", "after"]).default("before").describe("Which side is the value."),
  }),
]);

/**
 * One place where a value may stand, and how it is read. Exactly one of `select`, `jsonLd`, `meta`, `microdata`, `rdfa`,
 * `json`, `state`, `url`, `value`, `generic` says where.
 */
export const sourceObject = z.strictObject({
  select: selector
    .optional()
    .describe("CSS selector, relative to the page, card or comment. `:self` is that card or comment."),
  attr: oneOrMany(z.string().min(1))
    .optional()
    .describe("Take this attribute instead of the text; of several, the first present."),
  closest: selector
    .optional()
    .describe(
      "Begin at the nearest element around the card or comment (or itself) that matches; `select` then looks within it.",
    ),
  jsonLd: z
    .string()
    .min(1)
    .optional()
    .describe("Path in JSON-LD, `NewsArticle.datePublished` or just `datePublished`."),
  meta: z.string().min(1).optional().describe("`name`, `property`, `itemprop` or `http-equiv` of a meta element."),
  microdata: z.string().min(1).optional().describe("Path of `itemprop` names: `author.name`."),
  rdfa: z.string().min(1).optional().describe("RDFa `property`: `schema:dateCreated`."),
  json: z
    .string()
    .optional()
    .describe("Path in the item of a JSON source: `user.name`; `a[0].b`; empty for the item itself."),
  state: z
    .strictObject({
      select: selector.describe("The script element."),
      path: z.string().describe("Path in its JSON: `props.article.title`."),
    })
    .optional()
    .describe("JSON that a framework left in a script element: which element, and the path in it."),
  url: pattern.optional().describe("Regular expression on the page's URL; group 1 is the value."),
  value: z.union([z.string(), z.number(), z.boolean()]).optional().describe("A fixed value."),
  generic: z.literal(true).optional().describe("The reader for undescribed pages decides."),

  which: z
    .union([z.enum(["first", "last", "all"]), z.int().min(0)])
    .optional()
    .describe("Of several matches: the first (default), the last, all, or the n-th from 0."),
  join: z.string().optional().describe("Joins the texts of all matches."),
  own: z.boolean().optional().describe("Only the element's own text, without its child elements'."),
  remove: selectors.optional().describe("Elements dropped before the text is read."),
  startAfter: selector
    .optional()
    .describe(
      "Only what stands in the element after the first of these, nothing where there is none; for text that no element of its own holds.",
    ),
  endBefore: selector
    .optional()
    .describe("Only what stands in the element before the first of these (after `startAfter`): `hr`."),
  html: z
    .boolean()
    .optional()
    .describe("The value is itself HTML, as texts in JSON sources often are: its tags are read, not printed."),
  strip: oneOrMany(z.string().min(1))
    .optional()
    .describe("Texts dropped from the beginning or the end, such as `Door:`."),
  match: pattern
    .optional()
    .describe(
      "Regular expression on the text; group 1, or the whole match, is the value. Named groups fill several fields of a `byline`.",
    ),
  split: split.optional().describe("Cut the text and keep one side."),
  read: z
    .enum(["text", "lines", "blocks", "date", "number", "votes", "url", "boolean", "html"])
    .optional()
    .describe("How the text becomes a value; each field has its own default."),
  order: z.enum(["dmy", "mdy", "ymd"]).optional().describe("Order of figures in dates such as 04-05-2018."),
  timeZone: z.string().optional().describe("IANA zone of this source where it differs from the site's: `UTC`."),
  relative: z
    .boolean()
    .optional()
    .describe("False: a date such as `3 uur geleden` is not read, for it is only as exact as the visit."),
  epoch: z.boolean().optional().describe("The number is seconds or milliseconds since 1970."),
});

/** A source, or only its CSS selector. */
export const source = z.union([
  selector.transform((select) => ({ select }) as z.output<typeof sourceObject>),
  sourceObject,
]);

/** Sources in order of trust: the first that gives a value wins. */
export const sources = oneOrMany(source);

/** Where commenters' and authors' parts stand together in one text. */
export const byline = z.union([
  source,
  sourceObject.extend({
    split: z
      .union([split, z.array(z.string().min(1)).min(1)])
      .optional()
      .describe("Separators, tried in this order."),
    into: z
      .array(z.enum(["author", "role", "place", "publishedAt", "skip"]))
      .min(2)
      .optional()
      .describe("What the parts are, in order: `[author, role]`, `[author, role, place]`."),
  }),
]);

/** A way to tell a kind of page: every condition given must hold. */
export const detector = z.strictObject({
  host: pattern.optional().describe("Regular expression on the final host."),
  url: pattern.optional().describe("Regular expression on the final URL."),
  title: pattern.optional().describe("Regular expression on the page's `<title>` or first `h1`."),
  select: selector.optional().describe("An element that is there."),
  text: pattern.optional().describe("Regular expression on the text of `select`, or of the body."),
  status: z.int().optional().describe("HTTP status."),
});
export const detectors = oneOrMany(detector);

export type Source = z.output<typeof sourceObject>;
export type Sources = readonly Source[];
export type Byline = z.output<typeof byline>;
export type Detector = z.output<typeof detector>;
