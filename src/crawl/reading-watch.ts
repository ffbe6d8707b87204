import { type ArticleReading, extractionOf } from "../extract/extract.ts";
import type { Finding } from "../model/outcome.ts";

/** How the pages of one site were read in a run: quickly, that is only what its description looks at, or whole. */
export interface ReadingTally {
  readonly fast: number;
  readonly full: number;
  /** Why pages were read whole, or whole from some place on, with the number of each. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Pages read both ways, to be sure. */
  readonly checked: number;
  /** The first page of which the two readings differed; from then on pages are read whole. */
  readonly differsAt: string | null;
}

export const noReadings: ReadingTally = { fast: 0, full: 0, reasons: {}, checked: 0, differsAt: null };

/** One page that was read. `isSame` is null where it was read only one way. */
export interface PageRead {
  readonly url: string;
  readonly way: ArticleReading["way"];
  readonly isSame: boolean | null;
}

/** Whether the next page is to be read quickly. */
export const isQuick = ({ differsAt }: ReadingTally): boolean => differsAt === null;

/** Whether the next page is to be read both ways: the first ten, then one in 25, after 250 one in 100. */
export function isCheckDue(tally: ReadingTally): boolean {
  if (!isQuick(tally)) return false;
  return tally.fast < 10 || tally.fast % (tally.fast < 250 ? 25 : 100) === 0;
}

export function afterPage(tally: ReadingTally, { url, way, isSame }: PageRead): ReadingTally {
  if (way === null) return tally;
  const reason = way.reason ?? (way.isWhole ? "another page differed" : null);
  return {
    fast: tally.fast + (way.isWhole ? 0 : 1),
    full: tally.full + (way.isWhole ? 1 : 0),
    reasons: reason === null ? tally.reasons : { ...tally.reasons, [reason]: (tally.reasons[reason] ?? 0) + 1 },
    checked: tally.checked + (isSame === null ? 0 : 1),
    differsAt: tally.differsAt ?? (isSame === false ? url : null),
  };
}

/** Two counts as one. */
export function addReadings(tally: ReadingTally, more: ReadingTally): ReadingTally {
  const reasons = { ...tally.reasons };
  for (const [reason, count] of Object.entries(more.reasons)) reasons[reason] = (reasons[reason] ?? 0) + count;
  return {
    fast: tally.fast + more.fast,
    full: tally.full + more.full,
    reasons,
    checked: tally.checked + more.checked,
    differsAt: tally.differsAt ?? more.differsAt,
  };
}

export function readingFindings({ differsAt }: ReadingTally): Finding[] {
  if (differsAt === null) return [];
  const message = `read quickly, ${differsAt} gave something else than read whole; from there on pages were read whole. Please report it.`;
  return [{ code: "fast-reading-differs", field: null, message }];
}

/** Begins to read a page, `start` being told whether quickly; reads it the other way too where that is due, and then the whole page counts. */
export function readWatched(
  tally: ReadingTally,
  url: string,
  start: (isQuick: boolean) => ArticleReading,
): { readonly reading: ArticleReading; readonly tally: ReadingTally } {
  const quick = start(isQuick(tally));
  const { way } = quick;
  if (way === null || way.isWhole || !isCheckDue(tally))
    return { reading: quick, tally: afterPage(tally, { url, way, isSame: null }) };
  const whole = start(false);
  const isSame = written(quick) === written(whole);
  return { reading: whole, tally: afterPage(tally, { url, way, isSame }) };
}

const written = (reading: ArticleReading): string => JSON.stringify([extractionOf(reading), reading.wants]);
