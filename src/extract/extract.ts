import { ParseBoundsError } from "../dom/parse-html.ts";
import { SelectorError } from "../dom/selection-scope.ts";
import type { Rights } from "../model/article-record.ts";
import { CrawlError } from "../model/crawl-error.ts";
import type { Extraction, FollowUp } from "../model/extraction.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import {
  addCommentsPage,
  type CommentsReading,
  type CommentsState,
  commentElements,
  failCommentsPage,
  readComments,
  startComments,
  wantedCommentsPages,
} from "./comments/comments.ts";
import type { Description } from "./describe-site.ts";
import type { DetectedPage } from "./detect.ts";
import { fillGeneric, type GenericReader, needsGeneric } from "./fill-generic.ts";
import type { GenericReading } from "./generic/reading.ts";
import { createNotes, type Notes } from "./notes.ts";
import { type OpenPage, openFurther, openPage } from "./open-page.ts";
import { metasOf, noMetas, type PageMetas } from "./page-metas.ts";
import { type NoArticle, outcomeOfAnswer, outcomeOfContent } from "./page-outcome.ts";
import type { ReadingWay } from "./page-tree.ts";
import { type ArticleFields, noFields, readArticle, readPublisherId } from "./read-article.ts";
import { type ReadableSite, undescribedSite } from "./readable-site.ts";

export type { GenericReader } from "./fill-generic.ts";
export type { PageMetas } from "./page-metas.ts";

export interface ExtractOptions {
  /** Reads what no site file describes. Needed where there is no site, or the site file asks for it; without it such fields stay empty. */
  readonly genericReader?: GenericReader;
  /** Reads what the publisher reserves from the page's meta elements (and, as the caller knows them, headers and files). */
  readonly readRights?: (metas: PageMetas) => Rights;
  /** Reads only what the site's description looks at, which gives the same for less; by default the whole page. */
  readonly isQuick?: boolean;
}

/** The reading of one visit, which goes on as long as further pages are wanted. */
export interface ArticleReading {
  /** Pages wanted now; each is to be answered by `addFollowUp` or `failFollowUp`, after which others may be wanted. */
  readonly wants: readonly FollowUp[];
  readonly rights: Rights;
  /** Set where the page is no article; then nothing more is wanted. */
  readonly notArticle: NoArticle | null;
  /** How the page itself was read; null where its answer alone said enough. */
  readonly way: ReadingWay | null;
  readonly parts: ReadingParts;
}

/**
 * Begins to read an article's page as the site file describes it; `null` for a page of no described site.
 *
 * ```ts
 * const reading = startReading(page, site, options);
 * for (let [want] = reading.wants; want !== undefined; [want] = reading.wants) addFollowUp(reading, want, await get(want));
 * const extraction = extractionOf(reading);
 * ```
 * Throws a `CrawlError` with reason `parse-bounds` where the page asks too much of the parser or of a selector.
 */
export function startReading(page: Page, site: Site | null, options: ExtractOptions = {}): ArticleReading {
  try {
    return begin(page, site ?? undescribedSite(page.finalUrl), site === null, options);
  } catch (error) {
    if (!(error instanceof ParseBoundsError || error instanceof SelectorError)) throw error;
    const { message } = error;
    throw new CrawlError(message, { cause: error, reason: "parse-bounds", consequence: "give-up", url: page.finalUrl });
  }
}

/** Takes a page that was wanted, of any status. */
export function addFollowUp({ parts }: ArticleReading, followUp: FollowUp, page: Page): void {
  if (parts.comments !== null) addCommentsPage(parts.comments, followUp, page);
}

/** Notes that a wanted page could not be got; the article is kept, its comments are incomplete. */
export function failFollowUp({ parts }: ArticleReading, followUp: FollowUp, reason: string): void {
  if (parts.comments !== null) failCommentsPage(parts.comments, followUp, reason);
}

/** What was read so far, unjudged. Its texts are views of the page's source: what is kept for longer is to be copied. */
export function extractionOf({ parts, rights, notArticle }: ArticleReading): Extraction {
  const { fields, notes, description, generic } = parts;
  const comments = parts.comments === null ? commentsOf(generic) : readComments(parts.comments);
  return {
    ...fields,
    comments: comments.comments,
    commentCountDeclared: comments.declared,
    commentCountRendered: comments.rendered,
    commentsComplete: comments.isComplete,
    commentsSource: comments.source,
    rights,
    missing: notArticle === null ? missingIn(fields, description) : [],
    provenance: [...notes.provenance, ...comments.provenance],
    warnings: [...notes.warnings, ...comments.warnings],
    notArticle,
  };
}

/** For `extractionOf`: what a reading holds. */
interface ReadingParts {
  readonly fields: ArticleFields;
  readonly comments: CommentsState | null;
  readonly description: Description | null;
  readonly generic: GenericReading | null;
  readonly notes: Notes;
}

function begin(page: Page, site: ReadableSite, isUndescribed: boolean, options: ExtractOptions): ArticleReading {
  const notes = createNotes();
  const early = outcomeOfAnswer(page, isUndescribed ? [] : site.hosts);
  if (early !== null) return ended(early, rightsOf(noMetas, options), notes, null);
  const open = openPage(page, site, notes, options.isQuick !== true || isUndescribed);
  const { document, context, description } = open;
  const rights = rightsOf(metasOf(document), options);
  const { removed, structured } = context;
  const detected: DetectedPage = { document, finalUrl: page.finalUrl, status: page.status, removed, structured };
  const outcome = outcomeOfContent(detected, description, site.hosts);
  if (outcome !== null) return ended(outcome, rights, notes, open.way);
  const generic = readGeneric(page, site, open, options);
  if (isUndescribed && generic?.notArticle != null) return ended(generic.notArticle, rights, notes, open.way);
  const publisherId = readPublisherId(page, site, open, notes);
  const comments = beginComments(site, open, publisherId, notes);
  const read = commentElementsOf(comments);
  const own = readArticle(site, open, detected, publisherId, read, notes);
  const fields = generic === null ? own : fillGeneric(own, description, generic, notes);
  return new Reading({ fields, comments, description, generic, notes }, rights, null, open.way);
}

/** A class, not an object with a getter: V8 keeps an object literal's getter, and the page with it, in the hidden class. */
class Reading implements ArticleReading {
  readonly parts: ReadingParts;
  readonly rights: Rights;
  readonly notArticle: NoArticle | null;
  readonly way: ReadingWay | null;

  constructor(parts: ReadingParts, rights: Rights, notArticle: NoArticle | null, way: ReadingWay | null) {
    this.way = way;
    this.parts = parts;
    this.rights = rights;
    this.notArticle = notArticle;
  }

  get wants(): readonly FollowUp[] {
    return this.parts.comments === null ? [] : wantedCommentsPages(this.parts.comments);
  }
}

function ended(outcome: NoArticle, rights: Rights, notes: Notes, way: ReadingWay | null): ArticleReading {
  return new Reading(
    { fields: noFields, comments: null, description: null, generic: null, notes },
    rights,
    outcome,
    way,
  );
}

const noRights: Rights = { tdmReservation: null, tdmPolicy: null, robots: [] };

const rightsOf = (metas: PageMetas, { readRights }: ExtractOptions): Rights => readRights?.(metas) ?? noRights;

function readGeneric(
  page: Page,
  site: ReadableSite,
  { document, description }: OpenPage,
  options: ExtractOptions,
): GenericReading | null {
  if (options.genericReader === undefined || !needsGeneric(description)) return null;
  const { language, timeZone } = site;
  return options.genericReader(document, {
    url: page.finalUrl,
    fetchedAt: page.fetchedAt,
    ...(language === "" ? {} : { language, zone: timeZone }),
  });
}

/** Comments are read unless the site file wants none; where it describes none, the page itself may still name a widget. */
function beginComments(
  site: ReadableSite,
  open: OpenPage,
  articleId: string | null,
  notes: Notes,
): CommentsState | null {
  const { description, context } = open;
  if (site.people.comments === "none") return null;
  if (description.comments.length === 0 && description.rules.unnamed === "generic") return null;
  return startComments(description.comments, {
    article: context,
    articleId,
    open: (page) => openFurther(page, site, open, notes),
  });
}

const commentElementsOf = (comments: CommentsState | null) => (comments === null ? [] : commentElements(comments));

function commentsOf(generic: GenericReading | null): CommentsReading {
  const none = {
    comments: [],
    declared: null,
    rendered: null,
    isComplete: null,
    source: null,
    provenance: [],
    warnings: [],
  };
  if (generic === null) return none;
  const { value, source, where, text, confidence } = generic.comments;
  const count = generic.commentCountDeclared;
  const declared = count.value;
  const counted =
    declared === null
      ? []
      : [
          {
            field: "commentCountDeclared",
            source: count.source,
            where: count.where,
            text: count.text,
            confidence: count.confidence,
          },
        ];
  if (value.length === 0) return { ...none, declared, provenance: counted };
  return {
    ...none,
    comments: value,
    declared,
    rendered: value.length,
    isComplete: declared === null ? null : declared <= value.length,
    source: "page",
    provenance: [{ field: "comments", source, where, text, confidence }, ...counted],
  };
}

function missingIn(fields: ArticleFields, description: Description | null): string[] {
  return (description?.rules.required ?? []).filter((name) => {
    const value = fields[name];
    return value === null || (Array.isArray(value) && value.length === 0);
  });
}
