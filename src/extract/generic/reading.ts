import type { ArticleImage, Author, Block, Precision, SourceKind } from "../../model/article-record.ts";
import type { ExtractedComment } from "../../model/extraction.ts";
import type { NotArticle } from "../../model/outcome.ts";

/** What is known of a page beside its tree. */
export interface GenericContext {
  /** Address that answered; relative links are read against it. */
  readonly url: string;
  /** ISO 8601 instant: relative dates count from it. */
  readonly fetchedAt: string;
  /** BCP 47 tag to believe where the page names no language. */
  readonly language?: string;
  /** IANA zone of a time that is printed without one; UTC where unknown. */
  readonly zone?: string;
}

/** A value with where it came from and how sure we are; `value` is null, or empty, where nothing was sure enough. */
export interface Found<T> {
  readonly value: T;
  readonly source: SourceKind;
  /** Path, meta name or name of the heuristic; "" where nothing was found. */
  readonly where: string;
  /** As it stood there; null for long fields. */
  readonly text: string | null;
  /** 0 … 1. */
  readonly confidence: number;
}

export interface DateReading {
  readonly at: string;
  readonly precision: Precision;
}

export interface GenericReading {
  readonly canonicalUrl: Found<string | null>;
  readonly title: Found<string | null>;
  readonly lead: Found<string | null>;
  readonly section: Found<string | null>;
  readonly language: Found<string | null>;
  readonly publishedAt: Found<DateReading | null>;
  readonly modifiedAt: Found<DateReading | null>;
  readonly authors: Found<readonly Author[]>;
  readonly body: Found<readonly Block[]>;
  readonly images: Found<readonly ArticleImage[]>;
  readonly tags: Found<readonly string[]>;
  readonly access: Found<"full" | "partial" | "unknown">;
  readonly commentCountDeclared: Found<number | null>;
  readonly comments: Found<readonly ExtractedComment[]>;
  readonly notArticle: { readonly what: NotArticle; readonly detail: string } | null;
}

/** Values that are less sure than this are not given. */
export const leastConfidence = 0.4;

export function found<T>(
  value: T,
  source: SourceKind,
  where: string,
  text: string | null,
  confidence: number,
): Found<T> {
  return { value, source, where, text: text === null ? null : text.slice(0, 200), confidence };
}

export function nothing<T>(value: T): Found<T> {
  return found(value, "generic", "", null, 0);
}
