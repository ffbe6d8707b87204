import type { Block } from "../../../model/article-record.ts";
import type { ExtractedComment } from "../../../model/extraction.ts";

export interface OpenedThread {
  readonly opening: ExtractedComment;
  readonly body: readonly Block[];
  readonly answers: readonly ExtractedComment[];
}

/** A page after the first of a thread begins in its middle. */
const laterPage = /[?&/-](?:page|p|seite|pagina|start|offset)[=/-]?(?:[2-9]|\d{2,})(?:[/&#?]|$)/i;

/** A thread's first post is its article, and the rest answer it; nothing where the page is a later one of the thread. */
export function openThread(comments: readonly ExtractedComment[], url: string): OpenedThread | undefined {
  const [opening, ...answers] = comments;
  if (opening === undefined || opening.text === null || laterPage.test(url)) return undefined;
  const body = opening.text.split("\n\n").map((text) => ({ type: "paragraph" as const, text, level: null }));
  const isUnder = (comment: ExtractedComment): boolean => comment.parentKey === opening.key;
  // Answers that stood within the opening post rise by one, with all below them.
  const rises = answers.some(isUnder);
  return {
    opening,
    body,
    answers: answers.map((comment) => ({
      ...comment,
      parentKey: isUnder(comment) ? null : comment.parentKey,
      depth: rises ? Math.max(0, comment.depth - 1) : comment.depth,
    })),
  };
}
