import { readDate } from "../../model/parse-date.ts";
import { foldText } from "../../model/text.ts";
import type { Reading } from "../read-context.ts";
import type { CommentDraft } from "./comment-draft.ts";
import type { CommentTools } from "./comment-place.ts";

export type CommentDates = Pick<CommentDraft, "publishedAt" | "publishedPrecision" | "publishedText" | "editedAt">;
type DateText = Pick<Reading, "text" | "value" | "source">;

/**
 * When a comment was written and last edited. A date that calls itself that of a change is the edit's. What cannot be read,
 * or lies ahead, is null, and the text is kept as it stood.
 */
export function readCommentDates(
  published: DateText | undefined,
  edited: DateText | undefined,
  tools: CommentTools,
): CommentDates {
  const written = readWhen(published, "publishedAt", tools);
  const change = readWhen(edited, "editedAt", tools) ?? (written?.isModified ? written : undefined);
  const isKnown = written !== undefined && !written.isModified;
  return {
    publishedAt: isKnown ? written.at : null,
    publishedPrecision: isKnown ? written.precision : null,
    publishedText: isKnown ? written.text : null,
    editedAt: change?.at ?? null,
  };
}

/** A date that a line, header or edit marker named, for want of a source of its own. */
export const asDateText = (text: string | undefined): DateText | undefined =>
  text === undefined ? undefined : { text, value: text, source: {} };

interface When {
  readonly at: string | null;
  readonly precision: CommentDraft["publishedPrecision"];
  readonly text: string;
  readonly isModified: boolean;
}

function readWhen(
  reading: DateText | undefined,
  name: "publishedAt" | "editedAt",
  { context, tally }: CommentTools,
): When | undefined {
  if (reading === undefined) return undefined;
  const { language, timeZone, fetchedAt } = context;
  const { source } = reading;
  const result = readDate(reading.text, {
    language,
    timeZone: source.timeZone ?? timeZone,
    fetchedAt: source.relative === false ? undefined : fetchedAt,
    order: source.order,
    allowEpoch: source.epoch ?? typeof reading.value === "number",
    find: true,
  });
  if (result.ok && !liesAhead(result.reading.at, fetchedAt)) {
    const { isInferred, text } = result.reading;
    if (isInferred) tally.note("comment-date-inferred", `comments.${name}`, "dates of comments were inferred", text);
    return { ...result.reading, text: foldText(text) };
  }
  tally.note("comment-date-unread", `comments.${name}`, "dates of comments could not be read", reading.text);
  return { at: null, precision: null, text: foldText(reading.text), isModified: false };
}

/** A publisher's clock and zone may be off by a day, not more. */
const MAX_AHEAD_MS = 26 * 3600 * 1000;

function liesAhead(at: string, fetchedAt: string): boolean {
  return Date.parse(at.length <= 10 ? `${at.padEnd(10, "-01")}T00:00:00Z` : at) > Date.parse(fetchedAt) + MAX_AHEAD_MS;
}
