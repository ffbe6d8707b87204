import { valueAt, valuesAt } from "../../model/json-path.ts";
import type { CommentsJson } from "../../model/site-comments.ts";
import type { CommentDraft } from "./comment-draft.ts";
import type { CommentTools } from "./comment-place.ts";
import { readJsonText } from "./comment-text.ts";
import { jsonReader } from "./item-reader.ts";
import { readComment } from "./read-comment.ts";
import type { ReadComments } from "./read-page-comments.ts";

export interface ReadJsonComments extends ReadComments {
  /** Items at the top of the list, for paging by number or offset. */
  readonly topCount: number;
  /** Whether there are more comments than there was room for. */
  readonly isCut: boolean;
}

/**
 * Reads the comments of a JSON source's answer, replies directly after the comment they answer. `undefined` where the
 * answer has no list at the path, which is not the same as an empty one. Reads no more of them than `room`.
 */
export function readJsonComments(
  answer: unknown,
  json: CommentsJson,
  tools: CommentTools,
  keyPrefix: string,
  room: number,
): ReadJsonComments | undefined {
  const top = listAt(answer, json.items ?? "");
  if (top === undefined) return undefined;
  const drafts: CommentDraft[] = [];
  let rendered = 0;
  let leavesOutReplies = false;
  const waiting: Waiting[] = top.map((item) => ({ item, under: null })).reverse();
  while (waiting.length > 0 && rendered < room) {
    const { item, under } = waiting.pop() as Waiting;
    if (typeof item !== "object" || item === null) continue;
    const key = `${keyPrefix}${rendered}`;
    const draft = readItem(item, key, under, tools);
    if (draft !== "skip") rendered++;
    if (draft !== undefined && draft !== "skip") drafts.push(draft);
    if (draft === undefined)
      tools.tally.note("comment-unread", "comments", "comments came without an author or text that could be read");
    if (json.moreReplies !== undefined && valuesAt(item, json.moreReplies).includes(true)) leavesOutReplies = true;
    if (json.replies === undefined) continue;
    const replies = listAt(item, json.replies) ?? [];
    for (let at = replies.length; at-- > 0; ) waiting.push({ item: replies[at], under: draft === "skip" ? null : key });
  }
  const isCut = waiting.length > 0;
  return { drafts, rendered, topCount: top.length, hasPlace: true, leavesOutReplies, isCut, elements: [] };
}

interface Waiting {
  readonly item: unknown;
  readonly under: string | null;
}

function readItem(item: object, key: string, under: string | null, tools: CommentTools) {
  const { block, context } = tools;
  const draft = readComment(
    {
      key,
      reader: jsonReader(item, context),
      text: readJsonText(block.text, block.mentions, item, context),
      wholeText: () => "",
      json: item,
      under,
    },
    tools,
  );
  // Where a reply stands within its parent, that is certain, whatever its parent's id says.
  if (draft === undefined || draft === "skip" || under === null) return draft;
  return { ...draft, replyTo: { by: "key", key: under } } as const;
}

/** The members of the list at a path; of an object that is used as a list, its values. `undefined` where there is none. */
function listAt(json: unknown, path: string): readonly unknown[] | undefined {
  const star = path.indexOf("*");
  if (star >= 0) {
    const before = valueAt(json, path.slice(0, star).replace(/[.[]+$/, ""));
    return before === undefined ? undefined : valuesAt(json, path).flat();
  }
  const values = valuesAt(json, path);
  const [first] = values;
  if (Array.isArray(first)) return values.length === 1 ? first : values.flat();
  const members = typeof first === "object" && first !== null ? Object.values(first) : undefined;
  return members?.every((member) => typeof member === "object" && member !== null) ? members : undefined;
}
