import type {
  ArticleComment,
  ArticleImage,
  Author,
  Block,
  Precision,
  Provenance,
  Rights,
  Warning,
} from "./article-record.ts";
import type { NotArticle } from "./outcome.ts";

/** What we read from a page, unjudged. Same names as the record; `validate` decides. */
export interface Extraction {
  readonly canonicalUrl: string | null;
  readonly title: string | null;
  readonly lead: string | null;
  readonly section: string | null;
  readonly kind: string | null;
  readonly language: string | null;
  readonly publishedAt: string | null;
  readonly publishedPrecision: Precision | null;
  readonly publishedText: string | null;
  readonly modifiedAt: string | null;
  readonly authors: readonly Author[];
  readonly body: readonly Block[];
  readonly images: readonly ArticleImage[];
  readonly tags: readonly string[];
  readonly access: "full" | "partial" | "unknown";
  readonly accessReason: string | null;
  readonly isPartnerContent: boolean;
  readonly commentCountDeclared: number | null;
  /** Comments that stand in the page, read or not (placeholders, hidden and removed ones included); null where not counted. */
  readonly commentCountRendered: number | null;
  readonly commentsComplete: boolean | null;
  readonly commentsSource: string | null;
  readonly comments: readonly ExtractedComment[];
  /** True where the policy for people left the comments out: that none are here says nothing of the page. */
  readonly areCommentsLeftOut?: boolean;
  /** The publisher's own id of the article, where the site file reads one; `model/article-id.ts` makes the record's id of it. */
  readonly publisherId: string | null;
  readonly rights: Rights;
  /** Fields that the site file requires and the page did not give. */
  readonly missing: readonly string[];
  readonly provenance: readonly Provenance[];
  readonly warnings: readonly Warning[];
  /** Set where the page is not an article at all: then no record is made, whatever the fields hold. */
  readonly notArticle: { readonly what: NotArticle; readonly detail: string } | null;
}

/** A comment before it has its stable id: ids and parents are the publisher's, or keys local to this visit. */
export interface ExtractedComment extends Omit<ArticleComment, "id" | "parentId" | "index"> {
  /** The publisher's id, or null. */
  readonly publisherId: string | null;
  /** Unique within this visit; `parentKey` points to another comment's `key`. */
  readonly key: string;
  readonly parentKey: string | null;
  /** Names of others in the text that markup sets apart, as they stand there (`@Miep`): to be hidden with their owners. */
  readonly mentions?: readonly string[];
}

/** A further page that belongs to the same visit: a page of comments, or a JSON source. */
export interface FollowUp {
  readonly url: string;
  readonly as: "comments-page" | "comments-json";
  readonly method: "GET" | "POST";
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
}
