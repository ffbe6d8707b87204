import type { LoadedSite } from "../config/load-site.ts";
import type { Extraction, FollowUp } from "../model/extraction.ts";
import type { Finding, Outcome } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import { NO_READING, type PageReading } from "../render/needs-browser.ts";
import type { TdmRule } from "../robots/robots.ts";
import { validate } from "../validate/validate.ts";
import { addressesOf } from "./article-address.ts";
import { type DraftedRecord, draftedRecord } from "./drafted-record.ts";
import { guardReading } from "./guard-reading.ts";
import { hasTarget } from "./has-target.ts";
import type { Protector } from "./protector.ts";
import { readPage } from "./read-page.ts";
import type { ReadingTally } from "./reading-watch.ts";

/** Reads articles' pages: all that becomes of a page without looking into the ledger. */
export interface ArticleReader {
  read(page: Page, loaded: LoadedSite, ask: ReadingAsk): Promise<ArticleReading>;
}

/** One page that is to be read. */
export interface ReadingAsk {
  /** The address that the visit began with. */
  readonly askedUrl: string;
  /** The origin's TDM file. */
  readonly tdmRules: readonly TdmRule[];
  /** True for a page after its scripts ran. */
  readonly isRendered: boolean;
  /** True where the page's bytes are needed further on. Others may be gone once the page is read. */
  readonly keepsBytes: boolean;
  /** Brings a further page of the same visit. */
  readonly bring: (followUp: FollowUp) => Promise<Page>;
}

/** What one reading of a page gave. */
export interface ArticleReading {
  /** Of the page. */
  readonly bytes: number;
  readonly notArticle: Extraction["notArticle"];
  /** What a browser might add to; asked only of pages that may be rendered. */
  readonly gaps: () => PageReading;
  readonly draft: () => ArticleDraft;
}

/** What a page comes to before the dataset is looked into. */
export type ArticleDraft = Extract<Outcome, { kind: "not-article" | "skipped" }> | Judged;

/** A record, accepted where there are no reasons against it. */
export interface Judged {
  readonly kind: "judged";
  /** Under the address that its page declares. */
  readonly record: DraftedRecord;
  readonly reasons: readonly Finding[];
  /** Gives the same under further addresses, one after the other, then null. Null itself where there is no other: the publisher gave an id. */
  readonly nextRecord: (() => Promise<DraftedRecord | null>) | null;
  /** To be called when no further record will be asked for. */
  readonly settle: () => void;
}

export interface ReaderSettings {
  readonly protect: Protector;
  /** How pages were read in this run, by the name of their site. */
  readonly readings: Map<string, ReadingTally>;
  /** "2026-01-31": nothing published before is wanted; null for no such limit. */
  readonly since: string | null;
}

/** Reads in the thread it is called in. */
export function articleReader(settings: ReaderSettings): ArticleReader {
  return {
    async read(page, loaded, ask) {
      const { extraction, ...reading } = await readExtraction(page, loaded, ask, settings);
      const { askedUrl } = ask;
      return {
        ...reading,
        bytes: page.body.byteLength,
        draft: () => guardReading(page.finalUrl, () => draftOf(extraction, { ...settings, page, loaded, askedUrl })),
      };
    },
  };
}

/** What a page says, unjudged. */
export async function readExtraction(
  page: Page,
  loaded: LoadedSite,
  { bring, tdmRules, isRendered }: ReadingAsk,
  { protect, readings }: Pick<ReaderSettings, "protect" | "readings">,
): Promise<Pick<ArticleReading, "notArticle" | "gaps"> & { readonly extraction: Extraction }> {
  const read = await readPage(page, loaded, { bring, tdmRules, readings });
  const extraction = isRendered ? fromBrowser(read) : read;
  return {
    extraction,
    notArticle: extraction.notArticle,
    gaps: () => gapsOf(extraction, loaded, protect, isRendered ? null : page),
  };
}

function fromBrowser(extraction: Extraction): Extraction {
  return extraction.commentsSource === "page" ? { ...extraction, commentsSource: "browser" } : extraction;
}

/** `fetched` is null of a page after its scripts ran. */
function gapsOf(extraction: Extraction, { site }: LoadedSite, protect: Protector, fetched: Page | null): PageReading {
  const { missing, commentCountDeclared, comments, commentsSource, notArticle } = extraction;
  if (notArticle !== null) return { ...NO_READING, missing: ["article"] };
  // Where the policy for people drops all comments, no browser is started for them.
  const bare = { ...extraction, comments: [], provenance: [], warnings: [], commentsSource: commentsSource ?? "page" };
  const isKept = protect(bare, site).commentsSource !== null;
  const wantsComments = isKept && commentsSource !== "json";
  const lacksComments = wantsComments && (commentCountDeclared ?? 0) > comments.length;
  return {
    missing,
    declared: commentCountDeclared,
    extracted: comments.length,
    wantsComments,
    hasTarget: lacksComments && missing.length === 0 && fetched !== null && hasTarget(fetched, site),
    isPartial: extraction.access === "partial",
  };
}

interface Drafting extends Pick<ReaderSettings, "protect" | "since"> {
  readonly page: Page;
  readonly loaded: LoadedSite;
  readonly askedUrl: string;
}

function draftOf(extraction: Extraction, { page, loaded, askedUrl, protect, since }: Drafting): ArticleDraft {
  const { site } = loaded;
  if (extraction.notArticle !== null) return { kind: "not-article", ...extraction.notArticle };
  const reserved = reservedBy(extraction, loaded);
  if (reserved !== undefined) return { kind: "skipped", reason: "rights", detail: reserved };
  if (isTooOld(extraction.publishedAt, since))
    return { kind: "skipped", reason: "too-old", detail: `published ${extraction.publishedAt}` };
  const shared = { siteName: site.name, siteFileVersion: loaded.version };
  const [declared, ...others] = addressesOf(extraction, page, site, { url: askedUrl });
  const read = protect(extraction, site);
  const judged = validate(read, page, { ...shared, articleUrl: declared as string });
  const settle = () => {};
  if (!judged.ok)
    return { kind: "judged", record: draftedRecord(judged.draft), reasons: judged.reasons, nextRecord: null, settle };
  const nextRecord = async () => {
    for (let url = others.shift(); url !== undefined; url = others.shift()) {
      const other = validate(withoutCanonical(read), page, { ...shared, articleUrl: url });
      if (other.ok) return draftedRecord(other.record);
    }
    return null;
  };
  return {
    ...{ kind: "judged", record: draftedRecord(judged.record), reasons: [], settle },
    nextRecord: extraction.publisherId === null ? nextRecord : null,
  };
}

function withoutCanonical(extraction: Extraction): Extraction {
  if (extraction.canonicalUrl === null) return extraction;
  const message = `${extraction.canonicalUrl}: another article is known by it`;
  const warnings = [...extraction.warnings, { code: "canonical-refused", field: "canonicalUrl", message }];
  return { ...extraction, canonicalUrl: null, warnings };
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
