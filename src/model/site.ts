import { z } from "zod";
import { commentsSchema } from "./site-comments.ts";
import { detectors, pattern, patterns, selector, selectors, source, sourceObject, sources } from "./site-source.ts";

const host = z
  .string()
  .regex(/^[a-z0-9.-]+(:\d{1,5})?$/, "expected a host name in lower case, such as www.example.org");
const webUrl = z.string().regex(/^https?:\/\/\S+$/, "expected an address that begins with http:// or https://");

const start = z.union([
  z.strictObject({
    listing: webUrl.describe("Listing page; `{page}` in it is counted."),
    first: z.int().default(1).describe("First value of `{page}`; many sites count from 0."),
    step: z.int().min(1).default(1).describe("How much `{page}` grows from page to page; some sites count articles."),
    maxPages: z.int().min(1).default(50).describe("Never more pages of this listing in a run."),
  }),
  z.strictObject({
    sitemap: webUrl.describe("Sitemap or sitemap index, gzip or not."),
    include: patterns.optional().describe("Only sitemaps of an index whose URL matches."),
  }),
  z.strictObject({ feed: webUrl.describe("RSS, Atom or JSON feed.") }),
  z.strictObject({ url: webUrl.describe("One page; its kind follows from `urls`.") }),
]);

const urls = z.strictObject({
  articles: z
    .strictObject({
      include: patterns.optional().describe("An article's URL matches one of these."),
      exclude: patterns.optional().describe("An article's URL matches none of these."),
    })
    .default({})
    .describe(
      "Which URLs are articles: regular expressions on path and query. Without `include`, whatever a listing's card, a feed or a sitemap names.",
    ),
  listings: z
    .strictObject({
      include: patterns
        .optional()
        .describe("A listing's URL matches one of these; without it no links to listings are followed."),
      exclude: patterns.optional().describe("A listing's URL matches none of these."),
    })
    .default({})
    .describe("Which URLs are listings worth following."),
  keepQuery: z
    .array(z.string())
    .optional()
    .describe("Only these query parameters count; the others are dropped. `*` at the end stands for any rest."),
  dropQuery: z
    .array(z.string())
    .optional()
    .describe("These query parameters are dropped. `*` at the end stands for any rest: `pageStart*`."),
  id: pattern.optional().describe("Regular expression on the URL; group 1 is the publisher's id of the article."),
});

const listing = z.strictObject({
  card: selector.optional().describe("One element an article; link and date are read within it, never side by side."),
  url: sources.optional().describe("The card's link; by default its first `a[href]`, or the card itself."),
  date: sources.optional().describe("The card's date, a hint for `--since` and the order of visits."),
  skip: selectors.optional().describe("Cards that are not wanted: partners, featured."),
  next: sources.optional().describe("Address of the next listing page."),
  emptyPages: z.int().min(1).default(2).describe("Paging stops after so many pages in a row without a new article."),
});

const manners = z.strictObject({
  hostDelayMs: z
    .int()
    .min(0)
    .default(1000)
    .describe("Least time between two requests to a host, in milliseconds. robots.txt's Crawl-delay may lengthen it."),
  concurrency: z
    .int()
    .min(1)
    .max(32)
    .default(1)
    .describe(
      "Requests under way at one host. With a delay above zero it is one, whatever is written here: only so does the server see the delay.",
    ),
  timeoutMs: z.int().min(100).default(30_000).describe("Longest time for one request, whole."),
  maxBodyBytes: z
    .int()
    .min(1024)
    .default(16 * 1024 * 1024)
    .describe("Largest body, after decompression."),
  retries: z.int().min(0).max(10).default(3).describe("Further tries of a page that could not be got."),
  maxRequests: z.int().min(0).default(0).describe("Most requests a run to this site; 0 means no limit."),
  maxDepth: z.int().min(0).default(20).describe("Links from the seed."),
  cookies: z.record(z.string(), z.string()).default({}).describe("Plain cookies to send."),
  headers: z.record(z.string(), z.string()).default({}).describe("Further request headers."),
});

const authorSource = z.union([
  source,
  sourceObject.extend({
    split: z
      .union([
        z.string(),
        z.array(z.string()).min(1),
        z.strictObject({
          by: z.string().describe("Separator as it stands, spaces included."),
          at: z.enum(["first", "last"]).default("first").describe("Which occurrence cuts."),
          keep: z.enum(["before", "after"]).default("before").describe("On which side the name stands."),
        }),
      ])
      .optional()
      .describe(
        "Separator between name and role, `Naam / functie`; `brackets` cuts `Naam (functie)`; of several, the first that is there. `keep: after`: the name stands after it, the role before.",
      ),
    role: sources.optional().describe("The role, relative to the element that holds the name."),
    several: z.boolean().optional().describe("False: the text is one author, also with commas or `en` in it."),
  }),
]);

const fields = z.strictObject({
  title: sources.optional().describe("Headline."),
  lead: sources.optional().describe("Standfirst, where the page sets one apart."),
  section: sources.optional().describe("Section or topic."),
  kind: sources.optional().describe("Genre as the site names it: Nieuws, Opinie."),
  language: sources.optional().describe("Language of the article, where it differs from the site's: a BCP 47 tag."),
  publishedAt: sources.optional().describe("When it was published."),
  modifiedAt: sources.optional().describe("When it was last changed, as the publisher says."),
  authors: z
    .union([authorSource, z.array(authorSource).min(1)])
    .optional()
    .describe("Bylines: every match is an author, and a text may name several."),
  body: sources
    .optional()
    .describe(
      "The elements that hold the text: all that match, in page order. What `title`, `lead` and captions were read from, and comments, are left out.",
    ),
  images: z
    .strictObject({
      select: selector.describe("The `img` elements, or the figures that hold them."),
      caption: sources
        .optional()
        .describe("Within the figure around the image. Not named: the figure's `figcaption`, without the credit."),
      credit: sources.optional().describe("Within the figure around the image."),
    })
    .optional()
    .describe("Images of the article."),
  tags: sources
    .optional()
    .describe("Every match is a tag. `split` cuts a text into tags; lists in `meta` and `jsonLd` are cut at commas."),
  canonicalUrl: sources.optional().describe("The address the publisher declares; by default `rel=canonical`."),
  publisherId: sources.optional().describe("The publisher's own id of the article."),
});

const fieldRules = z.strictObject({
  required: z.array(fields.keyof()).default(["title"]).describe("Fields without which there is no record."),
  unnamed: z
    .enum(["absent", "generic"])
    .default("absent")
    .describe("What becomes of fields not named: left empty, or read as on an undescribed page."),
  remove: selectors.optional().describe("Elements dropped from the page before any field is read: ads, share bars."),
  dropBody: patterns.optional().describe("Body blocks that match whole are dropped."),
  dropRepeats: z
    .boolean()
    .optional()
    .describe("Body blocks that are the title or the lead, word for word, are dropped; nearly equal ones never are."),
  subheadings: selector
    .optional()
    .describe("Elements that are subheadings though they are not `h2`–`h6`: `p > strong:first-child`."),
});

const outcomes = z.strictObject({
  consent: detectors.optional().describe("A consent page stands in the article's place: no record."),
  login: detectors.optional().describe("A login page stands in the article's place: no record."),
  paywall: detectors.optional().describe("Nothing but the gate can be read: no record."),
  partial: detectors
    .optional()
    .describe("Part can be read: a record with `access: partial`; the text of `select` is kept as the reason."),
  softNotFound: detectors.optional().describe("The page says that there is none, though its status is 200: no record."),
  liveBlog: detectors.optional().describe("A live blog; see `liveBlogs`."),
  partner: detectors
    .optional()
    .describe("Partner content: a record with `isPartnerContent`, unless `partnerContent: skip`."),
  notArticle: detectors.optional().describe("Some other page under an article's URL: no record."),
  partnerContent: z.enum(["keep", "skip"]).default("keep").describe("Whether partner content becomes a record."),
  liveBlogs: z.enum(["keep", "skip"]).default("skip").describe("Whether live blogs become records."),
});

const browserUse = z.enum(["never", "auto", "always"]);
const action = z.union([
  z.strictObject({
    waitFor: selector.describe("Wait until such an element is there."),
    timeoutMs: z.int().min(0).default(10_000).describe("Longest wait, in milliseconds; 0 means none."),
  }),
  z.strictObject({
    click: selector.describe("Click such an element, a button for more comments."),
    untilGone: z.boolean().default(false).describe("Click again and again, until there is none or `times` is reached."),
    times: z.int().min(1).max(500).default(20).describe("Most clicks with `untilGone`, or most steps of scrolling."),
    pauseMs: z.int().min(0).default(200).describe("Pause after each click or step, in milliseconds."),
  }),
  z.strictObject({
    open: selector.describe(
      "Click every such element once, also those that come to light meanwhile: threads that are folded.",
    ),
    times: z.int().min(1).max(500).default(100).describe("Most clicks."),
    pauseMs: z.int().min(0).default(50).describe("Pause after each click, in milliseconds."),
  }),
  z.strictObject({
    scroll: z.literal("until-quiet").describe("Scroll down until the page grows no more."),
    times: z.int().min(1).max(200).default(20).describe("Most steps."),
    pauseMs: z.int().min(0).default(300).describe("Pause after each step, in milliseconds."),
  }),
  z.strictObject({ refuse: selector.describe("The refusing or neutral button of a dialog. Never one that agrees.") }),
]);
const fetch = z.strictObject({
  browser: z
    .union([
      browserUse,
      z.strictObject({
        article: browserUse.default("never").describe("For articles."),
        listing: browserUse.default("never").describe("For listings."),
        comments: browserUse.default("never").describe("For pages of comments."),
      }),
    ])
    .default("never")
    .describe(
      "Whether pages are rendered in a browser: never, always, or (`auto`) where the page as sent lacks a required field, declared comments or, of a listing, every article. One word for all pages, or one for each kind.",
    ),
  actions: z.array(action).default([]).describe("What is done on a rendered page, in order."),
  allowResources: z
    .array(z.enum(["image", "media", "font", "stylesheet", "third-party"]))
    .default(["stylesheet"])
    .describe("What a rendered page may load beside scripts and data of its own hosts."),
  allowHosts: z.array(host).default([]).describe("Further hosts that a rendered page may ask."),
});

const duration = z.string().regex(/^\d+\s*(min|h|d|w)$/, "expected a length of time such as 30min, 1h, 7d or 2w");
const revisit = z.union([z.literal("never"), z.literal("adaptive"), z.array(duration).min(1)]);
const people = z.strictObject({
  comments: z
    .enum(["full", "pseudonymous", "none"])
    .default("full")
    .describe("Whether comments are kept, kept with pseudonyms for names, or left out."),
  roles: z
    .enum(["keep", "drop"])
    .default("keep")
    .describe("Whether commenters' functions are kept; a name and a rare function together tell who someone is."),
  retention: duration.optional().describe("Comments older than this are erased by `oogst erase --expired`."),
  scope: z
    .enum(["site", "dataset"])
    .default("site")
    .describe("Whether one commenter has one pseudonym a site, or one in the whole dataset."),
});
const respect = z.strictObject({
  robots: z.boolean().default(true).describe("robots.txt. Switch off only for hosts of your own."),
  noindex: z
    .enum(["skip", "record"])
    .default("skip")
    .describe("Pages that ask not to be indexed: no record, or one that says so."),
  noarchive: z
    .enum(["skip-archive", "record"])
    .default("skip-archive")
    .describe("Pages that ask not to be archived: not into the archive of pages, or all the same."),
  tdm: z.enum(["skip", "record"]).default("skip").describe("Pages that reserve text and data mining."),
});

// A variant lays only the keys it names over the site's, so its keys have no defaults.
const described = {
  fields: fields.optional().describe("Fields that stand elsewhere; the others stay as the site has them."),
  comments: z
    .union([commentsSchema, z.array(commentsSchema).min(1)])
    .optional()
    .describe(
      "Where comments are; of several descriptions, the first that finds any. In a variant, they stand for the site's as a whole.",
    ),
  rules: fieldRules
    .extend({
      required: z.array(fields.keyof()).optional().describe("Fields without which there is no record."),
      unnamed: z.enum(["absent", "generic"]).optional().describe("What becomes of fields not named."),
    })
    .optional()
    .describe("Rules that differ; the others stay as the site has them."),
  outcomes: outcomes
    .extend({
      partnerContent: z.enum(["keep", "skip"]).optional().describe("Whether partner content becomes a record."),
      liveBlogs: z.enum(["keep", "skip"]).optional().describe("Whether live blogs become records."),
    })
    .optional()
    .describe("Outcomes that differ; the others stay as the site has them."),
};

const when = z.strictObject({
  url: pattern.optional().describe("Regular expression on the page's URL."),
  select: selector.optional().describe("The page holds such an element."),
  from: z.iso.date().optional().describe("Published on this day or later."),
  until: z.iso.date().optional().describe("Published before this day."),
});

const variant = z.strictObject({
  name: z.string().min(1).describe("The variant's name, for messages."),
  when: when.describe("When the variant holds: all conditions given must."),
  ...described,
});

const schedule = z.strictObject({
  cron: z.string().min(1).describe("When a run begins: minute, hour, day, month, weekday."),
  timeZone: z.string().optional().describe("IANA zone of the pattern; by default the site's."),
  jitterMs: z
    .int()
    .min(0)
    .default(30_000)
    .describe("A run begins up to so many milliseconds later, at random; 0 means on the dot."),
});

/** A site file: one publisher, described as data. */
export const siteSchema: SiteSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, "expected lower-case letters, figures and hyphens")
    .describe("The site's name; the file is called after it."),
  title: z.string().min(1).optional().describe("The publisher's name, for people."),
  hosts: z.array(host).min(1).describe("Host names; the first is the main spelling, the others are aliases of it."),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "expected a BCP 47 tag such as nl or de-AT")
    .describe("Language of the site: a BCP 47 tag."),
  timeZone: z.string().min(1).describe("IANA zone of dates without offset: `Europe/Amsterdam`."),
  lastSeen: z.iso.date().optional().describe("The day on which this description was last seen true."),
  start: z.array(start).default([]).describe("Where a crawl begins."),
  urls: urls.prefault({}).describe("Which URLs are what, and how they are spelled."),
  manners: manners.prefault({}).describe("How the site is asked."),
  listing: listing.prefault({}).describe("How listing pages are read."),
  fields: fields.prefault({}).describe("Where each field stands: sources in order of trust."),
  comments: described.comments,
  rules: fieldRules.prefault({}).describe("Rules for all fields together."),
  outcomes: outcomes.prefault({}).describe("How pages that are no articles, or not whole ones, are known."),
  variants: z
    .array(variant)
    .default([])
    .describe("Other or older markup of the same site: the first whose `when` holds lays its keys over the site's."),
  fetch: fetch.prefault({}).describe("When and how pages are rendered."),
  revisit: revisit
    .default("adaptive")
    .describe(
      "When articles are visited again after publication: ages such as `[30min, 1h, 1d, 2w]`, `adaptive` or `never`.",
    ),
  schedule: schedule.optional().describe("When crawls of the site begin, where they are repeated."),
  people: people.prefault({}).describe("How readers' personal data is kept."),
  respect: respect.prefault({}).describe("What the publisher's own rules for machines mean."),
});

type Start = typeof start;
type Comments = typeof commentsSchema;
type Description = typeof described;

/** What a site file holds, defaults filled in. Written out, so that it can be published: inferred whole, it is too long for a declaration. */
export interface Site {
  name: string;
  title?: string | undefined;
  hosts: string[];
  language: string;
  timeZone: string;
  lastSeen?: string | undefined;
  start: z.output<Start>[];
  urls: z.output<typeof urls>;
  manners: z.output<typeof manners>;
  listing: z.output<typeof listing>;
  fields: SiteFields;
  comments?: z.output<Comments> | z.output<Comments>[] | undefined;
  rules: FieldRules;
  outcomes: SiteOutcomes;
  variants: Variant[];
  fetch: z.output<typeof fetch>;
  revisit: z.output<typeof revisit>;
  schedule?: z.output<typeof schedule> | undefined;
  people: z.output<typeof people>;
  respect: z.output<typeof respect>;
}

/** A site file as it is written: what has a default may be left out. */
export interface SiteInput {
  name: string;
  title?: string | undefined;
  hosts: string[];
  language: string;
  timeZone: string;
  lastSeen?: string | undefined;
  start?: z.input<Start>[] | undefined;
  urls?: z.input<typeof urls> | undefined;
  manners?: z.input<typeof manners> | undefined;
  listing?: z.input<typeof listing> | undefined;
  fields?: z.input<typeof fields> | undefined;
  comments?: z.input<Comments> | z.input<Comments>[] | undefined;
  rules?: z.input<typeof fieldRules> | undefined;
  outcomes?: z.input<typeof outcomes> | undefined;
  variants?: VariantOf<"input">[] | undefined;
  fetch?: z.input<typeof fetch> | undefined;
  revisit?: z.input<typeof revisit> | undefined;
  schedule?: z.input<typeof schedule> | undefined;
  people?: z.input<typeof people> | undefined;
  respect?: z.input<typeof respect> | undefined;
}

interface VariantOf<Side extends "input" | "output"> {
  name: string;
  when: z.output<typeof when>;
  fields?: Of<Side, Description["fields"]>;
  comments?: Of<Side, Description["comments"]>;
  rules?: Of<Side, Description["rules"]>;
  outcomes?: Of<Side, Description["outcomes"]>;
}

type Of<Side extends "input" | "output", Schema extends z.ZodType> = Side extends "input"
  ? z.input<Schema>
  : z.output<Schema>;

/** The schema, with the two parts of it that the JSON Schema names. */
interface SiteSchema extends z.ZodType<Site, SiteInput> {
  readonly shape: {
    readonly variants: { unwrap(): { readonly element: z.ZodType } };
    readonly fields: { unwrap(): z.ZodType };
  };
}

export type Variant = VariantOf<"output">;
export type SiteFields = z.output<typeof fields>;
export type AuthorSource = z.output<typeof authorSource>;
export type FieldRules = z.output<typeof fieldRules>;
export type SiteOutcomes = z.output<typeof outcomes>;
export type FieldName = keyof SiteFields;
export type Action = z.output<typeof action>;
