import type { ExtractedComment } from "../../../model/extraction.ts";
import { attributeOf, type PageMap } from "../page-map.ts";
import type { TextBlock } from "../text-blocks.ts";
import { announcementsOf } from "./announcements.ts";
import { boardAddress, boardMarks, surelyBoardAddress } from "./comment-words.ts";
import type { CommentsContext } from "./comments-context.ts";
import type { RawItem } from "./item.ts";
import { rangesOf, widened } from "./item-sets.ts";
import { isDatedOrAnswerable, isSure, type Judged, judge } from "./judge-items.ts";
import { publisherIdOf, readMarkedSets } from "./marked-items.ts";
import { mayHold } from "./may-hold.ts";
import { placesOf } from "./nesting.ts";
import { findUnmarked } from "./unmarked-items.ts";

export interface CommentsReading {
  readonly comments: readonly ExtractedComment[];
  readonly items: readonly RawItem[];
  /** How they were found. */
  readonly where: string;
  readonly confidence: number;
  /** Something in the markup names them as comments or posts; else only their likeness tells. */
  readonly isMarked: boolean;
  /** The page is a thread of a discussion board. */
  readonly isBoard: boolean;
}

const none: CommentsReading = { comments: [], items: [], where: "", confidence: 0, isMarked: false, isBoard: false };

/**
 * Readers' comments: the set of like elements that most clearly are one.
 *
 * Looked for first by marks (schema types, numbered ids, class names), then, below a heading or element that announces
 * comments, by repetition alone. Nothing is taken without positive evidence: each item needs an author and a text, the
 * set a mark or an announcement, and dates or answer links.
 */
export function findComments(page: PageMap, blocks: readonly TextBlock[], context: CommentsContext): CommentsReading {
  const hasMarks =
    boardMarks.test(context.generator) || boardMarks.test(attributeOf(page, page.names.indexOf("body"), "id") ?? "");
  const isBoard = hasMarks || boardAddress.test(context.url);
  const isSurelyBoard = hasMarks || surelyBoardAddress.test(context.url);
  const announcements = announcementsOf(page, blocks);
  let best: Judged | undefined;
  for (const { mark, strength, items } of readMarkedSets(page)) {
    if (strength === 1 && !isBoard && announcements.length === 0 && mark !== "schema:Posting") continue;
    const wanted = items.filter((at) => mayHold(page, at, context, isBoard));
    if (wanted.length === 0 || (strength < 3 && wanted.length < 2 && announcements.length === 0)) continue;
    if (strength === 1 && !isDatedOrAnswerable(page, rangesOf(page, wanted))) continue;
    // The mark may stand on the text alone, with the author in what is around it.
    const wider = strength < 3 ? widened(page, wanted, context.titleAt) : undefined;
    for (const ranges of wider === undefined ? [rangesOf(page, wanted)] : [rangesOf(page, wanted), wider]) {
      const judged = judge(page, blocks, ranges, context, mark, strength);
      if (judged !== undefined && isSure(page, judged, announcements, isBoard) && judged.score > (best?.score ?? 0))
        best = judged;
    }
  }
  // A single one that bears a mark may be the box around several that bear none; and a mark on parts only misleads.
  if (best === undefined || best.whole === 1 || best.whole < best.items.length * 0.7) {
    // A page of frames has no body.
    const places = isSurelyBoard ? [page.names.indexOf("body")].filter((at) => at >= 0) : announcements;
    const repeated = findUnmarked(page, blocks, context, places, isSurelyBoard);
    if (repeated !== undefined && repeated.score > (best?.score ?? 0)) best = repeated;
  }
  if (best === undefined) return none;
  const items = best.items.filter((item) => item.isWhole);
  return {
    comments: commentsOf(page, items),
    items,
    where: best.mark,
    confidence: Math.min(0.95, 0.5 + 0.1 * best.strength + 0.15 * best.dated),
    isMarked: best.strength > 0,
    isBoard:
      best.strength === 1 || (isSurelyBoard && best.strength === 0) || (isBoard && best.mark.startsWith("schema")),
  };
}

function commentsOf(page: PageMap, items: readonly RawItem[]): ExtractedComment[] {
  const places = placesOf(page, items);
  return items.map((item, index) => {
    const place = places[index]!;
    return {
      publisherId: publisherIdOf(page, item.from),
      key: `c${index}`,
      parentKey: place.parent < 0 ? null : `c${place.parent}`,
      depth: place.depth,
      author: item.author,
      role: item.role,
      place: null,
      title: item.subject,
      publishedAt: item.date?.at ?? null,
      publishedPrecision: item.date?.precision ?? null,
      publishedText: item.dateText,
      editedAt: null,
      text: item.isRemoved ? null : item.text,
      status: item.isRemoved ? ("removed" as const) : ("visible" as const),
      votesUp: null,
      votesDown: null,
      isArticleAuthor: false,
    };
  });
}
