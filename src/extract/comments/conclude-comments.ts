import type { Provenance, Warning } from "../../model/article-record.ts";
import type { ExtractedComment } from "../../model/extraction.ts";
import { type BlockState, renderedSoFar } from "./block-state.ts";
import { compareCounts } from "./compare-counts.ts";
import { linkReplies } from "./link-replies.ts";
import { mergeDuplicates } from "./merge-duplicates.ts";
import { orderPages } from "./order-pages.ts";

/** The comments of one visit, from all their pages. */
export interface CommentsReading {
  /** In page order, over all pages. */
  readonly comments: readonly ExtractedComment[];
  readonly declared: number | null;
  readonly rendered: number | null;
  readonly isComplete: boolean | null;
  readonly source: string | null;
  readonly provenance: readonly Provenance[];
  readonly warnings: readonly Warning[];
}

/**
 * Puts the pages in order, merges what stands twice, links replies, and compares the counts.
 *
 * Complete is true when all pages were asked for and read, nothing in them was left unread, and the declared number, where
 * there is one, lies between the visible comments and all of them. It is false when something is known to be missing, and
 * null when that cannot be told: fewer declared than read, pages in a circle, or neither a number nor a place for comments.
 */
export function concludeComments(
  state: BlockState,
  declared: number | null,
  knownWidget: { readonly name: string; readonly provenance: Provenance } | undefined,
): CommentsReading {
  const widget = state.widget ?? knownWidget?.name ?? null;
  const known = state.pages.map((page) => ({ ...page, isRead: page.read !== null }));
  const pages = orderPages(known, state.block.pages?.order ?? "forward").map((place) => state.pages[place]!);
  const merged = mergeDuplicates(pages.flatMap((page) => page.read?.drafts ?? []));
  const linked = linkReplies(merged.drafts, merged.aliases);
  const { comments } = linked;
  const isCounted = widget === null && state.pages.some((page) => page.read !== null);
  const rendered = isCounted ? renderedSoFar(state) - merged.aliases.size : null;
  const counts = compareCounts(declared, rendered, comments);
  const isEmpty = comments.length === 0 && (rendered ?? 0) === 0 && (declared ?? 0) === 0;
  const source = widget === null ? state.source : `widget:${widget}`;
  return {
    comments,
    declared,
    rendered,
    isComplete: widget === null ? isComplete(state, declared, rendered, comments.length, counts.agrees) : false,
    source: isEmpty && widget === null && !state.hasFailed ? null : source,
    provenance: [...state.provenance.values(), ...(knownWidget === undefined ? [] : [knownWidget.provenance])],
    warnings: [
      ...state.warnings,
      ...state.tally.warnings(),
      ...(widget === null ? counts.warnings : []),
      ...doubtsAbout(linked.missingParents, linked.inCircles, merged.repeatedIds),
    ],
  };
}

function isComplete(
  state: BlockState,
  declared: number | null,
  rendered: number | null,
  read: number,
  agrees: boolean | null,
): boolean | null {
  const isOpen = state.pages.some((page) => page.state === "wanted");
  const leavesOut = state.pages.some((page) => page.read?.leavesOutReplies);
  const leavesUnread = rendered !== null && rendered > read;
  if (isOpen || leavesOut || leavesUnread || state.isCut || state.hasFailed) return false;
  if (declared !== null) return agrees;
  if (state.isDoubtful) return null;
  return read > 0 || state.pages.some((page) => page.read?.hasPlace) ? true : null;
}

function doubtsAbout(missing: readonly string[], inCircles: number, repeatedIds: readonly string[]): Warning[] {
  const warnings: Warning[] = [];
  const add = (code: string, field: string, message: string) => void warnings.push({ code, field, message });
  const such = ([first = ""]: readonly string[]) => `such as \`${first.slice(0, 80)}\``;
  if (missing.length > 0) {
    add(
      "comment-parent-missing",
      "comments.parentId",
      `comments answer ${missing.length} comments that are not there, ${such(missing)}`,
    );
  }
  if (inCircles > 0)
    add("comment-parent-circle", "comments.parentId", `${inCircles} comments answer each other in a circle`);
  if (repeatedIds.length > 0) {
    add(
      "comment-id-repeated",
      "comments.id",
      `${repeatedIds.length} ids stand on comments that differ, ${such(repeatedIds)}; they were not used`,
    );
  }
  return warnings;
}
