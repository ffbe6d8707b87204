import type { Element } from "domhandler";
import { isText } from "domhandler";
import { textOf } from "../../dom/text-of.ts";
import { isQuirky } from "../../dom/tree-index.ts";
import type { CommentDraft } from "./comment-draft.ts";
import type { CommentTools } from "./comment-place.ts";
import { readPageText } from "./comment-text.ts";
import { cutItems } from "./cut-items.ts";
import { findItems } from "./find-items.ts";
import { holdsAnother } from "./holds-another.ts";
import { elementReader } from "./item-reader.ts";
import { readComment } from "./read-comment.ts";

/** The comments of one page, whatever brought them. */
export interface ReadComments {
  readonly drafts: readonly CommentDraft[];
  /** Comments that stand in the page, read or not. */
  readonly rendered: number;
  /** Whether the page has a place for comments, filled or not. */
  readonly hasPlace: boolean;
  /** Whether the page itself says that it leaves out replies. */
  readonly leavesOutReplies: boolean;
  /** The comments' elements in the page. */
  readonly elements: readonly Element[];
}

/** Reads the comments that stand in a page of HTML. `keyPrefix` tells this page's keys from other pages'. */
export function readPageComments(tools: CommentTools, keyPrefix: string): ReadComments {
  const { block, context, tally } = tools;
  const { document } = context;
  if (document === null) return { drafts: [], rendered: 0, hasPlace: false, leavesOutReplies: false, elements: [] };
  const find = block.separator === undefined ? findItems : cutItems;
  const { items, hasPlace } = find(block, document, context.removed, keyPrefix);
  const quirky = isQuirky(document);
  const unread = (selector: string) =>
    tally.note(
      "comment-selector-unread",
      "comments",
      "times a selector looks where nothing of one comment is sought",
      selector,
    );
  const drafts: CommentDraft[] = [];
  const elements = items.map((item) => item.element);
  const isItem = new Set<unknown>(elements);
  let rendered = items.length;
  // Where the selector finds a comment twice, its wrapper and itself, the inner one takes the wrapper's place in the tree.
  const wrapped = new Map<string, { readonly key: string; readonly under: string | null }>();
  for (const item of items) {
    const outer = wrapped.get(item.key);
    const under = outer === undefined ? (wrapped.get(item.under ?? "")?.key ?? item.under) : outer.under;
    const reader = elementReader(item, context, quirky, unread);
    const whole = readPageText(block.text, block.mentions, item, reader, context);
    const isMixed = holdsAnother(whole.elements, block, item, reader);
    if (isMixed)
      tally.note("comment-holds-another", "comments.text", "comments hold a second author; only their first was kept");
    const text = isMixed ? { ...whole, text: "", mentions: [] } : whole;
    const draft = readComment(
      {
        key: item.key,
        reader,
        text,
        wholeText: () => textOf(item.element, { as: "lines", removed: item.apart }),
        json: undefined,
        under,
      },
      tools,
    );
    if (draft !== undefined && draft !== "skip") drafts.push(isMixed ? { ...draft, ...ofNobodyKnown } : draft);
    else if (draft === "skip") rendered--;
    else if (item.firstNested !== null && isWrapper(item.element, item.firstNested.element, isItem)) {
      rendered--;
      const inner = { key: item.firstNested.key, under };
      wrapped.set(item.firstNested.key, inner);
      wrapped.set(item.key, inner);
    } else
      tally.note(
        "comment-unread",
        "comments",
        "comments stand in the page without an author or text that could be read",
      );
  }
  return { drafts, rendered, hasPlace, leavesOutReplies: false, elements };
}

/** In a comment that holds a second one, what is the first's and what the second's is not known. */
const ofNobodyKnown = {
  role: null,
  place: null,
  title: null,
  publishedAt: null,
  publishedPrecision: null,
  publishedText: null,
  editedAt: null,
  votesUp: null,
  votesDown: null,
  isArticleAuthor: false,
} as const;

/** Whether nothing stands in the outer element before the inner one, and no other comment beside it: then those are replies. */
function isWrapper(outer: Element, inner: Element, isItem: ReadonlySet<unknown>): boolean {
  if (inner.parent?.children.some((child) => child !== inner && isItem.has(child))) return false;
  for (let node = inner; node !== outer; node = node.parent as Element) {
    for (let before = node.prev; before !== null; before = before.prev) {
      if (!(isText(before) && before.data.trim() === "") && before.type !== "comment") return false;
    }
  }
  return true;
}
