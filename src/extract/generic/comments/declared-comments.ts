import { decodeEntities } from "../../../dom/decode-entities.ts";
import type { StructuredData } from "../../../dom/structured-data.ts";
import type { ExtractedComment } from "../../../model/extraction.ts";
import { parseDate } from "../../../model/parse-date.ts";
import { hasZone } from "../read-date-text.ts";
import type { CommentDates } from "./comments-context.ts";

type Json = Readonly<Record<string, unknown>>;

const mostNesting = 20;
const mostComments = 3000;

/** The comments that the article's JSON-LD holds, each before what answers it; those without author or text are left out. */
export function declaredComments(structured: StructuredData, dates: CommentDates): ExtractedComment[] {
  const comments: ExtractedComment[] = [];
  const add = (value: unknown, parentKey: string | null, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > mostNesting || comments.length >= mostComments) return;
    if (Array.isArray(value)) {
      for (const member of value) add(member, parentKey, depth);
      return;
    }
    const declared = value as Json;
    const author = nameOf(declared.author) ?? nameOf(declared.creator);
    const text = textOf(declared.text) ?? textOf(declared.description);
    const isWhole = author !== null && text !== null;
    const key = `c${comments.length}`;
    if (isWhole) {
      const published = textOf(declared.dateCreated) ?? textOf(declared.datePublished);
      const date = published === null ? undefined : parseDate(published, dates);
      const isDay = date?.at.includes("T") === true && !dates.knowsZone && !hasZone(published!);
      comments.push({
        publisherId: textOf(declared.identifier),
        key,
        parentKey,
        depth,
        author,
        role: null,
        place: null,
        title: null,
        publishedAt: date === undefined ? null : isDay ? date.at.slice(0, 10) : date.at,
        publishedPrecision: date === undefined ? null : isDay ? "day" : date.precision,
        publishedText: date === undefined ? null : published,
        editedAt: null,
        text,
        status: "visible",
        votesUp: countOf(declared.upvoteCount),
        votesDown: countOf(declared.downvoteCount),
        isArticleAuthor: false,
      });
    }
    add(declared.comment, isWhole ? key : parentKey, isWhole ? depth + 1 : depth);
  };
  add(structured.jsonLd.valuesAt("comment"), null, 0);
  return comments;
}

function nameOf(value: unknown): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  if (typeof first === "string") return textOf(first);
  return typeof first === "object" && first !== null ? textOf((first as Json).name) : null;
}

/** As it reads: markup gone, its paragraphs kept apart. */
function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return null;
  const text = decodeEntities(value)
    .replace(/<\/p>|<br\s*\/?>\s*<br\s*\/?>/gi, "\n\n")
    .replace(/<[^>]{0,500}>/g, " ")
    .trim();
  return text === "" ? null : text;
}

function countOf(value: unknown): number | null {
  const count = typeof value === "string" ? Number(value) : value;
  return typeof count === "number" && Number.isInteger(count) && count >= 0 ? count : null;
}
