import type { SourceKind } from "../../model/article-record.ts";
import type { CommentsBlock } from "../../model/site-comments.ts";
import type { Sources } from "../../model/site-source.ts";
import type { ReadContext, Reading } from "../read-context.ts";
import type { CommentText } from "./comment-text.ts";
import type { ItemReader } from "./item-reader.ts";
import type { Tally } from "./tally.ts";

/** What all comments of one page are read with. */
export interface CommentTools {
  readonly block: CommentsBlock;
  readonly context: ReadContext;
  readonly tally: Tally;
  /** Takes, once for each field, the source that gave it. */
  readonly credit: (field: string, reading: { readonly kind: SourceKind; readonly where: string }) => void;
}

/** One comment's own place, whatever it came from. */
export interface CommentPlace {
  readonly key: string;
  readonly reader: ItemReader;
  readonly text: CommentText;
  /** The whole item's text, for patterns that tell hidden comments; asked for only where no text was read. */
  readonly wholeText: () => string;
  /** The item, where it came as JSON. */
  readonly json: unknown;
  /** The comment it stands under, where the page's own nesting says so. */
  readonly under: string | null;
}

/** Reads a field of one comment and notes where it came from. */
export type FieldReader = (name: string, sources: Sources | undefined) => Reading | undefined;
