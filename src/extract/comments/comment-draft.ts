import type { ExtractedComment } from "../../model/extraction.ts";

/** What a comment says it answers: another comment of this visit, a publisher's id, or only how deep it stands. */
export type ReplyTo =
  | { readonly by: "key"; readonly key: string }
  | { readonly by: "id"; readonly id: string }
  | { readonly by: "depth"; readonly depth: number };

/** A comment as read from its place, before it has its place in the tree. */
export interface CommentDraft extends Omit<ExtractedComment, "parentKey" | "depth"> {
  readonly replyTo: ReplyTo | null;
}
