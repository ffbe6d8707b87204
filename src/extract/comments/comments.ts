import type { Element } from "domhandler";
import { SelectorError } from "../../dom/compile-selector.ts";
import { ParseBoundsError } from "../../dom/parse-html.ts";
import { selectFirst } from "../../dom/select.ts";
import type { FollowUp } from "../../model/extraction.ts";
import type { Page } from "../../model/page.ts";
import type { CommentsBlock } from "../../model/site-comments.ts";
import {
  type BlockState,
  type CommentsPageState,
  type CommentsVisit,
  failPage,
  hasDrafts,
  makeBlockState,
  renderedSoFar,
  warn,
} from "./block-state.ts";
import { type CommentsReading, concludeComments } from "./conclude-comments.ts";
import { addJsonPage, startJson } from "./follow-json.ts";
import { addHtmlPage, readArticlePage, wantCommentsPage } from "./follow-pages.ts";
import { findKnownWidget } from "./known-widgets.ts";
import { readDeclared } from "./read-declared.ts";

export type { CommentsVisit } from "./block-state.ts";
export type { CommentsReading } from "./conclude-comments.ts";

/** The reading of a visit's comments, page by page. Changed in place by `addCommentsPage` and `failCommentsPage`. */
export interface CommentsState {
  readonly visit: CommentsVisit;
  readonly blocks: readonly CommentsBlock[];
  /** Of the blocks begun with, in their order; the last is being read. */
  readonly begun: BlockState[];
}

/**
 * Begins to read the comments of an article by the first of its descriptions that finds any: reads those on the article's page
 * and learns which further pages are wanted.
 */
export function startComments(blocks: readonly CommentsBlock[], visit: CommentsVisit): CommentsState {
  const state: CommentsState = { visit, blocks, begun: [] };
  advance(state);
  return state;
}

/** The pages that are wanted now. To be answered each by `addCommentsPage` or `failCommentsPage`, after which others may be wanted. */
export function wantedCommentsPages({ begun }: CommentsState): readonly FollowUp[] {
  return (begun.at(-1)?.pages ?? []).flatMap((page) =>
    page.state === "wanted" && page.followUp !== null ? [page.followUp] : [],
  );
}

/** Takes a page that was wanted, of any status. What was not wanted is passed over. */
export function addCommentsPage(state: CommentsState, followUp: FollowUp, brought: Page): void {
  const [block, page] = find(state, followUp);
  if (block === undefined || page === undefined) return;
  try {
    const { json } = block.block;
    if (followUp.as === "comments-json" && json !== undefined) addJsonPage(block, json, page, brought, state.visit);
    else if (brought.status >= 400) failPage(block, page, `HTTP status ${brought.status}`);
    else addHtmlPage(block, page, brought, state.visit);
  } catch (error) {
    // One page that asks too much must not cost the article and the comments of the others.
    if (!isTooMuch(error)) throw error;
    failPage(block, page, error.message);
  }
  advance(state);
}

/** Notes that a wanted page could not be got; what was read of the others is kept. */
export function failCommentsPage(state: CommentsState, followUp: FollowUp, reason: string): void {
  const [block, page] = find(state, followUp);
  if (block === undefined || page === undefined) return;
  failPage(block, page, reason);
  advance(state);
}

/** What was read so far; complete when no page is wanted any more. */
export function readComments(state: CommentsState): CommentsReading {
  const { begun, visit } = state;
  const chosen =
    begun.find(hasDrafts) ??
    begun.find((block) => renderedSoFar(block) > 0) ??
    begun.find((block) => block.widget !== null) ??
    begun.find((block) => block.declared !== null) ??
    begun[0];
  const declared = chosen?.declared ?? begun.find((block) => block.declared !== null)?.declared ?? null;
  const block = chosen ?? makeBlockState(noBlock);
  const mayBeWidget =
    block.source !== "json" && block.widget === null && renderedSoFar(block) === 0 && !isWaiting(block);
  const widget = mayBeWidget && visit.article.document !== null ? findKnownWidget(visit.article.document) : undefined;
  return concludeComments(block, declared, widget);
}

/** The elements of the article's page that hold comments, which are no part of its text. */
export function commentElements({ begun }: CommentsState): readonly Element[] {
  return begun.flatMap(({ pages }) =>
    pages.flatMap(({ followUp, read }) => (followUp === null ? (read?.elements ?? []) : [])),
  );
}

const isWaiting = (block: BlockState): boolean => block.pages.some((page) => page.state === "wanted");

function find(
  { begun }: CommentsState,
  followUp: FollowUp,
): readonly [BlockState | undefined, CommentsPageState | undefined] {
  const block = begun.at(-1);
  const page = block?.pages.find((each) => each.state === "wanted" && isSame(each.followUp, followUp));
  return [block, page];
}

const isSame = (one: FollowUp | null, other: FollowUp): boolean =>
  one?.url === other.url && one.as === other.as && one.method === other.method && one.body === other.body;

/** Begins with the next description as long as the one before found nothing and waits for nothing. */
function advance(state: CommentsState): void {
  const { begun, blocks } = state;
  for (;;) {
    const current = begun.at(-1);
    const isSettled = current !== undefined && (hasDrafts(current) || current.widget !== null || isWaiting(current));
    const next = blocks[begun.length];
    if (isSettled || next === undefined) return;
    const fresh = makeBlockState(next);
    begun.push(fresh);
    try {
      begin(fresh, state.visit);
    } catch (error) {
      if (!isTooMuch(error)) throw error;
      fresh.hasFailed = true;
      warn(fresh, "comments-unread", error.message);
    }
  }
}

const isTooMuch = (error: unknown): error is Error =>
  error instanceof SelectorError || error instanceof ParseBoundsError;

function begin(state: BlockState, visit: CommentsVisit): void {
  const { block } = state;
  const { document } = visit.article;
  if (document === null) return;
  state.declared = readDeclared(state, visit.article);
  if (block.json !== undefined) startJson(state, block.json, visit);
  else if (block.at !== undefined) wantCommentsPage(state, block.at, visit);
  else if (block.item !== undefined || block.separator !== undefined) readArticlePage(state, visit);
  if (block.widget !== undefined && !hasDrafts(state) && selectFirst(block.widget.select, document) !== undefined) {
    state.widget = block.widget.name;
  }
}

const noBlock = { nesting: "flat", statuses: [] } as const satisfies Partial<CommentsBlock> as CommentsBlock;
