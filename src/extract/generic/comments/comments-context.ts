import type { DateContext } from "../../../model/parse-date.ts";

/** How dates are read; `knowsZone` where `timeZone` is more than a stand-in. */
export interface CommentDates extends DateContext {
  readonly knowsZone: boolean;
}

/** What the search for comments must know beside the page. */
export interface CommentsContext {
  readonly url: string;
  readonly titleAt: number;
  readonly dates: CommentDates;
  /** `<meta name=generator>` and the like, to know a board by. */
  readonly generator: string;
}
