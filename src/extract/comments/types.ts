import type { Document } from "domhandler";
import type { Provenance, Warning } from "../../model/article-record.ts";
import type { ExtractedComment, FollowUp } from "../../model/extraction.ts";
import type { Page } from "../../model/page.ts";
import type { CommentsBlock } from "../../model/site-comments.ts";
import type { ReadContext } from "../read-context.ts";

/**
 * Comments of one visit, as far as they are read. `extract.ts` begins with `startComments`, and while `wants` is not empty
 * hands every answer to `addCommentsPage`, in the order of `wants`; each call gives a new reading and leaves the old one as it is.
 *
 * ```ts
 * startComments(input: CommentsInput): CommentsReading
 * addCommentsPage(reading: CommentsReading, answer: CommentsAnswer): CommentsReading
 * ```
 */
export interface CommentsReading {
  /** Follow-ups to bring next; empty when all has been read. What was asked for once is never wanted again. */
  readonly wants: readonly FollowUp[];
  /** In page order, parents before replies, ready for the extraction. */
  readonly comments: readonly ExtractedComment[];
  readonly declared: number | null;
  readonly rendered: number | null;
  readonly isComplete: boolean | null;
  /** `page`, `pages`, `json`, `widget:NAME`, or null. */
  readonly source: string | null;
  readonly provenance: readonly Provenance[];
  readonly warnings: readonly Warning[];
}

export interface CommentsInput {
  /** The article's page. */
  readonly document: Document;
  readonly context: ReadContext;
  /** Of several descriptions, the first that finds any comment, widget or declared count. */
  readonly descriptions: readonly CommentsBlock[];
  /** The publisher's id of the article, for `{id}` in templates. */
  readonly publisherId: string | null;
}

export interface CommentsAnswer {
  readonly followUp: FollowUp;
  /** What came back, of any status; null where it could not be got: the article is kept, `isComplete` becomes false. */
  readonly page: Page | null;
}
