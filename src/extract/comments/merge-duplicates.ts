import type { CommentDraft } from "./comment-draft.ts";

export interface MergedDrafts {
  readonly drafts: readonly CommentDraft[];
  /** Of each comment left out, the key of the one kept in its place. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Ids that stood on comments which differ, and so are no ids; they are dropped. */
  readonly repeatedIds: readonly string[];
}

/**
 * Keeps one of the comments that stand on several pages (pinned, or shifted while we read), known by the publisher's id.
 * The first place is kept; a visible copy is preferred to a hidden one. Comments of one id that differ in author, or in both
 * text and date, are not one comment: a site file that reads the commenter's id for the comment's must not lose any.
 */
export function mergeDuplicates(drafts: readonly CommentDraft[]): MergedDrafts {
  const merged: CommentDraft[] = [];
  const placeOfId = new Map<string, number>();
  const aliases = new Map<string, string>();
  const repeated = new Set<string>();
  for (const draft of drafts) {
    const place = draft.publisherId === null ? undefined : placeOfId.get(draft.publisherId);
    const kept = place === undefined ? undefined : merged[place]!;
    if (kept === undefined) {
      if (draft.publisherId !== null) placeOfId.set(draft.publisherId, merged.length);
      merged.push(draft);
    } else if (areOne(kept, draft)) {
      aliases.set(draft.key, kept.key);
      if (kept.status !== "visible" && draft.status === "visible") merged[place!] = { ...draft, key: kept.key };
    } else {
      repeated.add(draft.publisherId!);
      merged.push(draft);
    }
  }
  return { drafts: merged.map((draft) => withoutId(draft, repeated)), aliases, repeatedIds: [...repeated] };
}

function areOne(one: CommentDraft, other: CommentDraft): boolean {
  const sameOrUnread = (a: string | null, b: string | null) => a === b || a === null || b === null;
  const sameTime = one.publishedText !== null && one.publishedText === other.publishedText;
  return sameOrUnread(one.author, other.author) && (sameTime || sameOrUnread(one.text, other.text));
}

function withoutId(draft: CommentDraft, repeated: ReadonlySet<string>): CommentDraft {
  return draft.publisherId !== null && repeated.has(draft.publisherId) ? { ...draft, publisherId: null } : draft;
}
