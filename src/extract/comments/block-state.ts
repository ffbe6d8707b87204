import type { Provenance, Warning } from "../../model/article-record.ts";
import type { FollowUp } from "../../model/extraction.ts";
import type { Page } from "../../model/page.ts";
import type { CommentsBlock } from "../../model/site-comments.ts";
import type { ReadContext } from "../read-context.ts";
import type { KnownPage } from "./order-pages.ts";
import type { ReadComments } from "./read-page-comments.ts";
import { makeTally, type Tally } from "./tally.ts";

/** What all pages of one visit share. */
export interface CommentsVisit {
  /** The article's page. */
  readonly article: ReadContext;
  /** The publisher's id of the article, for `{id}` in addresses. */
  readonly articleId: string | null;
  /** Makes a further page of HTML ready to be read, as the article's page was; may throw where it cannot be. */
  readonly open: (page: Page) => ReadContext;
}

/** A page of comments that is known: read, failed, or still wanted. */
export interface CommentsPageState extends Omit<KnownPage, "isRead"> {
  readonly followUp: FollowUp | null;
  state: "wanted" | "read" | "failed";
  read: ReadComments | null;
}

/** How far the reading of one description of comments has come. Changed in place: a visit may have thousands of comments. */
export interface BlockState {
  readonly block: CommentsBlock;
  readonly pages: CommentsPageState[];
  /** Keys of pages known, so that none is asked for twice. */
  readonly seen: Map<string, CommentsPageState>;
  readonly provenance: Map<string, Provenance>;
  readonly tally: Tally;
  readonly warnings: Warning[];
  declared: number | null;
  source: "page" | "pages" | "json" | null;
  widget: string | null;
  /** Pages are left that were not asked for. */
  isCut: boolean;
  /** Something could not be got or read. */
  hasFailed: boolean;
  /** Whether all pages are known to have been read is in doubt. */
  isDoubtful: boolean;
  /** The page begun with was met again by its number. */
  hasMetStart: boolean;
  /** Ids and fingerprints of what was read, to know a page that only repeats. */
  readonly ids: Set<string>;
  readonly prints: Set<string>;
  /** Of a JSON source: the number of the next page, how many items came before it, the cursors followed. */
  nextNumber: number;
  offset: number;
  readonly cursors: Set<string>;
}

export function makeBlockState(block: CommentsBlock): BlockState {
  return {
    block,
    pages: [],
    seen: new Map(),
    provenance: new Map(),
    tally: makeTally(),
    warnings: [],
    declared: null,
    source: null,
    widget: null,
    isCut: false,
    hasFailed: false,
    isDoubtful: false,
    hasMetStart: false,
    ids: new Set(),
    prints: new Set(),
    nextNumber: block.json?.firstPage ?? 1,
    offset: 0,
    cursors: new Set(),
  };
}

export function warn(state: BlockState, code: string, message: string, field = "comments"): void {
  state.warnings.push({ code, field, message });
}

/** Most comments that are read for one article, on all its pages: more than the largest record could hold. */
const MAX_COMMENTS = 100_000;

/** How many more comments may be read. */
export const roomIn = (state: BlockState): number => Math.max(0, MAX_COMMENTS - renderedSoFar(state));

/** Notes that comments were left out because there are too many. */
export function leaveRest(state: BlockState): void {
  if (!state.isCut)
    warn(state, "comments-limit", `there are more than ${MAX_COMMENTS} comments; the others were not read`);
  state.isCut = true;
}

/** Notes a page, once; beyond the most pages allowed, only that there are more. */
export function knowPage(
  state: BlockState,
  key: string,
  page: Pick<CommentsPageState, "url" | "followUp" | "as" | "namedBy">,
  maxPages: number,
): CommentsPageState | undefined {
  const known = state.seen.get(key);
  if (known !== undefined) return known;
  if (roomIn(state) === 0) {
    leaveRest(state);
    return undefined;
  }
  if (state.pages.length >= maxPages) {
    if (!state.isCut)
      warn(
        state,
        "comment-pages-limit",
        `there are more than ${maxPages} pages of comments; the others were not asked for`,
      );
    state.isCut = true;
    return undefined;
  }
  const fresh: CommentsPageState = { ...page, state: page.followUp === null ? "read" : "wanted", read: null };
  state.seen.set(key, fresh);
  state.pages.push(fresh);
  return fresh;
}

/**
 * Takes what a page gave. A page that gives only what earlier ones gave is not taken: such pages follow each other without
 * end. Says whether it was taken.
 */
export function takeRead(state: BlockState, page: CommentsPageState, read: ReadComments): boolean {
  const { drafts } = read;
  const ids = drafts.map((draft) => draft.publisherId);
  const print = printOf(read);
  const isRepeated = ids.every((id) => id !== null) ? ids.every((id) => state.ids.has(id)) : state.prints.has(print);
  page.state = "read";
  if (drafts.length > 0 && isStartByNumber(state, page, print)) return false;
  if (drafts.length > 0 && isRepeated) {
    state.isDoubtful = true;
    warn(state, "comment-pages-loop", `a page of comments gives only those of earlier pages: ${page.url}`);
    return false;
  }
  for (const id of ids) if (id !== null) state.ids.add(id);
  state.prints.add(print);
  page.read = read;
  return true;
}

function printOf({ drafts }: ReadComments): string {
  return JSON.stringify(drafts.map(({ author, publishedText, text }) => [author, publishedText, text]));
}

/** A row of numbers also names the page begun with, once, by an address of its own: `?page=0`. */
function isStartByNumber(state: BlockState, page: CommentsPageState, print: string): boolean {
  const start = state.pages[0];
  if (page.as !== "listed" || state.hasMetStart || start?.read == null || printOf(start.read) !== print) return false;
  state.hasMetStart = true;
  return true;
}

/** Notes that a page could not be got or read. */
export function failPage(state: BlockState, page: CommentsPageState, reason: string): void {
  page.state = "failed";
  state.hasFailed = true;
  warn(state, "comments-page-failed", `a page of comments could not be read: ${page.url} (${reason})`);
}

export const hasDrafts = (state: BlockState): boolean =>
  state.pages.some((page) => (page.read?.drafts.length ?? 0) > 0);

/** Comments found so far, read or not. */
export function renderedSoFar(state: BlockState): number {
  return state.pages.reduce((sum, page) => sum + (page.read?.rendered ?? 0), 0);
}
