import type { LoadedSite } from "../config/load-site.ts";
import type { Page } from "../model/page.ts";
import { UsageError } from "./exit-codes.ts";
import { readSaved } from "./read-saved.ts";
import { siteFor } from "./site-for.ts";

export interface PageFlags {
  readonly site?: string;
  readonly url?: string;
  readonly contact?: string;
  readonly allowAddress?: string[];
  readonly connectTo?: string[];
}

/** A page from the web, politely, or from a file, with the site file that describes it where there is one. */
export async function bringPage(input: string, flags: PageFlags): Promise<{ page: Page; loaded: LoadedSite | null }> {
  if (!/^https?:\/\//i.test(input)) return readSaved(input, flags);
  if (!URL.canParse(input)) throw new UsageError(`expected a web address, got \`${input}\``);
  const { fetchOne } = await import("../crawl/extract-url.ts");
  const loaded = await siteFor(input, flags.site);
  const page = await fetchOne(input, loaded, {
    contact: flags.contact ?? null,
    allowAddresses: flags.allowAddress ?? [],
    connectTo: flags.connectTo ?? [],
    asksRobots: true,
  });
  return { page, loaded };
}
