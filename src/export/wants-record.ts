import type { ArticleRecord } from "../model/article-record.ts";
import { dayOf } from "./day-of.ts";

export interface Wanted {
  /** Names of sites; empty for all. */
  readonly sites: readonly string[];
  /** Published on this day or later. */
  readonly from: string | null;
  /** Published before this day. */
  readonly until: string | null;
}

/** Whether a record is wanted. With a date asked for, one whose day of publication is not known is not. */
export function wantsRecord(
  record: Pick<ArticleRecord, "site" | "publishedAt">,
  { sites, from, until }: Wanted,
): boolean {
  if (sites.length > 0 && !sites.includes(record.site)) return false;
  if (from === null && until === null) return true;
  const day = dayOf(record.publishedAt);
  return day !== null && (from === null || day >= from) && (until === null || day < until);
}
