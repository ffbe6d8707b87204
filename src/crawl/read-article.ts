import type { LoadedSite } from "../config/load-site.ts";
import type { ArticleRecord } from "../model/article-record.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import { type Claim, isLost, type KnownPage, type Ledger } from "../model/ledger.ts";
import type { Page } from "../model/page.ts";
import { hiddenMessage } from "../people/erase-record.ts";
import { reviseRecord } from "../revisit/revise-record.ts";
import { contentHash } from "../validate/content-hash.ts";
import { lineOf } from "../write/line-of.ts";
import { chooseRecord } from "./article-address.ts";
import type { Judged, ReadingAsk } from "./article-reader.ts";
import { type DraftedRecord, draftedRecord, recordLineOf } from "./drafted-record.ts";
import { erasedBefore } from "./erased.ts";
import { readBrowsedArticle } from "./read-browsed-article.ts";
import { mayComeBack } from "./read-with-browser.ts";
import { bareEnd, type VisitEnd, validatorsFrom } from "./settle.ts";
import type { VisitContext } from "./visit-context.ts";
import { nextVisit, notesOn } from "./watch-article.ts";

export interface ArticleVisit {
  readonly claim: Claim;
  readonly page: Page;
  readonly loaded: LoadedSite;
  readonly known: KnownPage | undefined;
  readonly visitedAtMs: number;
}

/** Makes a record of an article's page, or says why there is none. */
export async function readArticle(visit: ArticleVisit, context: VisitContext): Promise<VisitEnd> {
  const { loaded, claim } = visit;
  const asked = { askedUrl: claim.request.url, mayComeBack: mayComeBack(claim, loaded.site) };
  const read = (each: Page, ask: ReadingAsk) => context.reader.read(each, loaded, ask);
  const { page, reading } = await readBrowsedArticle(visit.page, loaded, asked, read, context);
  const bare = (outcome: VisitEnd["outcome"]) => bareEnd(outcome, visit.visitedAtMs, reading.bytes);
  const draft = reading.draft();
  if (draft.kind !== "judged") return bare(draft);
  const chosen = await choose(draft, visit, context);
  const record = await withoutErased(chosen, context.ledger);
  // The page still shows what was erased: it is not to come back by the archive either.
  const withheld = record === chosen ? {} : { withheld: "erased" };
  if (record === null)
    return { ...bare({ kind: "skipped", reason: "erased", detail: "erased from this dataset" }), ...withheld };
  if (draft.reasons.length === 0)
    return { ...(await settleRecord(record, { ...visit, page }, reading.bytes, context)), ...withheld };
  // What an erased comment said may stand in a reason.
  const reasons =
    record === chosen
      ? draft.reasons
      : draft.reasons.map((reason) => ({ ...reason, message: hiddenMessage(reason.code) }));
  const rejected = { reasons, record: record.whole() };
  return { ...bare({ kind: "rejected", ...rejected }), rejectedLine: lineOf(rejected), ...withheld };
}

/** Under the address that the article may be known by: the one its page declares, unless another article is known by that. */
async function choose(
  { record, reasons, nextRecord, settle }: Judged,
  { claim: { request } }: ArticleVisit,
  { ledger }: VisitContext,
): Promise<DraftedRecord> {
  try {
    return reasons.length > 0 ? record : await chooseRecord(record, nextRecord, request, ledger);
  } finally {
    settle();
  }
}

/** The record as the dataset may hold it: the same where nothing of it was erased, null where the article itself was. */
async function withoutErased(record: DraftedRecord, ledger: Ledger): Promise<DraftedRecord | null> {
  const erased = await erasedBefore(ledger);
  if (!(await erased.concerns([record.id, ...record.commentIds()]))) return record;
  const whole = record.whole();
  const stripped = await erased.strip(whole);
  if (stripped === null) return null;
  return stripped === whole ? record : draftedRecord(stripped);
}

/** A first record, a further revision, or nothing new. */
async function settleRecord(
  read: DraftedRecord,
  { claim, page, loaded, known, visitedAtMs }: ArticleVisit,
  bytes: number,
  { ledger, keepsComments, twins }: VisitContext,
): Promise<VisitEnd> {
  const previous = await ledger.lastRecordOf(read.id);
  const twinUrl = previous === undefined ? twins.twinOf(page.finalUrl, read) : undefined;
  if (twinUrl !== undefined)
    return bareEnd(
      { kind: "skipped", reason: "duplicate", detail: `the same article as ${twinUrl}` },
      visitedAtMs,
      bytes,
    );
  const revised = previous === undefined ? read : revisionOf(previous, read, keepsComments(loaded.site));
  const ownUrl = revised === null ? await otherPageOf(read.id, claim.request, ledger) : null;
  if (ownUrl !== null) return bareEnd({ kind: "skipped", reason: "duplicate", detail: ownUrl }, visitedAtMs, bytes);
  const hasChanged = revised !== null;
  const shared = {
    // Where the record came from another page, that this one has not changed would not tell whether the record is still true.
    validators: revised === null && known?.article == null ? null : validatorsFrom(page),
    dueAtMs: nextVisit(loaded, read, previous, known, visitedAtMs, hasChanged),
    isChanged: hasChanged,
    ...notesOn(claim.request.url, page),
  };
  if (revised === null)
    return {
      ...bareEnd(
        { kind: "skipped", reason: "unchanged", detail: `as in revision ${previous?.revision ?? 1}` },
        visitedAtMs,
        bytes,
      ),
      ...shared,
    };
  const { id, warnings, contentHash } = revised;
  return {
    ...bareEnd({ kind: "accepted", record: { id, warnings, seen: revised.seen() }, requests: [] }, visitedAtMs, bytes),
    ...shared,
    record: recordLineOf(revised),
    contentHash,
  };
}

/** The address of another page that the article is read from, null where there is none, or it is not there any more. */
async function otherPageOf(articleId: string, { site, url }: CrawlRequest, ledger: Ledger): Promise<string | null> {
  const article = await ledger.article(articleId);
  if (article === undefined || article.url === url) return null;
  const own = await ledger.knownIn(article.site, article.url);
  return own === undefined || article.site !== site || isLost(own) ? null : article.url;
}

function revisionOf(previous: ArticleRecord, read: DraftedRecord, keepsComments: boolean): DraftedRecord | null {
  const revised = reviseRecord(previous, read.whole(), contentHash, keepsComments);
  return revised === null ? null : draftedRecord(revised);
}
