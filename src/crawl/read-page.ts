import type { LoadedSite } from "../config/load-site.ts";
import { addFollowUp, type ExtractOptions, extractionOf, failFollowUp, startReading } from "../extract/extract.ts";
import type { GenericReader } from "../extract/fill-generic.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { Extraction, FollowUp } from "../model/extraction.ts";
import type { Page } from "../model/page.ts";
import { PageLostError } from "../render/page-lost-error.ts";
import { readRights, type TdmRule } from "../robots/robots.ts";
import { guardReading } from "./guard-reading.ts";
import { PRODUCT_TOKEN } from "./product-token.ts";
import { noReadings, type ReadingTally, readWatched } from "./reading-watch.ts";

export interface ReadPageOptions {
  /** Brings a further page of the same visit: comments on a page of their own, a JSON source. Without it such pages count as not got. */
  readonly bring?: (followUp: FollowUp) => Promise<Page>;
  /** The origin's TDM file. */
  readonly tdmRules?: readonly TdmRule[];
  /** Where a run counts how its pages are read, and sees to it that reading them quickly gives what reading them whole does. */
  readonly readings?: Map<string, ReadingTally>;
}

/** What of a site file its pages are read by. */
type Described = Pick<LoadedSite, "site">;

/** Reads an article's page with all pages that belong to it. */
export async function readPage(
  page: Page,
  loaded: Described | null,
  { bring, tdmRules, readings }: ReadPageOptions,
): Promise<Extraction> {
  const options = await extractOptions(page, loaded, tdmRules);
  const start = (isQuick: boolean) => startReading(page, loaded?.site ?? null, { ...options, isQuick });
  const guard = <T>(read: () => T) => guardReading(page.finalUrl, read);
  const reading = guard(() =>
    loaded === null || readings === undefined ? start(true) : watched(page, loaded, readings, start),
  );
  for (let [want] = reading.wants; want !== undefined; [want] = reading.wants) {
    if (bring === undefined) failFollowUp(reading, want, "it was not asked for");
    else await follow(reading, want, bring);
  }
  return guard(() => extractionOf(reading));
}

/** Loads what pages of these sites are read with, so that no page waits for it. */
export async function warmUp(sites: readonly Described[]): Promise<void> {
  if (sites.some((loaded) => needsGenericReader(loaded))) await loadGenericReader();
}

function watched(
  { finalUrl }: Page,
  { site }: Described,
  readings: Map<string, ReadingTally>,
  start: (isQuick: boolean) => ReturnType<typeof startReading>,
): ReturnType<typeof startReading> {
  const { reading, tally } = readWatched(readings.get(site.name) ?? noReadings, finalUrl, start);
  readings.set(site.name, tally);
  return reading;
}

async function follow(
  reading: ReturnType<typeof startReading>,
  want: FollowUp,
  bring: (followUp: FollowUp) => Promise<Page>,
): Promise<void> {
  try {
    const further = await bring(want);
    guardReading(further.finalUrl, () => addFollowUp(reading, want, further));
  } catch (error) {
    // What went wrong with a page of comments costs its comments, not the article; a browser that was lost may be found again.
    if (error instanceof PageLostError || !(error instanceof CrawlError || error instanceof RefusedError)) throw error;
    failFollowUp(reading, want, error.message);
  }
}

async function extractOptions(
  page: Page,
  loaded: Described | null,
  tdmRules: readonly TdmRule[] = [],
): Promise<ExtractOptions> {
  return {
    ...(needsGenericReader(loaded) ? { genericReader: await loadGenericReader() } : {}),
    readRights: (metas) => {
      const { sources: _, ...rights } = readRights({
        headers: page.headers,
        ...metas,
        tdmRep: tdmRules,
        url: page.finalUrl,
        productToken: PRODUCT_TOKEN,
        fetchedAt: page.fetchedAt,
      });
      return rights;
    },
  };
}

/** The reader for undescribed pages is large; a site file that never asks for it does not load it. */
function needsGenericReader(loaded: Described | null): boolean {
  if (loaded === null) return true;
  let needs = needing.get(loaded.site);
  if (needs === undefined) {
    needs = JSON.stringify(loaded.site).includes('"generic"');
    needing.set(loaded.site, needs);
  }
  return needs;
}

const needing = new WeakMap<LoadedSite["site"], boolean>();

async function loadGenericReader(): Promise<GenericReader> {
  return (await import("../extract/generic/generic.ts")).readGeneric;
}
