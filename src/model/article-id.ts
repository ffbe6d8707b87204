import { hash } from "node:crypto";
import { foldText } from "./text.ts";

/**
 * The stable id of an article: from the site's name and the publisher's own id, or else its URL, which must be normalised.
 * Nothing of the article's content goes into it, so that a corrected article stays the same one.
 */
export function articleId(site: string, url: string, publisherId: string | null = null): string {
  return publisherId === null
    ? shortHash(["article", site, "url", url])
    : shortHash(["article", site, "id", publisherId]);
}

/** What a comment is known by where the publisher gives it no id. */
export interface CommentContent {
  /**
   * As the record will show it. With pseudonyms, that is the pseudonym: an id made of the name would let anyone who has the text
   * try names until the id comes out.
   */
  readonly author: string | null;
  readonly text: string | null;
  /** The how manyth comment of the article with this author and text, in page order, from 1. */
  readonly duplicateIndex: number;
}

/**
 * The stable id of a comment: from its article and the publisher's id, or else from article, author and text, never from its place.
 * White space is folded first, so that new markup around the same words makes no new comment.
 * The second of two equal comments ends in `-2`, the third in `-3`.
 */
export function commentId(article: string, identity: string | CommentContent): string {
  if (typeof identity === "string") return shortHash(["comment", article, "id", identity]);
  const { author, text, duplicateIndex } = identity;
  const id = shortHash(["comment", article, "content", foldOrNull(author), foldOrNull(text)]);
  return duplicateIndex > 1 ? `${id}-${duplicateIndex}` : id;
}

/**
 * The ids of all comments of an article, given in page order, each of them once: a publisher's id that occurs again
 * is told apart as equal contents are.
 */
export function commentIds(
  article: string,
  comments: readonly {
    readonly publisherId: string | null;
    readonly author: string | null;
    readonly text: string | null;
  }[],
): string[] {
  const timesSeen = new Map<string, number>();
  return comments.map(({ publisherId, author, text }) => {
    const id = commentId(article, publisherId ?? { author, text, duplicateIndex: 1 });
    const times = (timesSeen.get(id) ?? 0) + 1;
    timesSeen.set(id, times);
    return times > 1 ? `${id}-${times}` : id;
  });
}

/** 80 bits: among ten million ids, the odds that any two are equal are about one in 24 billion. */
const HEX_DIGITS = 20;

/** Hashes the parts as JSON, in which no two lists of strings are written alike. */
function shortHash(parts: readonly (string | null)[]): string {
  return hash("sha256", JSON.stringify(parts), "hex").slice(0, HEX_DIGITS);
}

const foldOrNull = (text: string | null): string | null => (text === null ? null : foldText(text));
