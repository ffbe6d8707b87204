import type { z } from "zod";
import { parseHtml } from "../../../src/dom/parse-html.ts";
import { selectAll } from "../../../src/dom/select.ts";
import { structuredDataOf } from "../../../src/dom/structured-data.ts";
import {
  addCommentsPage,
  type CommentsReading,
  type CommentsState,
  failCommentsPage,
  readComments,
  startComments,
  wantedCommentsPages,
} from "../../../src/extract/comments/comments.ts";
import type { ReadContext } from "../../../src/extract/read-context.ts";
import type { FollowUp } from "../../../src/model/extraction.ts";
import type { Page } from "../../../src/model/page.ts";
import { type CommentsBlock, commentsSchema } from "../../../src/model/site-comments.ts";

export type BlockInput = z.input<typeof commentsSchema>;

export const ARTICLE_URL = "https://www.waterkrant.example/bestuur/dijk-verlegd";
export const FETCHED_AT = "2018-01-26T10:00:00.000Z";

export const blockOf = (input: BlockInput): CommentsBlock => commentsSchema.parse(input);

export function contextOf(
  html: string,
  url = ARTICLE_URL,
  options: { remove?: string; fetchedAt?: string } = {},
): ReadContext {
  const document = parseHtml(html);
  return {
    document,
    url,
    baseUrl: url,
    fetchedAt: options.fetchedAt ?? FETCHED_AT,
    language: "nl",
    timeZone: "Europe/Amsterdam",
    removed: new Set(options.remove === undefined ? [] : selectAll(options.remove, document)),
    structured: structuredDataOf(document, [url]),
    warn: () => {},
  };
}

export function pageOf(url: string, body: string, more: Partial<Page> = {}): Page {
  return {
    requestedUrl: url,
    finalUrl: url,
    status: 200,
    headers: {},
    hops: [],
    mediaType: body.trimStart().startsWith("<") ? "text/html" : "application/json",
    charset: "utf-8",
    body: new TextEncoder().encode(body),
    fetchedAt: FETCHED_AT,
    broughtBy: "http",
    elapsedMs: 1,
    ...more,
  };
}

export function start(
  html: string,
  blocks: BlockInput | readonly BlockInput[],
  articleId: string | null = null,
): CommentsState {
  return startComments([blocks].flat().map(blockOf), {
    article: contextOf(html),
    articleId,
    open: (page) => contextOf(new TextDecoder().decode(page.body), page.finalUrl, { fetchedAt: page.fetchedAt }),
  });
}

/** What stands on the article's page alone. */
export const read = (html: string, blocks: BlockInput | readonly BlockInput[]): CommentsReading =>
  readComments(start(html, blocks));

/** Answers every wanted page from `pages`, by address; an absent one fails. Returns the addresses in the order asked for. */
export function visit(
  html: string,
  blocks: BlockInput | readonly BlockInput[],
  pages: Readonly<Record<string, string | Page>>,
  articleId: string | null = null,
): CommentsReading & { readonly asked: readonly FollowUp[] } {
  const state = start(html, blocks, articleId);
  const asked: FollowUp[] = [];
  for (let [wanted] = wantedCommentsPages(state); wanted !== undefined; [wanted] = wantedCommentsPages(state)) {
    asked.push(wanted);
    if (asked.length > 2000) throw new Error("asks without end");
    const address = wanted.body === null ? wanted.url : `${wanted.url} ${wanted.body}`;
    const answer = pages[address];
    if (answer === undefined) failCommentsPage(state, wanted, "network");
    else addCommentsPage(state, wanted, typeof answer === "string" ? pageOf(wanted.url, answer) : answer);
  }
  return { ...readComments(state), asked };
}

export const codes = (reading: CommentsReading): string[] => reading.warnings.map((warning) => warning.code);
