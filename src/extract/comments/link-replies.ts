import type { ExtractedComment } from "../../model/extraction.ts";
import type { CommentDraft } from "./comment-draft.ts";

export interface LinkedComments {
  /** In the order given. */
  readonly comments: readonly ExtractedComment[];
  /** Ids that comments claim to answer and that no comment has; those comments stand at the top. */
  readonly missingParents: readonly string[];
  /** How many comments answer each other in a circle; they stand at the top. */
  readonly inCircles: number;
}

/**
 * Gives each comment its parent and depth.
 *
 * A parent may come after its child. The order is never changed. Parents that are missing or lead in a circle are
 * dropped, not guessed. `aliases` names, for comments that were merged into another, the key that was kept.
 */
export function linkReplies(
  drafts: readonly CommentDraft[],
  aliases: ReadonlyMap<string, string> = new Map(),
): LinkedComments {
  const missing = new Set<string>();
  const parents = parentsOf(drafts, aliases, missing);
  const { depths, inCircles } = measure(drafts, parents);
  const comments = drafts.map((draft) => placed(draft, parents.get(draft.key) ?? null, depths.get(draft.key) ?? 0));
  return { comments, missingParents: [...missing], inCircles };
}

/** Field by field: a page may have thousands of comments, and copying what is not named costs several times as much. */
function placed(draft: CommentDraft, parentKey: string | null, depth: number): ExtractedComment {
  return {
    publisherId: draft.publisherId,
    key: draft.key,
    author: draft.author,
    role: draft.role,
    place: draft.place,
    title: draft.title,
    publishedAt: draft.publishedAt,
    publishedPrecision: draft.publishedPrecision,
    publishedText: draft.publishedText,
    editedAt: draft.editedAt,
    text: draft.text,
    status: draft.status,
    votesUp: draft.votesUp,
    votesDown: draft.votesDown,
    isArticleAuthor: draft.isArticleAuthor,
    ...(draft.mentions === undefined ? {} : { mentions: draft.mentions }),
    parentKey,
    depth,
  };
}

function parentsOf(
  drafts: readonly CommentDraft[],
  aliases: ReadonlyMap<string, string>,
  missing: Set<string>,
): Map<string, string> {
  const keys = new Set(drafts.map((draft) => draft.key));
  const keyOfId = new Map<string, string>();
  for (const { publisherId, key } of drafts) {
    if (publisherId !== null && !keyOfId.has(publisherId)) keyOfId.set(publisherId, key);
  }
  const parents = new Map<string, string>();
  const open: { readonly key: string; readonly depth: number }[] = [];
  for (const { key, replyTo } of drafts) {
    let parent: string | undefined;
    if (replyTo?.by === "key") {
      parent = aliases.get(replyTo.key) ?? replyTo.key;
      if (!keys.has(parent)) parent = undefined;
    } else if (replyTo?.by === "id") {
      parent = keyOfId.get(replyTo.id);
      // Many systems write 0 where there is no parent.
      if (parent === undefined && replyTo.id !== "0") missing.add(replyTo.id);
    } else {
      const depth = replyTo?.depth ?? 0;
      while (open.length > 0 && open.at(-1)!.depth >= depth) open.pop();
      if (replyTo !== null) parent = open.at(-1)?.key;
      open.push({ key, depth });
    }
    if (parent !== undefined && parent !== key) parents.set(key, parent);
  }
  return parents;
}

/** Depths by walking up once from each comment, without recursion: threads may be thousands deep. Drops circles from `parents`. */
function measure(drafts: readonly CommentDraft[], parents: Map<string, string>) {
  const depths = new Map<string, number>();
  let inCircles = 0;
  for (const { key } of drafts) {
    if (depths.has(key)) continue;
    if (!parents.has(key)) {
      depths.set(key, 0);
      continue;
    }
    const path: string[] = [];
    const onPath = new Set<string>();
    let at: string | undefined = key;
    while (at !== undefined && !depths.has(at) && !onPath.has(at)) {
      path.push(at);
      onPath.add(at);
      at = parents.get(at);
    }
    if (at !== undefined && onPath.has(at)) {
      for (const member of path.splice(path.indexOf(at))) {
        parents.delete(member);
        depths.set(member, 0);
        inCircles++;
      }
    }
    let depth = at === undefined ? 0 : depths.get(at)! + 1;
    for (const member of path.reverse()) depths.set(member, depth++);
  }
  return { depths, inCircles };
}
