import { parseHtml } from "../../dom/parse-html.ts";
import { selectAll } from "../../dom/select.ts";
import { decodeBody } from "../../model/charset.ts";
import type { FollowUp } from "../../model/extraction.ts";
import { valueAt, valuesAt } from "../../model/json-path.ts";
import { headerOf, type Page } from "../../model/page.ts";
import type { CommentsJson } from "../../model/site-comments.ts";
import type { ReadContext } from "../read-context.ts";
import { readFirst } from "../read-source.ts";
import { webUrl } from "../web-url.ts";
import {
  type BlockState,
  type CommentsPageState,
  type CommentsVisit,
  failPage,
  knowPage,
  leaveRest,
  renderedSoFar,
  roomIn,
  takeRead,
  warn,
} from "./block-state.ts";
import { commentTools } from "./comment-tools.ts";
import { parseAnswer } from "./parse-answer.ts";
import { type ReadJsonComments, readJsonComments } from "./read-json-comments.ts";
import { readPageComments } from "./read-page-comments.ts";
import { isTableRows } from "./table-rows.ts";
import { fillAddress, fillBody, missingNames, type TemplateValue } from "./url-template.ts";

/** Begins with a JSON source: reads what the article's page holds, or wants its first page. */
export function startJson(state: BlockState, json: CommentsJson, visit: CommentsVisit): void {
  state.source = "json";
  if (json.state === undefined) want(state, json, null, visit);
  else readEmbedded(state, json, json.state, visit);
}

/** Reads a page that a JSON source answered, and wants the next where there is one. */
export function addJsonPage(
  state: BlockState,
  json: CommentsJson,
  page: CommentsPageState,
  brought: Page,
  visit: CommentsVisit,
): void {
  // Sources that are counted through answer so behind their last page.
  const isBehindLast = [400, 404, 410].includes(brought.status) && isCounted(json) && state.pages.indexOf(page) > 0;
  const answer = brought.status < 400 ? parseAnswer(decodeBody(brought)) : undefined;
  if (isBehindLast) page.state = "read";
  else if (brought.status >= 400) failPage(state, page, `HTTP status ${brought.status}`);
  else if (answer === undefined) failPage(state, page, `no JSON, but ${brought.mediaType || "something else"}`);
  else readPage(state, json, page, answer, brought, visit);
}

function readPage(
  state: BlockState,
  json: CommentsJson,
  page: CommentsPageState,
  answer: unknown,
  brought: Page,
  visit: CommentsVisit,
): void {
  const context = { ...visit.article, url: brought.finalUrl, fetchedAt: brought.fetchedAt };
  const read = readAnswer(state, json, page, answer, context);
  if (read === undefined) return;
  const header = json.totalHeader === undefined ? undefined : headerOf(brought.headers, json.totalHeader.toLowerCase());
  const total = countOf(json.total === undefined ? undefined : valueAt(answer, json.total)) ?? countOf(header);
  state.declared ??= total;
  state.nextNumber++;
  state.offset += read.topCount;
  const says = json.hasMore === undefined ? undefined : isTrue(valueAt(answer, json.hasMore));
  if (says === false) return;
  if (json.next !== undefined) wantAddress(state, json, valueAt(answer, json.next), visit);
  else if (json.cursor !== undefined) wantCursor(state, json, valueAt(answer, json.cursor), visit);
  else if (isCounted(json)) {
    const isFull = read.topCount > 0 && read.topCount >= (json.pageSize ?? 0);
    const isMissing = total === null || renderedSoFar(state) < total;
    if (says === true || (isFull && isMissing)) want(state, json, null, visit);
  }
}

/** A page has many scripts of one kind: those without a list of comments are other ones. */
function readEmbedded(state: BlockState, json: CommentsJson, selector: string, visit: CommentsVisit): void {
  const { article } = visit;
  if (article.document === null) return;
  for (const script of selectAll(selector, article.document)) {
    const answer = article.structured.stateOf(script);
    if (answer === undefined) continue;
    const { url } = article;
    const namedBy = state.pages.length - 1;
    const read = readIn(answer, state, json, article, `${state.pages.length}.`);
    if (read === undefined) continue;
    const key = `${url}#${state.pages.length}`;
    const page = knowPage(state, key, { url, followUp: null, as: "next", namedBy }, json.maxPages);
    if (page !== undefined) takeRead(state, page, read);
    state.declared ??= countOf(json.total === undefined ? undefined : valueAt(answer, json.total));
  }
}

/** What an answer holds; `undefined` where nothing was taken from it. */
function readAnswer(
  state: BlockState,
  json: CommentsJson,
  page: CommentsPageState,
  answer: unknown,
  context: ReadContext,
): { readonly topCount: number } | undefined {
  const read = readIn(answer, state, json, context, `${state.pages.indexOf(page)}.`);
  if (read === undefined) {
    failPage(state, page, `nothing at \`${json.html ?? json.items}\``);
    return undefined;
  }
  return takeRead(state, page, read) ? read : undefined;
}

function readIn(
  answer: unknown,
  state: BlockState,
  json: CommentsJson,
  context: ReadContext,
  prefix: string,
): ReadJsonComments | undefined {
  if (json.html === undefined) {
    const read = readJsonComments(answer, json, commentTools(state, context), prefix, roomIn(state));
    if (read?.isCut === true) leaveRest(state);
    return read;
  }
  const texts = valuesAt(answer, json.html).filter((value) => typeof value === "string");
  if (texts.length === 0) return undefined;
  const html = texts.join("\n");
  const document = parseHtml(isTableRows(html) ? `<table>${html}` : html);
  const read = readPageComments(commentTools(state, { ...context, document }), prefix);
  return { ...read, hasPlace: true, topCount: read.rendered, isCut: false };
}

function wantCursor(state: BlockState, json: CommentsJson, cursor: unknown, visit: CommentsVisit): void {
  if ((typeof cursor !== "string" && typeof cursor !== "number") || cursor === "") return;
  if (state.cursors.has(String(cursor))) {
    state.isDoubtful = true;
    const message = `the source of comments gives the cursor \`${String(cursor).slice(0, 80)}\` again`;
    warn(state, "comment-pages-loop", message);
  } else {
    state.cursors.add(String(cursor));
    want(state, json, cursor, visit);
  }
}

function wantAddress(state: BlockState, json: CommentsJson, written: unknown, visit: CommentsVisit): void {
  const url = typeof written === "string" ? webUrl(written, visit.article.baseUrl) : undefined;
  if (url === undefined) return;
  const isKnown = state.seen.has(keyOf("GET", url, null));
  if (isKnown) {
    state.isDoubtful = true;
    warn(state, "comment-pages-loop", `the source of comments leads in a circle, back to ${url}`);
  } else wantPage(state, json, { url, as: "comments-json", method: "GET", body: null, headers: json.headers });
}

function want(state: BlockState, json: CommentsJson, cursor: string | number | null, visit: CommentsVisit): void {
  const values = templateValues(state, json, cursor, visit);
  const filled = fillAddress(json.url ?? "", values);
  const url = webUrl(filled, visit.article.baseUrl);
  if (url === undefined) {
    const missing = missingNames(json.url ?? "", values).map((name) => `\`{${name}}\``);
    const why = missing.length === 0 ? "it is no web address" : `the page does not tell ${missing.join(", ")}`;
    state.hasFailed = true;
    warn(state, "comments-address-missing", `the address of the comments could not be made: ${why}`);
  } else {
    const body = json.method === "POST" ? fillBody(json.body ?? "", values) : null;
    wantPage(state, json, { url, as: "comments-json", method: json.method, body, headers: json.headers });
  }
}

function wantPage(state: BlockState, { maxPages }: CommentsJson, followUp: FollowUp): void {
  const { method, url, body } = followUp;
  const namedBy = state.pages.length - 1;
  knowPage(state, keyOf(method, url, body), { url, followUp, as: "next", namedBy }, maxPages);
}

const keyOf = (method: string, url: string, body: string | null): string => `${method} ${url} ${body ?? ""}`;

function templateValues(
  state: BlockState,
  json: CommentsJson,
  cursor: string | number | null,
  { article, articleId }: CommentsVisit,
): Map<string, TemplateValue | undefined> {
  const values = new Map<string, TemplateValue | undefined>([
    ["url", article.url],
    ["id", articleId ?? undefined],
    ["page", state.nextNumber],
    ["offset", state.offset],
    ["cursor", cursor],
  ]);
  for (const [name, sources] of Object.entries(json.variables)) {
    values.set(name, article.document === null ? undefined : readFirst(sources, article.document, article)?.text);
  }
  return values;
}

const isCounted = (json: CommentsJson): boolean => /\{(?:page|offset)\}/.test(`${json.url ?? ""} ${json.body ?? ""}`);
const isTrue = (value: unknown): boolean => value === true || value === 1 || value === "true" || value === "1";

function countOf(value: unknown): number | null {
  const count = typeof value === "string" && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value;
  return typeof count === "number" && Number.isInteger(count) && count >= 0 ? count : null;
}
