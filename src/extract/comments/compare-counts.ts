import type { Warning } from "../../model/article-record.ts";
import type { ExtractedComment } from "../../model/extraction.ts";

export interface CountsCompared {
  /** Whether the page's own number agrees with what was read; null where it names none or names fewer. */
  readonly agrees: boolean | null;
  readonly warnings: readonly Warning[];
}

/**
 * Compares the three counts of a page: declared by it, standing in it (`rendered`), and read from it.
 *
 * Sites differ in whether their number counts hidden and removed comments, so a declared number agrees when it lies
 * between the visible comments and all of them. Fewer declared than read is a doubt, not a loss.
 */
export function compareCounts(
  declared: number | null,
  rendered: number | null,
  comments: readonly ExtractedComment[],
): CountsCompared {
  const all = comments.length;
  const visible = comments.filter((comment) => comment.status === "visible").length;
  const agrees = declared === null || declared < visible ? null : declared <= all;
  const areEqual = (declared === null || agrees === true) && (rendered === null || rendered === all);
  if (areEqual) return { agrees, warnings: [] };
  const hidden = all === visible ? "" : `, ${all - visible} of them hidden or removed`;
  const message = `the page declares ${declared ?? "no number of"} comments, ${rendered ?? "an unknown number"} stand in it, ${all} were read${hidden}`;
  return { agrees, warnings: [{ code: "comment-count-mismatch", field: "comments", message }] };
}
