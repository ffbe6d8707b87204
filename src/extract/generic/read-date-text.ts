import type { Precision } from "../../model/article-record.ts";
import { type DateContext, parseDate } from "../../model/parse-date.ts";
import type { DateReading, GenericContext } from "./reading.ts";

/** A date read from a text. */
export interface Read {
  readonly date: DateReading;
  readonly text: string;
  readonly isModified: boolean;
  readonly isInferred: boolean;
}
/** Reads a date line, or with `isProse` the first date within a text. */
export type DateReader = (text: string, isProse: boolean) => Read | undefined;

/** A reader of this page's dates: none later than the page was brought, no time without a zone. */
export function dateReaderOf(context: GenericContext): DateReader {
  const order = orderIn(context);
  const rules: DateContext = {
    language: context.language,
    timeZone: context.zone ?? "UTC",
    fetchedAt: context.fetchedAt,
    order,
  };
  const latestMs = Date.parse(context.fetchedAt) + 36 * 3_600_000;
  return (text, isProse) => {
    const result = parseDate(text, { ...rules, find: isProse });
    if (result === undefined) return undefined;
    const { at, precision } = result;
    if (precision === "year" || precision === "month" || !(Date.parse(at) <= latestMs)) return undefined;
    const needsZone = at.includes("T") && context.zone === undefined && !hasZone(text) && !isAge(result);
    const date: { at: string; precision: Precision } = needsZone
      ? { at: at.slice(0, 10), precision: "day" }
      : { at, precision };
    return { date, text: result.text, isModified: result.isModified, isInferred: result.isInferred };
  };
}

/** Whether a date was told by its age ("2 hours ago"): counted from an instant, it needs no zone. */
export function isAge({ isInferred, text }: { readonly isInferred: boolean; readonly text: string }): boolean {
  return isInferred && !/\d\s?[:.h]\s?\d\d|\d\s?(?:am|pm|uhr|uur)\b/i.test(text);
}

/** Whether a text names the zone of its time. */
export function hasZone(text: string): boolean {
  return /(?:\d(?:\.\d+)?\s*(?:Z|UTC|GMT)|[+-]\d{2}:?\d{2}(?!\d)|\b(?:C?EST|C?ET|MEZ|MESZ|BST|[ECMP][SD]T|JST|IST|KST|AE[SD]T)\b)/.test(
    text,
  );
}

/** "4/5/2019" is read as the address has it, else as the language has it. */
function orderIn(context: GenericContext): "dmy" | "mdy" | undefined {
  if (/^en-us$/i.test(context.language ?? "")) return "mdy";
  return undefined;
}
