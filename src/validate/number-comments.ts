import { commentIds } from "../model/article-id.ts";
import type { ArticleComment } from "../model/article-record.ts";
import type { ExtractedComment } from "../model/extraction.ts";

/**
 * Gives comments their stable ids, resolves whom they answer, and numbers them in page order.
 *
 * A parent that is not among them leaves the comment at the top, but for its depth as the page has it; a circle of answers is cut
 * where it closes.
 */
export function numberComments(articleId: string, comments: readonly ExtractedComment[]): ArticleComment[] {
  const ids = commentIds(articleId, comments);
  const places = new Map(comments.map(({ key }, place) => [key, place]));
  const parents = comments.map(({ parentKey }, place) => {
    const parent = parentKey === null ? undefined : places.get(parentKey);
    return parent === undefined || parent === place ? null : parent;
  });
  cutCircles(parents);
  const depths = depthsOf(parents, comments);
  return comments.map((comment, place) => {
    const parent = parents[place] ?? null;
    return {
      id: ids[place] as string,
      parentId: parent === null ? null : (ids[parent] as string),
      depth: depths[place] ?? 0,
      index: place,
      author: comment.author,
      role: comment.role,
      place: comment.place,
      title: comment.title,
      publishedAt: comment.publishedAt,
      publishedPrecision: comment.publishedPrecision,
      publishedText: comment.publishedText,
      editedAt: comment.editedAt,
      text: comment.text,
      status: comment.status,
      votesUp: comment.votesUp,
      votesDown: comment.votesDown,
      isArticleAuthor: comment.isArticleAuthor,
    };
  });
}

/** Follows each chain of parents once; the link that leads back into the chain itself is taken out. */
function cutCircles(parents: (number | null)[]): void {
  const done = new Set<number>();
  for (let start = 0; start < parents.length; start++) {
    if (parents[start] === null) continue;
    const chain = new Set<number>();
    let place = start;
    for (;;) {
      chain.add(place);
      const parent = parents[place] ?? null;
      if (parent === null || done.has(parent)) break;
      if (chain.has(parent)) {
        parents[place] = null;
        break;
      }
      place = parent;
    }
    for (const each of chain) done.add(each);
  }
}

/** One more than the parent's; without a parent here, as the page has it. */
function depthsOf(parents: readonly (number | null)[], comments: readonly ExtractedComment[]): number[] {
  const depths: number[] = [];
  for (let start = 0; start < parents.length; start++) {
    if (depths[start] !== undefined) continue;
    const chain: number[] = [];
    let place: number | null = start;
    while (place !== null && depths[place] === undefined) {
      chain.push(place);
      place = parents[place] ?? null;
    }
    let depth = place === null ? -1 : (depths[place] as number);
    for (const each of chain.reverse()) {
      depth = parents[each] === null ? (comments[each]?.depth ?? 0) : depth + 1;
      depths[each] = depth;
    }
  }
  return depths;
}
