import { z } from "zod";
import { byline, pattern, patterns, selector, selectors, source, sources } from "./site-source.ts";

const status = z.strictObject({
  is: z.enum(["hidden", "removed", "banned"]),
  select: selector.optional().describe("The comment holds or is such an element."),
  text: pattern.optional().describe("Regular expression on the comment's whole text."),
  json: z.string().optional().describe("Path in a JSON item …"),
  equals: z.union([z.string(), z.number(), z.boolean()]).optional().describe("… and its value."),
});

const nesting = z.union([
  z
    .enum(["contained", "flat"])
    .describe("`contained`: a reply stands inside the comment it answers (default). `flat`: no replies."),
  z.strictObject({
    sibling: selector.describe("Replies stand in this element, which follows the comment they answer."),
  }),
  z.strictObject({ parent: source.describe("The id of the comment answered.") }),
  z.strictObject({
    depth: source.describe("Depth of the comment as a number; the parent is the last comment one less deep."),
  }),
]);

const pages = z.strictObject({
  next: sources.optional().describe("Address of the next page of comments."),
  all: sources.optional().describe("Addresses of all pages of comments, where they are numbered."),
  maxPages: z.int().min(1).max(1000).default(50).describe("Never more pages than this for one article."),
  order: z
    .enum(["forward", "backward"])
    .default("forward")
    .describe("`backward`: the next page holds older comments, which go first."),
});

const json = z.strictObject({
  url: z
    .string()
    .min(1)
    .describe(
      "Address template: `https://…/api/{story}?cursor={cursor}`. Known: `{url}`, `{id}`, `{page}`, `{cursor}`, and the names in `variables`. Values are percent-encoded.",
    ),
  variables: z
    .record(z.string(), sources)
    .default({})
    .describe("Further template variables, read from the article's page."),
  method: z.enum(["GET", "POST"]).default("GET"),
  body: z.string().optional().describe("Body template of a POST; values are JSON-encoded."),
  headers: z.record(z.string(), z.string()).default({}),
  items: z
    .string()
    .describe("Path of the list of comments: `data.story.comments.nodes`. `*` walks a list: `edges[*].node`."),
  replies: z.string().optional().describe("Path, within an item, of the list of its replies."),
  cursor: z.string().optional().describe("Path of the cursor for the next page; absent or null ends."),
  hasMore: z.string().optional().describe("Path of a boolean that says whether there is a next page."),
  firstPage: z.int().min(0).default(1).describe("First value of `{page}`."),
  total: z.string().optional().describe("Path of the declared count."),
  maxPages: z.int().min(1).max(1000).default(50),
});

/** Where the comments are and what they are made of. */
export const commentsSchema = z.strictObject({
  declared: sources.optional().describe("The count that the page names: `Reacties: 10`."),
  within: selector.optional().describe("Only inside these elements are comments looked for."),
  item: selector.optional().describe("One element a comment."),
  separator: selector
    .optional()
    .describe("Instead of `item`: comments are what stands between these elements inside `within`, such as `hr`."),
  startAfter: selector.optional().describe("With `separator`: comments begin after this element."),
  skip: selectors.optional().describe("Items that are no comments: pingbacks, templates, `Reageer als eerste`."),
  nesting: nesting.default("contained"),
  id: sources.optional().describe("The publisher's id of the comment."),
  byline: z
    .union([byline, z.array(byline).min(1)])
    .optional()
    .describe("Author, role and more in one text: `S. ten Wolde / beleidsadviseur`."),
  author: sources.optional(),
  role: sources.optional(),
  place: sources.optional(),
  title: sources.optional(),
  publishedAt: sources.optional(),
  editedAt: sources.optional(),
  text: sources.optional().describe("The comment's text; paragraphs are kept."),
  votesUp: sources.optional(),
  votesDown: sources.optional(),
  score: sources.optional().describe("One signed score; above zero it counts as votes up, below as votes down."),
  isArticleAuthor: sources.optional().describe("Any value but `false`, `no`, `0` means yes."),
  mentions: selector
    .optional()
    .describe("Names of other commenters inside the text; replaced where commenters are pseudonymous."),
  statuses: z.array(status).default([]).describe("In order; the first that holds decides. Otherwise `visible`."),
  boilerplate: patterns.optional().describe("Lines of the text that match whole are dropped."),
  pages: pages.optional(),
  at: sources
    .optional()
    .describe("Address of a page that holds the comments, when they do not stand on the article's page."),
  json: json.optional().describe("Comments come from a JSON source."),
  widget: z
    .strictObject({ name: z.string().min(1), select: selector })
    .optional()
    .describe("A widget that loads comments by script: known by this element; its comments are not read."),
});

export type CommentsBlock = z.output<typeof commentsSchema>;
export type CommentPages = z.output<typeof pages>;
export type CommentsJson = z.output<typeof json>;
