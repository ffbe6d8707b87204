import type { LoadedSite } from "../config/load-site.ts";
import type { Page } from "../model/page.ts";
import { checkRecord } from "../validate/check-record.ts";
import { type OnePage, readOne } from "./read-one.ts";
import type { ReadPageOptions } from "./read-page.ts";

export type { OnePage } from "./read-one.ts";

/** One page as a checked record, by its site file or, without one, by what every page has. No ledger, no history: revision 1. */
export async function extractOne(
  page: Page,
  loaded: LoadedSite | null,
  options: ReadPageOptions = {},
): Promise<OnePage> {
  return readOne(checkRecord, page, loaded, options);
}
