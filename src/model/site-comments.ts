import { z } from "zod";
import { byline, pattern, patterns, selector, selectors, sources } from "./site-source.ts";

const status = z
  .strictObject({
    is: z
      .enum(["hidden", "removed", "banned", "skip"])
      .describe("`hidden`, `removed` and `banned` comments are kept without their text. `skip`: it is no comment."),
    select: selector.optional().describe("The comment holds such an element; `:self.deleted`: it is one."),
    text: pattern
      .optional()
      .describe("Regular expression found in the comment's text, or in the whole item where no text was read."),
    json: z.string().optional().describe("Path in a JSON item that has a value other than null and false …"),
    equals: z.union([z.string(), z.number(), z.boolean()]).optional().describe("… or has this value."),
  })
  .refine(({ select, text, json }) => (select ?? text ?? json) !== undefined, {
    message: "needs `select`, `text` or `json`, to tell which comments it is about",
  });

const nesting = z.union([
  z
    .enum(["contained", "flat"])
    .describe("`contained`: a reply stands inside the comment it answers (default). `flat`: no replies."),
  z.strictObject({
    sibling: selector.describe(
      "Replies stand in this element, which follows the comment they answer, or follows what belongs to it.",
    ),
  }),
  z.strictObject({
    parent: sources.describe(
      "The `id` of the comment answered, as `id` reads it; it may stand anywhere on the pages. None: an answer to nobody.",
    ),
  }),
  z.strictObject({
    depth: sources.describe(
      "How deep the comment stands, any growing number (`depth-2`, an indentation); the parent is the last comment before it that is less deep. Nothing: 0. A text without a number, such as a class: 1.",
    ),
  }),
]);

const pages = z.strictObject({
  next: sources.optional().describe("Address of the next page of comments."),
  previous: sources
    .optional()
    .describe("Address of the page before, where an article may be met on a later page of its comments."),
  all: sources
    .optional()
    .describe("Addresses of all pages of comments, where they are numbered; every match of the selector counts."),
  maxPages: z.int().min(1).max(1000).default(50).describe("Never more pages than this for one article."),
  order: z
    .enum(["forward", "backward"])
    .default("forward")
    .describe("`backward`: the next page holds older comments, which go first."),
});

const json = z
  .strictObject({
    url: z
      .string()
      .min(1)
      .optional()
      .describe(
        "Address template: `https://…/api/{story}?cursor={cursor}`. Known: `{url}`, `{id}` (the article's), `{page}`, `{offset}` (items so far), `{cursor}` (nothing at first), and the names in `variables`. Values are percent-encoded, but for one at the very beginning.",
      ),
    state: selector
      .optional()
      .describe("Instead of `url`: the script element of the article's page that holds the JSON."),
    variables: z
      .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected a name of letters, figures and _"), sources)
      .default({})
      .describe("Further template variables, read from the article's page."),
    method: z.enum(["GET", "POST"]).default("GET").describe("How the source is asked."),
    body: z
      .string()
      .optional()
      .describe(
        "Body template of a POST; values are JSON-encoded. Braces that belong to the body itself are written with a space: `{ id }`.",
      ),
    headers: z.record(z.string(), z.string()).default({}).describe("Further request headers."),
    items: z
      .string()
      .optional()
      .describe(
        "Path of the list of comments: `data.story.comments.nodes`. `*` walks a list: `edges[*].node`. Empty: the answer itself.",
      ),
    html: z
      .string()
      .optional()
      .describe("Instead of `items`: path of a text that holds HTML, in which `item` finds the comments."),
    replies: z.string().optional().describe("Path, within an item, of the list of its replies."),
    moreReplies: z
      .string()
      .optional()
      .describe("Path, within an item, of a boolean that says some replies were left out: comments are incomplete."),
    cursor: z.string().optional().describe("Path of the cursor for the next page; absent or null ends."),
    next: z.string().optional().describe("Path of the address of the next page; absent or null ends."),
    hasMore: z.string().optional().describe("Path of a boolean that says whether there is a next page."),
    firstPage: z.int().min(0).default(1).describe("First value of `{page}`."),
    pageSize: z.int().min(1).optional().describe("A page with fewer items than this is the last."),
    total: z.string().optional().describe("Path of the declared count."),
    totalHeader: z.string().min(1).optional().describe("Response header that holds the declared count: `X-WP-Total`."),
    maxPages: z.int().min(1).max(1000).default(50).describe("Never more pages than this for one article."),
  })
  .refine(({ url, state }) => (url === undefined) !== (state === undefined), {
    message: "needs either `url` or `state`, to say where the JSON comes from",
  })
  .refine(({ items, html }) => (items === undefined) !== (html === undefined), {
    message: "needs either `items` or `html`, to say where the comments are in the JSON",
  });

/** Where the comments are and what they are made of. */
export const commentsSchema = z.strictObject({
  declared: sources.optional().describe("The count that the page names: `Reacties: 10`."),
  within: selector.optional().describe("Only inside these elements are comments looked for."),
  item: selector
    .optional()
    .describe(
      "One element a comment. What is nested in it and is an item too is another's. Beside it, sources may look with `:self + x`, `:self ~ x` and `x:has(+ :self)`, as far as the neighbouring item.",
    ),
  separator: selector
    .optional()
    .describe("Instead of `item`: comments are what stands between these elements inside `within`, such as `hr`."),
  startAfter: selector
    .optional()
    .describe("Comments begin after the first of these elements; where it is missing, there are none."),
  endBefore: selector.optional().describe("Comments end before the first of these elements, after `startAfter`."),
  skip: selectors
    .optional()
    .describe(
      "Items that are no comments: pingbacks, templates, `Reageer als eerste`; or elements that hold such items. With `separator`: pieces that hold such an element.",
    ),
  nesting: nesting.default("contained").describe("How replies are told from comments."),
  id: sources.optional().describe("The publisher's id of the comment."),
  byline: z
    .union([byline, z.array(byline).min(1)])
    .optional()
    .describe("Author, role and more in one text: `S. ten Wolde / beleidsadviseur`."),
  header: patterns
    .optional()
    .describe(
      "Regular expressions, the first that matches the whole first line of a comment. Its named groups give `author`, `role`, `place`, `title`, `publishedAt`, `id`, `parent`; the line is no part of the text.",
    ),
  footer: patterns.optional().describe("As `header`, on the last line: `door (?P<author>.+) op (?P<publishedAt>.+)`."),
  author: sources
    .optional()
    .describe("Commenter's name. Goes before what `byline`, `header` and `footer` name, as all fields do."),
  role: sources.optional().describe("Commenter's function. A badge of the site's own, such as `Auteur`, is none."),
  place: sources.optional().describe("Town or organisation, a third part beside name and role."),
  title: sources.optional().describe("Title of the comment."),
  publishedAt: sources
    .optional()
    .describe("When it was written. A date that calls itself one of a change goes to `editedAt`."),
  editedAt: sources.optional().describe("When it was last edited."),
  text: sources
    .optional()
    .describe(
      "The comment's text; of HTML, every match of the selector counts, and paragraphs are kept. By default all that stands in the item, without header and footer. A text in JSON is read as HTML where it holds tags or entities; `html: false` takes it as it stands, `html: true` always as HTML.",
    ),
  editMarker: pattern
    .optional()
    .describe(
      "Regular expression on what the site writes into an edited text: `\\[Reactie gewijzigd door .* op (.+)\\]`. It is dropped; group 1 gives `editedAt`.",
    ),
  votesUp: sources.optional().describe("Votes for."),
  votesDown: sources.optional().describe("Votes against."),
  score: sources.optional().describe("One signed score; above zero it counts as votes up, below as votes down."),
  isArticleAuthor: sources
    .optional()
    .describe("Any value but `false`, `no`, `0` means yes; so does an element without text, such as an icon."),
  mentions: selector
    .optional()
    .describe("Names of other commenters inside the text; replaced where commenters are pseudonymous."),
  statuses: z.array(status).default([]).describe("In order; the first that holds decides. Otherwise `visible`."),
  boilerplate: patterns.optional().describe("Lines of the text that match whole are dropped."),
  pages: pages.optional().describe("Comments on several pages."),
  at: sources
    .optional()
    .describe(
      "Address of a page that holds the comments, when they do not stand on the article's page; `pages` are then that page's.",
    ),
  json: json.optional().describe("Comments come from a JSON source."),
  widget: z
    .strictObject({
      name: z.string().min(1).describe("Name of the widget: `coral`, `disqus`."),
      select: selector.describe("The element that it fills."),
    })
    .optional()
    .describe("A widget that loads comments by script: known by this element; its comments are not read."),
});

export type CommentsBlock = z.output<typeof commentsSchema>;
export type CommentPages = z.output<typeof pages>;
export type CommentsJson = z.output<typeof json>;
