import type { ArticleRecord } from "../model/article-record.ts";
import { changesBetween, withVanished } from "./changes-between.ts";

/**
 * The next revision of an article: what is new on the page, told as changes against the record before; or null where nothing is.
 * `hashOf` hashes the extracted fields. Where comments are not kept any more, those of the record before are left out, not told as vanished.
 */
export function reviseRecord(
  previous: ArticleRecord,
  read: ArticleRecord,
  hashOf: (record: Omit<ArticleRecord, "contentHash">) => string,
  keepsComments = true,
): ArticleRecord | null {
  const earlier = keepsComments ? previous : { ...previous, comments: [] };
  const merged = {
    ...read,
    firstSeenAt: previous.firstSeenAt,
    comments: withVanished(earlier.comments, read.comments, read.commentsComplete),
  };
  const contentHash = hashOf(merged);
  if (contentHash === previous.contentHash) return null;
  const changes = changesBetween(earlier, merged);
  // The hash sees what the list of told changes does not, such as the order of comments: no revision for that.
  if (changes.length === 0) return null;
  return { ...merged, revision: previous.revision + 1, contentHash, changes };
}
