import type { ArticleImage, ArticleRecord, Author, Block } from "../model/article-record.ts";
import type { DemoArticle, DemoComment, Magazine } from "./magazine.ts";
import { dayBefore } from "./magazine.ts";

/** The part of a record that the magazine's inventor knows beforehand. */
export interface DemoTruth {
  readonly title: string;
  readonly lead: string | null;
  readonly section: string;
  readonly kind: string;
  readonly publishedAt: string;
  readonly modifiedAt: string | null;
  readonly authors: readonly Author[];
  readonly body: readonly Block[];
  readonly images: readonly ArticleImage[];
  readonly access: ArticleRecord["access"];
  readonly accessReason: string | null;
  readonly isPartnerContent: boolean;
  readonly commentCountDeclared: number;
  readonly comments: readonly {
    readonly author: string;
    readonly role: string | null;
    readonly text: string;
    readonly publishedAt: string | null;
  }[];
}

/** The truth of each article by its canonical URL. */
export function truthOf(magazine: Magazine, origin: string): ReadonlyMap<string, DemoTruth> {
  return new Map(magazine.articles.map((article) => [origin + article.path, truthOfArticle(article, origin)]));
}

/** The same keys of a record, to be compared deeply with its truth. */
export function comparable(record: ArticleRecord): DemoTruth {
  return {
    title: record.title ?? "",
    lead: record.lead,
    section: record.section ?? "",
    kind: record.kind ?? "",
    publishedAt: record.publishedAt ?? "",
    modifiedAt: record.modifiedAt,
    authors: record.authors,
    body: record.body,
    images: record.images,
    access: record.access,
    accessReason: record.accessReason,
    isPartnerContent: record.isPartnerContent,
    commentCountDeclared: record.commentCountDeclared ?? -1,
    comments: record.comments.map(({ author, role, text, publishedAt }) => ({
      author: author ?? "",
      role,
      text: text ?? "",
      publishedAt,
    })),
  };
}

function truthOfArticle(article: DemoArticle, origin: string): DemoTruth {
  const isStructured = article.layout === "structured";
  return {
    title: article.title,
    lead: article.lead,
    section: article.section,
    kind: article.kind,
    publishedAt: article.publishedAt,
    modifiedAt: isStructured ? article.publishedAt.replace(/^.{10}/, dayBefore(article.day, -1)) : null,
    authors: article.author === null ? [] : [article.author],
    body: article.body,
    images:
      article.image === null
        ? []
        : [
            {
              url: origin + article.image.path,
              alt: article.image.alt,
              caption: article.image.caption,
              credit: article.image.credit,
            },
          ],
    access: article.promo === null ? "full" : "partial",
    accessReason: article.promo,
    isPartnerContent: article.isPartnerContent,
    commentCountDeclared: article.declared,
    comments: article.comments.map((comment) => truthOfComment(comment, article.layout !== "modern")),
  };
}

function truthOfComment(comment: DemoComment, isDated: boolean): DemoTruth["comments"][number] {
  return {
    author: comment.author,
    role: comment.role,
    text: comment.paragraphs.join("\n\n"),
    publishedAt: isDated ? comment.publishedAt : null,
  };
}
