import type { Document } from "domhandler";
import type { Precision } from "../model/article-record.ts";
import { type DateReading, type DateResult, readDate } from "../model/parse-date.ts";
import type { Sources } from "../model/site-source.ts";
import { type Notes, shorten } from "./notes.ts";
import type { ReadContext, Reading } from "./read-context.ts";
import { readSource } from "./read-source.ts";
import { isSameMoment } from "./same-moment.ts";
import { disagreement } from "./text-field.ts";

export interface ReadDates {
  readonly publishedAt: string | null;
  readonly publishedPrecision: Precision | null;
  readonly publishedText: string | null;
  readonly modifiedAt: string | null;
}

/**
 * Reads publication and last change. A text that calls itself the date of a change is never the publication's; where no source of
 * the change gives one, it is taken for that. What cannot be read, cannot be, or lies ahead is null with a warning.
 */
export function readDates(
  sources: { readonly publishedAt: Sources | undefined; readonly modifiedAt: Sources | undefined },
  document: Document,
  context: ReadContext,
  notes: Notes,
): ReadDates {
  const published = readDateField("publishedAt", sources.publishedAt, document, context, notes);
  const modified = readDateField("modifiedAt", sources.modifiedAt, document, context, notes);
  const changed = modified.chosen ?? published.change;
  if (sources.publishedAt !== undefined && !published.isDated)
    notes.warn("date-missing", "publishedAt", "nothing stands where the site file looks for the date");
  if (modified.chosen === undefined && changed !== undefined) notes.came("modifiedAt", changed.reading);
  return {
    publishedAt: published.chosen?.date.at ?? null,
    publishedPrecision: published.chosen?.date.precision ?? null,
    publishedText: published.chosen === undefined ? null : shorten(published.chosen.date.text),
    modifiedAt: changed?.date.at ?? null,
  };
}

/** The day that a description's sources give as the publication's, or null; nothing is noted. */
export function publishedOn(sources: Sources | undefined, document: Document, context: ReadContext): string | null {
  for (const source of sources ?? []) {
    for (const reading of readSource(source, document, context)) {
      const result = dateIn(reading, context);
      if (result.ok && !result.reading.isModified) return result.reading.at.slice(0, 10);
    }
  }
  return null;
}

/** What a reading's text says as a date, by its source's own order, zone and epoch. */
export function dateIn({ text, source }: Reading, context: ReadContext): DateResult {
  return readDate(text, {
    language: context.language,
    timeZone: source.timeZone ?? context.timeZone,
    fetchedAt: source.relative === false ? undefined : context.fetchedAt,
    order: source.order,
    allowEpoch: source.epoch,
  });
}

interface Dated {
  readonly reading: Reading;
  readonly date: DateReading;
}

interface DateField {
  readonly chosen: Dated | undefined;
  readonly change: Dated | undefined;
  /** Something stands where a date was looked for, readable or not. */
  readonly isDated: boolean;
}

/** Dates are believed up to so much after the page was brought: a publisher's clock and zone may be off by a day. */
const MAX_AHEAD_MS = 26 * 3600 * 1000;

function readDateField(
  field: "publishedAt" | "modifiedAt",
  sources: Sources | undefined,
  document: Document,
  context: ReadContext,
  notes: Notes,
): DateField {
  let chosen: Dated | undefined;
  let change: Dated | undefined;
  let isDated = false;
  for (const source of sources ?? []) {
    for (const reading of readSource(source, document, context)) {
      isDated = true;
      const date = believableDate(field, reading, context, notes);
      if (date === undefined) continue;
      if (field === "publishedAt" && date.isModified) {
        change ??= { reading, date };
        notes.warn(
          "date-is-of-change",
          field,
          `\`${reading.where}\` gives a date of change: “${shorten(reading.text, 80)}”`,
        );
      } else if (chosen === undefined) {
        chosen = { reading, date };
        notes.came(field, reading);
        if (date.isInferred) notes.warn("date-inferred", field, `“${shorten(date.text, 80)}” was read as ${date.at}`);
      } else if (!isSameMoment(chosen.date.at, date.at, context.timeZone)) {
        notes.warn("sources-disagree", field, disagreement(chosen.reading, reading));
      }
      // Of several matches of one source the first that can be read counts.
      if (!date.isModified) break;
    }
  }
  return { chosen, change, isDated };
}

function believableDate(field: string, reading: Reading, context: ReadContext, notes: Notes): DateReading | undefined {
  const result = dateIn(reading, context);
  const quoted = `\`${reading.where}\`: “${shorten(reading.text, 80)}”`;
  if (!result.ok) {
    notes.warn("date-unreadable", field, `${quoted} (${result.problem})`);
    return undefined;
  }
  const { at } = result.reading;
  if (/^(?:1970-01-01|1969-12-31|0001-01-01|1900-01-01|1899-12-3)/.test(at)) {
    notes.warn("date-impossible", field, `${quoted} is a computer's zero`);
    return undefined;
  }
  if (
    Date.parse(at.length <= 10 ? `${at.padEnd(10, "-01")}T00:00:00Z` : at) >
    Date.parse(context.fetchedAt) + MAX_AHEAD_MS
  ) {
    notes.warn("date-in-future", field, `${quoted} lies after the page was brought`);
    return undefined;
  }
  return result.reading;
}
