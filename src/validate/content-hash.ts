import type { ArticleRecord } from "../model/article-record.ts";
import { contentHash as hashOf } from "../model/content-hash.ts";

/**
 * SHA-256 over what an article and its comments say: equal for two visits between which the publisher changed nothing.
 *
 * Left out is what changes by itself: when and how the page was brought, votes, declared counts, relative dates ("3 uur geleden" is
 * another text each hour, and reckons to another minute), provenance and warnings.
 */
export function contentHash(record: Omit<ArticleRecord, "contentHash">): string {
  const isRelative = record.warnings.some(({ code, field }) => code === "date-inferred" && field === "publishedAt");
  return hashOf([
    record.title,
    record.lead,
    record.section,
    record.kind,
    isRelative ? null : record.publishedAt,
    record.modifiedAt,
    record.authors.map(({ name, role }) => [name, role]),
    record.body.map(({ type, text, level }) => [type, text, level]),
    record.images.map(({ url, alt, caption, credit }) => [url, alt, caption, credit]),
    record.tags,
    record.access,
    record.isPartnerContent,
    record.comments.map((comment) => [
      comment.id,
      comment.parentId,
      comment.author,
      comment.role,
      comment.place,
      comment.title,
      comment.text,
      comment.status,
      comment.editedAt,
      comment.isArticleAuthor,
    ]),
  ]);
}
