import type { Document } from "domhandler";
import { selectFirst } from "../dom/select.ts";
import { hasPattern } from "../model/match-pattern.ts";

import { type Description, describeSite } from "./describe-site.ts";
import type { ReadableSite } from "./readable-site.ts";

/**
 * The description for this page: that of the first variant whose `when` holds, else the site's own.
 *
 * `publishedOn` gives the day of publication as a description reads it ("2018-01-25"), or null; it is asked only where `when`
 * names a date. A page whose date cannot be read is of no dated variant.
 */
export function chooseVariant(
  site: ReadableSite,
  page: { readonly document: Document; readonly url: string },
  publishedOn: (description: Description) => string | null,
): Description {
  const { own, variants } = describeSite(site);
  for (const { when, description } of variants) {
    if (when.url !== undefined && !hasPattern(when.url, page.url)) continue;
    if (when.select !== undefined && selectFirst(when.select, page.document) === undefined) continue;
    if ((when.from ?? when.until) !== undefined && !isBetween(publishedOn(description), when.from, when.until))
      continue;
    return description;
  }
  return own;
}

/** From a day, before another. A year or month without a day is compared as far as it goes. */
function isBetween(day: string | null, from: string | undefined, until: string | undefined): boolean {
  if (day === null) return false;
  return (
    (from === undefined || day >= from.slice(0, day.length)) &&
    (until === undefined || day < until.slice(0, day.length))
  );
}
