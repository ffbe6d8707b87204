import type { LoadedSite } from "../config/load-site.ts";
import type { ArticleRecord } from "../model/article-record.ts";
import type { Extraction } from "../model/extraction.ts";
import type { Claim, KnownPage, Ledger } from "../model/ledger.ts";
import type { Page } from "../model/page.ts";
import { hiddenMessage } from "../people/erase-record.ts";
import { nextVisitAtMs } from "../revisit/next-visit.ts";
import { reviseRecord } from "../revisit/revise-record.ts";
import { contentHash } from "../validate/content-hash.ts";
import { type Validated, validate } from "../validate/validate.ts";
import { lineOf } from "../write/line-of.ts";
import { addressesOf, chooseRecord } from "./article-address.ts";
import { erasedBefore } from "./erased.ts";
import { readBrowsedArticle } from "./read-browsed-article.ts";
import { mayComeBack } from "./read-with-browser.ts";
import { bareEnd, recordLineOf, type VisitEnd, validatorsFrom } from "./settle.ts";
import type { VisitContext } from "./visit-context.ts";

export interface ArticleVisit {
  readonly claim: Claim;
  readonly page: Page;
  readonly loaded: LoadedSite;
  readonly known: KnownPage | undefined;
  readonly visitedAtMs: number;
}

/** Makes a record of an article's page, or says why there is none. */
export async function readArticle(visit: ArticleVisit, context: VisitContext): Promise<VisitEnd> {
  const { loaded, visitedAtMs } = visit;
  const { site } = loaded;
  const { page, extraction } = await readBrowsedArticle(visit.page, loaded, context, mayComeBack(visit.claim, site));
  const bare = (outcome: VisitEnd["outcome"]) => bareEnd(outcome, visitedAtMs, page.body.byteLength);
  if (extraction.notArticle !== null) return bare({ kind: "not-article", ...extraction.notArticle });
  const reserved = reservedBy(extraction, loaded);
  if (reserved !== undefined) return bare({ kind: "skipped", reason: "rights", detail: reserved });
  if (isTooOld(extraction.publishedAt, context.since))
    return bare({ kind: "skipped", reason: "too-old", detail: `published ${extraction.publishedAt}` });
  const judged = await judge(extraction, page, visit, context);
  const read = judged.ok ? judged.record : judged.draft;
  const record = await (await erasedBefore(context.ledger)).strip(read);
  // The page still shows what was erased: it is not to come back by the archive either.
  const withheld = record === read ? {} : { withheld: "erased" };
  if (record === null)
    return { ...bare({ kind: "skipped", reason: "erased", detail: "erased from this dataset" }), ...withheld };
  if (judged.ok) return { ...(await settleRecord(record, { ...visit, page }, context)), ...withheld };
  // What an erased comment said may stand in a reason.
  const reasons =
    record === judged.draft
      ? judged.reasons
      : judged.reasons.map((reason) => ({ ...reason, message: hiddenMessage(reason.code) }));
  return { ...bare({ kind: "rejected", reasons, record }), rejectedLine: lineOf({ reasons, record }), ...withheld };
}

/** Judges it under the address that it may be known by: the one it declares, unless another article is known by that. */
async function judge(
  extraction: Extraction,
  page: Page,
  { claim: { request }, loaded }: ArticleVisit,
  { protect, ledger }: VisitContext,
): Promise<Validated> {
  const { site } = loaded;
  const shared = { siteName: site.name, siteFileVersion: loaded.version };
  const [declared, ...others] = addressesOf(extraction, page, site, request);
  const read = protect(extraction, site);
  const judged = validate(read, page, { ...shared, articleUrl: declared as string });
  if (!judged.ok || extraction.publisherId !== null) return judged;
  const refused = withoutCanonical(read);
  const candidates = function* () {
    yield judged.record;
    for (const articleUrl of others) {
      const other = validate(refused, page, { ...shared, articleUrl });
      if (other.ok) yield other.record;
    }
  };
  return { ok: true, record: await chooseRecord(candidates(), request, ledger) };
}

function withoutCanonical(extraction: Extraction): Extraction {
  if (extraction.canonicalUrl === null) return extraction;
  const message = `${extraction.canonicalUrl}: another article is known by it`;
  const warnings = [...extraction.warnings, { code: "canonical-refused", field: "canonicalUrl", message }];
  return { ...extraction, canonicalUrl: null, warnings };
}

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

/** A first record, a further revision, or nothing new. */
async function settleRecord(
  record: ArticleRecord,
  { page, loaded, known, visitedAtMs }: ArticleVisit,
  { ledger }: VisitContext,
): Promise<VisitEnd> {
  const previous = await ledger.lastRecordOf(record.id);
  const revised = previous === undefined ? record : reviseRecord(previous, record, contentHash);
  const hasChanged = revised !== null;
  const shared = {
    validators: validatorsFrom(page),
    dueAtMs: nextVisit(loaded, record, previous, known, visitedAtMs, hasChanged),
    isChanged: hasChanged,
  };
  const bytes = page.body.byteLength;
  if (revised === null)
    return {
      ...bareEnd(
        { kind: "skipped", reason: "unchanged", detail: `as in revision ${previous?.revision ?? 1}` },
        visitedAtMs,
        bytes,
      ),
      ...shared,
    };
  return {
    ...bareEnd({ kind: "accepted", record: revised, requests: [] }, visitedAtMs, bytes),
    ...shared,
    record: recordLineOf(revised, lineOf(revised)),
    contentHash: revised.contentHash,
  };
}

function nextVisit(
  { site }: LoadedSite,
  record: ArticleRecord,
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
function bornAtMs(record: ArticleRecord, previous: ArticleRecord | undefined, visitedAtMs: number): number {
  if (record.publishedAt?.includes("T") === true) return Math.min(Date.parse(record.publishedAt), visitedAtMs);
  const firstSeenAtMs = previous === undefined ? visitedAtMs : Date.parse(previous.firstSeenAt);
  const endOfDayMs = record.publishedAt?.length === 10 ? Date.parse(record.publishedAt) + 86_400_000 : firstSeenAtMs;
  return Math.min(firstSeenAtMs, endOfDayMs);
}

function reservedBy({ rights }: Extraction, { site }: LoadedSite): string | undefined {
  if (
    site.respect.noindex === "skip" &&
    rights.robots.some((directive) => directive === "noindex" || directive === "none")
  )
    return `robots directive ${rights.robots.join(", ")}`;
  if (site.respect.tdm === "skip" && rights.tdmReservation === 1) return "text and data mining is reserved (TDMRep)";
  return undefined;
}

const isTooOld = (publishedAt: string | null, since: string | null) =>
  publishedAt !== null && since !== null && publishedAt.slice(0, 10) < since.slice(0, 10);
