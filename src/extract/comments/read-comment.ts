import type { CommentsBlock } from "../../model/site-comments.ts";
import { foldLines, foldText } from "../../model/text.ts";
import { hasTemplate } from "../placeholder.ts";
import type { Reading } from "../read-context.ts";
import { cleanName, present } from "./clean-name.ts";
import { asDateText, readCommentDates } from "./comment-dates.ts";
import type { CommentDraft, ReplyTo } from "./comment-draft.ts";
import { partText } from "./comment-lines.ts";
import type { CommentPlace, CommentTools, FieldReader } from "./comment-place.ts";
import { statusOf } from "./comment-status.ts";
import { readVotes } from "./comment-votes.ts";
import type { ItemReader } from "./item-reader.ts";
import { noteMissing } from "./note-missing.ts";
import { type BylineParts, readByline } from "./read-byline.ts";

/**
 * Reads one comment. `skip` where the site file, or a template that was never filled, says that it is none; `undefined` where
 * neither an author nor a text could be read and nothing says why.
 */
export function readComment(place: CommentPlace, tools: CommentTools): CommentDraft | "skip" | undefined {
  const { block, credit, tally } = tools;
  const { reader } = place;
  const field: FieldReader = (name, sources) => {
    const reading = reader.first(sources);
    if (reading !== undefined) credit(name, reading);
    return reading;
  };
  if (place.text.reading !== null) credit("text", place.text.reading);
  const { text, parts: linesNamed, unread, editText } = partText(place.text.text, block);
  const status = statusOf(place, text, block);
  if (status === "skip") return "skip";

  const parts = { ...linesNamed, ...bylineOf(place, tools) };
  for (const part of Object.keys(linesNamed)) credit(part, { kind: "selector", where: "header, footer" });
  const written = field("author", block.author)?.text ?? parts.author ?? "";
  if (hasTemplate(written)) return "skip";
  const author = cleanName(written);
  if (author === null && text === "" && status === "visible") return undefined;
  // Names are no examples: a warning outlives what is done to protect its commenters.
  for (const where of unread)
    tally.note(`comment-${where}-unread`, "comments", `comments have a ${where} that no pattern matches`);
  if (text === "" && status === "visible") {
    tally.note("comment-text-missing", "comments.text", "comments have an author but no text that could be read");
  }
  const dated = field("publishedAt", block.publishedAt) ?? asDateText(parts.publishedAt);
  const dates = readCommentDates(dated, field("editedAt", block.editedAt) ?? asDateText(editText), tools);
  if (status === "visible" && unread.length === 0)
    noteMissing({ hasAuthor: author !== null, hasDate: dated !== undefined }, place, tools);
  return {
    publisherId: present(field("id", block.id)?.text ?? parts.id),
    key: place.key,
    replyTo: replyToOf(place, parts, field, block),
    author,
    role: present(field("role", block.role)?.text ?? parts.role),
    place: present(field("place", block.place)?.text ?? parts.place),
    title: present(field("title", block.title)?.text ?? parts.title),
    ...dates,
    text: status === "visible" && text !== "" ? foldLines(text) : null,
    status,
    ...readVotes(field, tools),
    isArticleAuthor: isArticleAuthor(field("isArticleAuthor", block.isArticleAuthor), reader, block),
    mentions: status === "visible" ? place.text.mentions.map(foldText) : [],
  };
}

function bylineOf({ reader }: CommentPlace, { block, context, credit }: CommentTools): BylineParts {
  const byline = block.byline === undefined ? undefined : readByline([block.byline].flat(), reader, context);
  if (byline === undefined) return {};
  for (const part of Object.keys(byline.parts)) credit(part, byline.reading);
  return byline.parts;
}

/** An icon without text is a mark too. */
function isArticleAuthor(
  reading: Reading | undefined,
  reader: ItemReader,
  { isArticleAuthor }: CommentsBlock,
): boolean {
  if (reading !== undefined) return !/^(?:false|no|0)$/i.test(reading.text.trim());
  return (isArticleAuthor ?? []).some(
    ({ select, attr, match }) =>
      select !== undefined && attr === undefined && match === undefined && reader.elements(select).length > 0,
  );
}

function replyToOf(
  { under, reader }: CommentPlace,
  parts: BylineParts,
  field: FieldReader,
  { nesting }: CommentsBlock,
): ReplyTo | null {
  if (typeof nesting === "object" && "depth" in nesting) {
    const text = reader.first(nesting.depth)?.text ?? "0";
    return { by: "depth", depth: Number(/\d+(?:\.\d+)?/.exec(text)?.[0] ?? 1) };
  }
  const isByElement = nesting === "contained" || (typeof nesting === "object" && "sibling" in nesting);
  if (isByElement && under !== null) return { by: "key", key: under };
  const sources = typeof nesting === "object" && "parent" in nesting ? nesting.parent : undefined;
  const id = present(field("parentId", sources)?.text ?? parts.parent);
  return id === null ? null : { by: "id", id };
}
