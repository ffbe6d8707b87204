import type { SourceKind } from "../../model/article-record.ts";
import { valuesAt } from "../../model/json-path.ts";
import { hasPattern, matchPattern } from "../../model/match-pattern.ts";
import { parseVotes } from "../../model/parse-count.ts";
import { readDate } from "../../model/parse-date.ts";
import type { CommentsBlock } from "../../model/site-comments.ts";
import type { Sources } from "../../model/site-source.ts";
import { hasTemplate, isPlaceholder } from "../placeholder.ts";
import type { ReadContext, Reading } from "../read-context.ts";
import type { CommentDraft, ReplyTo } from "./comment-draft.ts";
import { type CommentText, dropLines, foldGaps } from "./comment-text.ts";
import type { ItemReader } from "./item-reader.ts";
import { type BylineParts, readByline, readLine } from "./read-byline.ts";
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

/**
 * Reads one comment. `skip` where the site file says that it is none; `undefined` where neither an author nor a text
 * could be read and nothing says why.
 */
export function readComment(place: CommentPlace, tools: CommentTools): CommentDraft | "skip" | undefined {
  const { block } = tools;
  const { reader } = place;
  const field = (name: string, sources: Sources | undefined): Reading | undefined => {
    const reading = reader.first(sources);
    if (reading !== undefined) tools.credit(name, reading);
    return reading;
  };
  const { text, editText, parts } = readText(place, tools);
  const status = statusOf(place, text, block);
  if (status === "skip") return "skip";

  const written = field("author", block.author)?.text ?? parts.author ?? "";
  if (hasTemplate(written)) return "skip";
  const author = cleanName(written);
  const isReadable = author !== null || text !== "" || status !== "visible";
  if (!isReadable) return undefined;
  if (text === "" && status === "visible") {
    tools.tally.note(
      "comment-text-missing",
      "comments.text",
      "comments have an author but no text that could be read",
      author ?? "",
    );
  }
  const published = readWhen(
    field("publishedAt", block.publishedAt) ?? asText(parts.publishedAt),
    "publishedAt",
    tools,
  );
  const edited = readWhen(field("editedAt", block.editedAt) ?? asText(editText), "editedAt", tools);
  const votes = votesOf(field, tools);
  return {
    publisherId: field("id", block.id)?.text ?? parts.id ?? null,
    key: place.key,
    replyTo: replyToOf(place, parts, field, block),
    author,
    role: present(field("role", block.role)?.text ?? parts.role),
    place: present(field("place", block.place)?.text ?? parts.place),
    title: present(field("title", block.title)?.text ?? parts.title),
    publishedAt: published?.at ?? null,
    publishedPrecision: published?.precision ?? null,
    publishedText: published?.text ?? null,
    editedAt: edited?.at ?? null,
    text: status === "visible" && text !== "" ? text : null,
    status,
    ...votes,
    isArticleAuthor: isArticleAuthor(field("isArticleAuthor", block.isArticleAuthor), reader, block),
    mentions: status === "visible" ? place.text.mentions : [],
  };
}

/** The text without header, footer, edit marker and boilerplate, and what header, footer and byline name. */
function readText({ text: read, reader }: CommentPlace, { block, context, credit, tally }: CommentTools) {
  if (read.reading !== null) credit("text", read.reading);
  let { text } = read;
  const byline = block.byline === undefined ? undefined : readByline([block.byline].flat(), reader, context);
  let parts: BylineParts = byline?.parts ?? {};
  if (byline !== undefined) for (const part of Object.keys(parts)) credit(part, byline.reading);
  for (const where of ["header", "footer"] as const) {
    const patterns = block[where];
    if (patterns === undefined || text === "") continue;
    const lines = text.split("\n");
    const line = (where === "header" ? lines.shift() : lines.pop()) ?? "";
    const named = readLine(patterns, line);
    if (named === undefined) {
      tally.note(`comment-${where}-unread`, "comments.author", `comments whose ${where} line no pattern matches`, line);
      continue;
    }
    for (const part of Object.keys(named)) credit(part, { kind: "selector", where });
    parts = { ...named, ...parts };
    text = foldGaps(lines.join("\n"));
  }
  const edit = block.editMarker === undefined ? { text, when: undefined } : cutEditMarkers(text, block.editMarker);
  return { text: dropLines(edit.text, block.boilerplate ?? []), editText: edit.when, parts };
}

function cutEditMarkers(text: string, pattern: string): { readonly text: string; readonly when: string | undefined } {
  let when: string | undefined;
  let rest = text;
  for (let times = 0; times < 10; times++) {
    const match = matchPattern(pattern, rest);
    if (match === undefined || match.whole === "") break;
    when = match.value;
    rest = rest.replace(match.whole, () => "");
  }
  return { text: when === undefined ? text : foldGaps(rest), when };
}

function statusOf({ reader, json, wholeText }: CommentPlace, text: string, { statuses }: CommentsBlock) {
  let whole: string | undefined;
  const holds = ({ select, text: pattern, json: path, equals }: CommentsBlock["statuses"][number]): boolean => {
    if (select !== undefined && reader.elements(select).length === 0) return false;
    if (path !== undefined && !valuesAt(json, path).some((value) => isValue(value, equals))) return false;
    if (pattern === undefined) return true;
    whole ??= text === "" ? wholeText() : text;
    return hasPattern(pattern, whole);
  };
  return statuses.find(holds)?.is ?? "visible";
}

const isValue = (value: unknown, wanted: string | number | boolean | undefined): boolean =>
  wanted === undefined ? value !== false : value === wanted || String(value) === String(wanted);

/** Marks that stand between a name and what follows it are no part of it: "Naam, ", "Naam schreef:". */
function cleanName(name: string): string | null {
  const bare = name
    .replace(
      /\s(?:schreef|schrijft|zegt|zei|says|said|wrote|writes|sagt|sagte|schrieb|schreibt|dit|a dit|a écrit|dijo|dice)\s?:$/i,
      "",
    )
    .replace(/^[\s,;:|•·]+|[\s,;:|•·]+$/g, "");
  return present(bare);
}

/** Null for what stands where nothing is known: "", dashes, what a program left. A name of dots or question marks is a name. */
function present(text: string | undefined): string | null {
  if (text === undefined || text === "" || /^[-\u2013\u2014]+$/.test(text)) return null;
  return /[\p{L}\p{N}]/u.test(text) && isPlaceholder(text) ? null : text;
}

interface When {
  readonly at: string | null;
  readonly precision: CommentDraft["publishedPrecision"];
  readonly text: string;
}

const asText = (text: string | undefined) => (text === undefined ? undefined : { text, value: text, source: {} });

function readWhen(
  reading: Pick<Reading, "text" | "value" | "source"> | undefined,
  name: "publishedAt" | "editedAt",
  { context, tally }: CommentTools,
): When | undefined {
  if (reading === undefined) return undefined;
  const { language, timeZone, fetchedAt } = context;
  const { source } = reading;
  const result = readDate(reading.text, {
    language,
    timeZone: source.timeZone ?? timeZone,
    fetchedAt,
    order: source.order,
    allowEpoch: source.epoch ?? typeof reading.value === "number",
    find: true,
  });
  const date = result.ok && !liesAhead(result.reading.at, fetchedAt) ? result.reading : null;
  if (date !== null) return { at: date.at, precision: date.precision, text: date.text };
  tally.note("comment-date-unread", `comments.${name}`, "dates of comments could not be read", reading.text);
  return { at: null, precision: null, text: reading.text };
}

/** A publisher's clock and zone may be off by a day, not more. */
const MAX_AHEAD_MS = 26 * 3600 * 1000;

function liesAhead(at: string, fetchedAt: string): boolean {
  return Date.parse(at.length <= 10 ? `${at.padEnd(10, "-01")}T00:00:00Z` : at) > Date.parse(fetchedAt) + MAX_AHEAD_MS;
}

function votesOf(
  field: (name: string, sources: Sources | undefined) => Reading | undefined,
  { block, tally }: CommentTools,
): { readonly votesUp: number | null; readonly votesDown: number | null } {
  const count = (name: "votesUp" | "votesDown" | "score"): number | null => {
    const reading = field(name, block[name]);
    if (reading === undefined) return null;
    const votes = parseVotes(reading.text);
    if (votes === undefined)
      tally.note("comment-votes-unread", `comments.${name}`, "votes could not be read", reading.text);
    return votes ?? null;
  };
  const up = count("votesUp");
  const down = count("votesDown");
  const score = up === null && down === null ? count("score") : null;
  if (score !== null) return score < 0 ? { votesUp: null, votesDown: -score } : { votesUp: score, votesDown: null };
  return { votesUp: up === null ? null : Math.abs(up), votesDown: down === null ? null : Math.abs(down) };
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
  field: (name: string, sources: Sources | undefined) => Reading | undefined,
  { nesting }: CommentsBlock,
): ReplyTo | null {
  if (typeof nesting === "object" && "parent" in nesting) {
    const id = field("parentId", nesting.parent)?.text ?? parts.parent;
    return id === undefined ? null : { by: "id", id };
  }
  if (typeof nesting === "object" && "depth" in nesting) {
    const text = reader.first(nesting.depth)?.text ?? "0";
    return { by: "depth", depth: Number(/\d+(?:\.\d+)?/.exec(text)?.[0] ?? 1) };
  }
  if (nesting === "flat") return parts.parent === undefined ? null : { by: "id", id: parts.parent };
  if (under !== null) return { by: "key", key: under };
  return parts.parent === undefined ? null : { by: "id", id: parts.parent };
}
