import { isWholePattern, matchPattern } from "../../model/match-pattern.ts";
import { parseDate } from "../../model/parse-date.ts";
import type { Byline, Source } from "../../model/site-source.ts";
import type { ReadContext, Reading } from "../read-context.ts";
import type { ItemReader } from "./item-reader.ts";

/** What a line about a comment names; a part that is empty is absent. */
export type BylineParts = { readonly [Part in BylinePart]?: string };
export type BylinePart = "author" | "role" | "place" | "title" | "publishedAt" | "id" | "parent";

export interface BylineReading {
  readonly parts: BylineParts;
  readonly reading: Reading;
}

/** The first byline that names an author, else the first that names anything. */
export function readByline(
  bylines: readonly Byline[],
  reader: ItemReader,
  context: ReadContext,
): BylineReading | undefined {
  let first: BylineReading | undefined;
  for (const byline of bylines) {
    const { split, into, ...source } = byline as WholeByline;
    const reading = reader.first([source]);
    if (reading === undefined) continue;
    const named = filled(reading.groups ?? {});
    const parts = Object.keys(named).length > 0 ? named : splitByline(reading.text, split, into, context);
    if (parts.author !== undefined) return { parts, reading };
    if (Object.keys(parts).length > 0) first ??= { parts, reading };
  }
  return first;
}

type WholeByline = Source & { readonly split?: BylineSplit; readonly into?: Into };
type Into = readonly (BylinePart | "skip")[];
type BylineSplit = string | readonly string[] | Exclude<Source["split"], string>;

/** The parts that a line's pattern names, where the whole line matches one of the patterns. */
export function readLine(patterns: readonly string[], line: string): BylineParts | undefined {
  const pattern = patterns.find((each) => isWholePattern(each, line));
  return pattern === undefined ? undefined : filled(matchPattern(`^(?:${pattern})$`, line)?.groups ?? {});
}

type DateSurroundings = Pick<ReadContext, "language" | "timeZone" | "fetchedAt">;

/**
 * Cuts a byline at its separators. Of several separators the first in the list that occurs counts.
 *
 * With more pieces than parts, what stands before the role and after it keeps its place, and the role holds the rest as it
 * stood: "R.H. Zwier, arts, n.p., Zwolle". With fewer, a piece that is a date goes where the date goes.
 */
export function splitByline(
  text: string,
  split: BylineSplit,
  into: Into = ["author", "role"],
  context: DateSurroundings | null = null,
): BylineParts {
  if (split === undefined) return filled({ author: text });
  if (typeof split === "object" && "by" in split) {
    const [before, after] = cutOnce(text, split.by, split.at);
    return assign([before, after], into, split.by, context);
  }
  const separators = typeof split === "string" ? [split] : split;
  for (const separator of separators) {
    if (separator === "brackets") {
      const [before, after] = cutBrackets(text);
      if (after !== undefined) return assign([before, after], into, separator, context);
    } else {
      const pieces = cutAll(text, separator);
      if (pieces.length > 1) return assign(pieces, into, separator, context);
    }
  }
  return assign([text], into, "", context);
}

function filled(parts: Readonly<Record<string, string | undefined>>): BylineParts {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, text]) => (text?.trim() ? [[part, text.trim()]] : [])),
  );
}

/** A separator that begins or ends with a space also counts at the end of the text, where spaces were folded away. */
function cutAll(text: string, separator: string): string[] {
  return ` ${text} `.split(separator).map((piece) => piece.trim());
}

function cutOnce(text: string, separator: string, at: "first" | "last"): [string, string | undefined] {
  if (separator === "brackets") return cutBrackets(text);
  const padded = ` ${text} `;
  const place = at === "first" ? padded.indexOf(separator) : padded.lastIndexOf(separator);
  if (place < 0) return [text, undefined];
  return [padded.slice(0, place).trim(), padded.slice(place + separator.length).trim()];
}

/** The last brackets, which close the text; brackets may stand in them. */
function cutBrackets(text: string): [string, string | undefined] {
  if (!text.endsWith(")")) return [text, undefined];
  let depth = 0;
  for (let at = text.length; at-- > 0; ) {
    if (text[at] === ")") depth++;
    else if (text[at] === "(" && --depth === 0) return [text.slice(0, at).trim(), text.slice(at + 1, -1).trim()];
  }
  return [text, undefined];
}

function assign(
  given: readonly (string | undefined)[],
  into: Into,
  separator: string,
  context: DateSurroundings | null,
): BylineParts {
  const pieces = given.filter((piece) => piece !== undefined);
  const parts: Record<string, string> = {};
  if (pieces.length >= into.length) {
    const widest = Math.max(into.indexOf("role"), 0) || into.length - 1;
    const behind = into.length - 1 - widest;
    into.forEach((part, place) => {
      const from = place <= widest ? place : pieces.length - (into.length - place);
      const to = place === widest ? pieces.length - behind : from + 1;
      parts[part] = pieces.slice(from, to).join(separator);
    });
  } else {
    const dated = into.includes("publishedAt") && context !== null ? datedPiece(pieces, context) : -1;
    const others = pieces.filter((_, place) => place !== dated);
    if (dated > 0) parts.publishedAt = pieces[dated]!;
    const free = dated > 0 ? into.filter((part) => part !== "publishedAt") : into;
    others.forEach((piece, place) => {
      parts[free[place]!] = piece;
    });
  }
  delete parts.skip;
  return filled(parts);
}

function datedPiece(pieces: readonly string[], { language, timeZone, fetchedAt }: DateSurroundings): number {
  return pieces.findLastIndex((piece) => parseDate(piece, { language, timeZone, fetchedAt }) !== undefined);
}
