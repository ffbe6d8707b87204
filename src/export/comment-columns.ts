import type { ArticleComment, ArticleRecord } from "../model/article-record.ts";
import type { Column } from "./column.ts";
import { dayOf } from "./day-of.ts";

/** A comment with the article it stands under. */
export interface CommentRow {
  readonly article: ArticleRecord;
  readonly comment: ArticleComment;
}

const text = (name: keyof ArticleComment & string, describe: string, isRequired = false): Column<CommentRow> => ({
  ...{ name, type: "string", isRequired, describe },
  read: ({ comment }) => comment[name] as string | null,
});
const count = (name: keyof ArticleComment & string, describe: string, isRequired = false): Column<CommentRow> => ({
  ...{ name, type: "integer", isRequired, describe },
  read: ({ comment }) => comment[name] as number | null,
});

/** The comments as a flat table, one row a comment, tombstones of vanished ones included; joined by `articleId` and `revision`. */
export const COMMENT_COLUMNS: readonly Column<CommentRow>[] = [
  {
    ...{ name: "articleId", type: "string", isRequired: true, describe: "`id` of the article." },
    read: ({ article }) => article.id,
  },
  {
    ...{ name: "revision", type: "integer", isRequired: true, describe: "`revision` of the article's record." },
    read: ({ article }) => article.revision,
  },
  {
    ...{ name: "site", type: "string", isRequired: true, describe: "`site` of the article." },
    read: ({ article }) => article.site,
  },
  text("id", "Stable id of the comment.", true),
  text("parentId", "`id` of the comment this one answers; empty at the top."),
  count("depth", "0 at the top, 1 for a reply, and so on.", true),
  count("index", "Place in page order, from 0.", true),
  text("author", "Commenter's name as printed."),
  text("role", "Commenter's function as printed."),
  text("place", "Town or organisation beside the name."),
  text("title", "Title of the comment."),
  text("publishedAt", "When it was written, as far as it is known."),
  {
    ...{ name: "publishedOn", type: "day", describe: "The day of `publishedAt`, where it is exact to the day." },
    read: ({ comment }) => dayOf(comment.publishedAt),
  },
  text("publishedPrecision", "How exact `publishedAt` is."),
  text("publishedText", "The date as it stood on the page."),
  text("editedAt", "When it was last edited."),
  text("text", "The comment; empty when hidden, removed or vanished."),
  text("status", "visible, hidden, removed, banned or vanished.", true),
  count("votesUp", "Votes for."),
  count("votesDown", "Votes against."),
  {
    ...{ name: "isArticleAuthor", type: "boolean", isRequired: true, describe: "The article's author wrote it." },
    read: ({ comment }) => comment.isArticleAuthor,
  },
];
