import type { LoadedSite } from "../config/load-site.ts";
import type { ArticleRecord } from "../model/article-record.ts";
import type { Json, KnownPage, Ledger } from "../model/ledger.ts";
import type { Page } from "../model/page.ts";
import { nextVisitAtMs } from "../revisit/next-visit.ts";
import { bareEnd, type VisitEnd } from "./settle.ts";

/** The server says that nothing changed since the last visit: no record, and the next visit later. */
export async function settleUnchanged(
  page: Page,
  loaded: LoadedSite,
  known: KnownPage,
  visitedAtMs: number,
  ledger: Ledger,
): Promise<VisitEnd> {
  const previous = known.article === null ? undefined : await ledger.lastRecordOf(known.article.articleId);
  const dueAtMs = previous === undefined ? null : nextVisit(loaded, previous, previous, known, visitedAtMs, false);
  return {
    ...bareEnd(
      { kind: "skipped", reason: "not-modified", detail: "the server says 304" },
      visitedAtMs,
      page.body.byteLength,
    ),
    dueAtMs,
  };
}

/**
 * The end of a visit that found no article, or one not to be believed, where there was one before: looked at again as after any visit in
 * vain. What is taken down, or stands behind a maintenance page for an hour, may come back.
 */
export async function settleMissing(
  end: VisitEnd,
  loaded: LoadedSite,
  known: KnownPage | undefined,
  visitedAtMs: number,
  ledger: Ledger,
): Promise<VisitEnd> {
  const isMissing = end.outcome.kind === "not-article" || end.outcome.kind === "rejected";
  // An article that another page has taken over is looked at there.
  if (!isMissing || end.dueAtMs !== null || known?.article?.url !== known?.request.url) return end;
  const previous = known?.article && (await ledger.lastRecordOf(known.article.articleId));
  if (!previous) return end;
  await wakeOther(known, visitedAtMs, ledger);
  return { ...end, dueAtMs: nextVisit(loaded, previous, previous, known, visitedAtMs, false) };
}

/** What is remembered of a page that led to another address, so that the article can be found there once it leads there no more. */
export function notesOn(url: string, { finalUrl }: Page): { readonly notes?: Json } {
  return finalUrl === url ? {} : { notes: { ledTo: finalUrl } };
}

/** Lets the page be visited to which this one led, and which was its duplicate so far. A crash before the end repeats both. */
async function wakeOther({ request: { site }, notes }: KnownPage, nowMs: number, ledger: Ledger): Promise<void> {
  if (typeof notes !== "object" || notes === null || !("ledTo" in notes)) return;
  const other = await ledger.knownIn(site, String(notes.ledTo));
  if (other?.reason === "duplicate" && other.turn === "resting")
    await ledger.reschedule(site, other.request.url, nowMs);
}

/** When an article of which this is the record is to be visited again; null for never. */
export function nextVisit(
  { site }: LoadedSite,
  record: Pick<ArticleRecord, "publishedAt">,
  previous: ArticleRecord | undefined,
  known: KnownPage | undefined,
  visitedAtMs: number,
  hasChanged: boolean,
): number | null {
  return nextVisitAtMs(site.revisit, {
    visitedAtMs,
    bornAtMs: bornAtMs(record, previous, visitedAtMs),
    previousVisitAtMs: known?.lastVisitAtMs ?? null,
    hasChanged,
    lastChangeAtMs: hasChanged ? visitedAtMs : (known?.lastChangeAtMs ?? null),
  });
}

/** A day-only date says nothing of the hour: then the first visit counts, so that a fresh article is looked at again soon. */
function bornAtMs(
  record: Pick<ArticleRecord, "publishedAt">,
  previous: ArticleRecord | undefined,
  visitedAtMs: number,
): number {
  if (record.publishedAt?.includes("T") === true) return Math.min(Date.parse(record.publishedAt), visitedAtMs);
  const firstSeenAtMs = previous === undefined ? visitedAtMs : Date.parse(previous.firstSeenAt);
  const endOfDayMs = record.publishedAt?.length === 10 ? Date.parse(record.publishedAt) + 86_400_000 : firstSeenAtMs;
  return Math.min(firstSeenAtMs, endOfDayMs);
}
