import type { ArticleComment, ArticleRecord } from "../model/article-record.ts";

/** An article as schema.org's NewsArticle, its comments within it. What is not known is left out. */
export function newsArticleOf(record: ArticleRecord): object {
  return present({
    "@type": "NewsArticle",
    "@id": articleNode(record),
    identifier: record.id,
    url: record.canonicalUrl ?? record.finalUrl,
    headline: record.title,
    abstract: record.lead,
    articleSection: record.section,
    genre: record.kind,
    inLanguage: record.language,
    datePublished: record.publishedAt,
    dateModified: record.modifiedAt,
    author: some(record.authors.map(({ name, role }) => personOf(name, role))),
    articleBody: record.text === "" ? null : record.text,
    image: some(
      record.images.map(({ url, alt, caption, credit }) =>
        present({ "@type": "ImageObject", url, description: alt, caption, creditText: credit }),
      ),
    ),
    keywords: some(record.tags),
    isAccessibleForFree: record.access === "unknown" ? null : record.access === "full",
    commentCount: record.commentCountDeclared ?? record.comments.length,
    version: record.revision,
    comment: some(record.comments.map((comment) => commentOf(comment))),
  });
}

/** A comment of an article as schema.org's Comment, on its own. */
export function commentNodeOf(record: ArticleRecord, comment: ArticleComment): object {
  return { ...commentOf(comment), about: { "@id": articleNode(record) } };
}

function commentOf(comment: ArticleComment): object {
  return present({
    "@type": "Comment",
    "@id": commentNode(comment.id),
    identifier: comment.id,
    name: comment.title,
    author: comment.author === null ? null : personOf(comment.author, comment.role),
    dateCreated: comment.publishedAt,
    dateModified: comment.editedAt,
    text: comment.text,
    creativeWorkStatus: comment.status,
    upvoteCount: comment.votesUp,
    downvoteCount: comment.votesDown,
    parentItem: comment.parentId === null ? null : { "@id": commentNode(comment.parentId) },
  });
}

/** Nodes without an address of their own are blank nodes, which join within the file. */
const articleNode = ({ id }: ArticleRecord) => `_:article-${id}`;
const commentNode = (id: string) => `_:comment-${id}`;

function personOf(name: string, role: string | null): object {
  return present({ "@type": "Person", name, jobTitle: role });
}

const some = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list);

function present(properties: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}
