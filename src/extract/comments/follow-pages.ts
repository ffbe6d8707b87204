import type { FollowUp } from "../../model/extraction.ts";
import type { Page } from "../../model/page.ts";
import type { Sources } from "../../model/site-source.ts";
import type { ReadContext } from "../read-context.ts";
import { readAll, readFirst } from "../read-source.ts";
import { webUrl } from "../web-url.ts";
import {
  type BlockState,
  type CommentsPageState,
  type CommentsVisit,
  knowPage,
  takeRead,
  warn,
} from "./block-state.ts";
import { commentTools } from "./comment-tools.ts";
import type { KnownPage } from "./order-pages.ts";
import { readDeclared } from "./read-declared.ts";
import { readPageComments } from "./read-page-comments.ts";
import { beginningOf, inTable } from "./table-rows.ts";

/** Reads the article's own page as a page of comments, and learns which pages belong to it. */
export function readArticlePage(state: BlockState, visit: CommentsVisit): void {
  state.source = "page";
  const page = know(state, visit.article.url, null, "start", -1);
  if (page !== undefined) readHtml(state, page, visit.article);
}

/** Wants the page that holds the comments, where the article's page says where it is. */
export function wantCommentsPage(state: BlockState, at: Sources, visit: CommentsVisit): void {
  state.source = "pages";
  if (visit.article.document === null) return;
  const href = readFirst(at, visit.article.document, visit.article, { as: "url" })?.text;
  const url = webUrl(href, visit.article.baseUrl);
  if (url === undefined) return;
  if (withoutFragment(url) === withoutFragment(visit.article.url)) readArticlePage(state, visit);
  else know(state, url, followUpTo(url), "start", -1);
}

/** Reads a further page of HTML. Throws where it cannot be opened. */
export function addHtmlPage(state: BlockState, page: CommentsPageState, brought: Page, visit: CommentsVisit): void {
  // A fragment is made to stand in the article's page, and so are its addresses.
  const context = isFragment(brought)
    ? { ...visit.open({ ...brought, body: inTable(brought.body) }), baseUrl: visit.article.baseUrl }
    : visit.open(brought);
  const finalKey = withoutFragment(brought.finalUrl);
  if (!state.seen.has(finalKey)) state.seen.set(finalKey, page);
  state.declared ??= readDeclared(state, context);
  readHtml(state, page, context);
}

function readHtml(state: BlockState, page: CommentsPageState, context: ReadContext): void {
  const place = state.pages.indexOf(page);
  const read = readPageComments(commentTools(state, context), `${place}.`);
  if (!takeRead(state, page, read)) return;
  if (read.rendered > 0 && place > 0) state.source = "pages";
  if (read.rendered > 0 || place === 0) learnPages(state, place, context);
  else {
    state.isDoubtful = true;
    warn(state, "comment-page-empty", `a further page of comments holds none: ${page.url}`);
  }
}

function learnPages(state: BlockState, place: number, context: ReadContext): void {
  const { pages } = state.block;
  if (pages === undefined || context.document === null) return;
  for (const as of ["next", "previous"] as const) {
    const url = webUrl(readFirst(pages[as], context.document, context, { as: "url" })?.text, context.baseUrl);
    if (url === undefined) continue;
    const known = state.seen.get(withoutFragment(url));
    if (known === undefined) know(state, url, followUpTo(url), as, place);
    else if (as === "next" && known !== state.pages[place] && leadsBack(state, place, known)) {
      state.isDoubtful = true;
      warn(state, "comment-pages-loop", `the pages of comments lead in a circle, back to ${known.url}`);
    }
  }
  for (const reading of readAll(pages.all, context.document, context, { as: "url" })) {
    const url = webUrl(reading.text, context.baseUrl);
    if (url !== undefined) know(state, url, followUpTo(url), "listed", place);
  }
}

/** Whether this page was reached from the other by going on. */
function leadsBack(state: BlockState, place: number, known: CommentsPageState): boolean {
  for (let page = state.pages[place]; page !== undefined; page = state.pages[page.namedBy]) {
    if (page.as === "previous") return false;
    if (page === known) return true;
  }
  return false;
}

function know(
  state: BlockState,
  url: string,
  followUp: FollowUp | null,
  as: KnownPage["as"],
  namedBy: number,
): CommentsPageState | undefined {
  const key = withoutFragment(url);
  return knowPage(state, key, { url: key, followUp, as, namedBy }, state.block.pages?.maxPages ?? 1);
}

const followUpTo = (url: string): FollowUp => ({
  url: withoutFragment(url),
  as: "comments-page",
  method: "GET",
  body: null,
  headers: {},
});

/** A fragment names a place in a page, not a page (RFC 3986 §3.5); an empty query names none. */
const withoutFragment = (url: string): string => url.replace(/\??(?:#.*)?$/s, "");

const isFragment = ({ body }: Page): boolean => !/<!doctype|<html[\s>]/i.test(beginningOf(body));
