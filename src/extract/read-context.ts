import type { Document, Element, ParentNode } from "domhandler";
import type { StructuredData } from "../dom/structured-data.ts";
import type { SourceKind, Warning } from "../model/article-record.ts";
import type { Source } from "../model/site-source.ts";

/** An item of a JSON source: what `json:` paths are read from. */
export interface JsonItem {
  readonly json: unknown;
}

/**
 * Where sources are read: the whole page (a `Document`), an element of it (a card, a comment), or an item of a JSON source.
 * An element may also be made up, to hold siblings that no element holds: selection and text look only downward from it.
 */
export type Scope = ParentNode | JsonItem;

/** What reading needs beyond the scope; the same for all fields of a page. */
export interface ReadContext {
  /** The page, for `meta`, `jsonLd`, `state`; null where there is none (a JSON source). */
  readonly document: Document | null;
  /** The page's final URL, for `url:` patterns. */
  readonly url: string;
  /** What relative addresses are relative to: `<base href>`, or the final URL. */
  readonly baseUrl: string;
  /** ISO 8601, UTC: what "3 uur geleden" is relative to. */
  readonly fetchedAt: string;
  readonly language: string;
  readonly timeZone: string;
  /** Elements dropped before any field is read, with all they hold. To leave out more (replies nested in a comment): `{ ...context, removed }`. */
  readonly removed: ReadonlySet<Element>;
  readonly structured: StructuredData;
  /** Takes a doubt about the record. */
  readonly warn: (warning: Warning) => void;
}

/** The same context where neither leaves anything out: a page has many comments, and few leave out anything. */
export function leavingOut(removed: ReadonlySet<Element>, context: ReadContext): ReadContext {
  return removed.size === 0 && context.removed.size === 0 ? context : { ...context, removed };
}

/** What one source gave at one place. */
export interface Reading {
  /** After `strip`, `match` and `split`; white space folded, lines kept where lines were asked for. Never "". */
  readonly text: string;
  /** The text as it stood, white space folded; for provenance. */
  readonly raw: string;
  /** The value as JSON has it (a number, a boolean, a list), where it came from JSON; else the text. */
  readonly value: unknown;
  /** Named groups of `match`, "" where one took no part; null without `match`. */
  readonly groups: Readonly<Record<string, string>> | null;
  readonly element: Element | null;
  readonly kind: SourceKind;
  /** For provenance: the selector with its attribute, the path, the name. */
  readonly where: string;
  /** For `order`, `timeZone`, `epoch`, `read`. */
  readonly source: Source;
}

export const isJsonItem = (scope: Scope): scope is JsonItem => !("children" in scope);
