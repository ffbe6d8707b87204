import { addressOfSite } from "../discover/classify-url.ts";
import { detectTrap } from "../discover/discover.ts";
import type { ArticleRecord } from "../model/article-record.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Extraction } from "../model/extraction.ts";
import type { LedgerReader } from "../model/ledger.ts";
import { ownText } from "../model/own-text.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import { foldText } from "../model/text.ts";

/**
 * The addresses that an article may be known by, the best first: the one its page declares, its own, and, for an article whose own address
 * another page has declared before, one that no page can.
 */
export function addressesOf(
  { canonicalUrl }: Pick<Extraction, "canonicalUrl">,
  { finalUrl }: Pick<Page, "finalUrl">,
  site: Site,
  request: Pick<CrawlRequest, "url">,
): readonly string[] {
  const own = lasting(finalUrl, site) ?? request.url;
  const declaresItself = canonicalUrl === null || canonicalUrl === finalUrl;
  const declared = declaresItself ? own : (lasting(canonicalUrl, site) ?? request.url);
  return [...new Set([declared, own, `${own}#`])];
}

/** A session or an unfilled template in an address makes it another one at each visit. */
function lasting(url: string, site: Site): string | undefined {
  const address = addressOfSite(url, site);
  return address === undefined || detectTrap(address) !== undefined ? undefined : address;
}

/** What is remembered of an article to know it again. */
export interface Likeness {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** An article that another visit has read. */
interface Recent extends Likeness {
  readonly requestedUrl: string;
}

/** A record whose article is to be known, or not known, again. */
interface Candidate {
  readonly id: string;
  likeness(): Likeness;
}

/** Articles whose end may not stand in the ledger yet: more than are ever under way. */
const MAX_RECENT = 512;
const recentIn = new WeakMap<LedgerReader, Map<string, Recent>>();

/**
 * Gives the first of an article's records, which differ in their id alone, whose id is free, or is that of the same article; `next` gives a
 * further one as long as there is one. A template that declares one address on every page would make all its articles one, and the first of
 * them would be the only one kept. One without a further record is not looked up: it is as good as chosen.
 */
export async function chooseRecord<Record extends Candidate>(
  first: Record,
  next: (() => Promise<Record | null>) | null,
  request: CrawlRequest,
  ledger: LedgerReader,
): Promise<Record> {
  if (next === null) return first;
  const recent = recentIn.get(ledger) ?? new Map<string, Recent>();
  recentIn.set(ledger, recent);
  let chosen = first;
  for (let record: Record | null = first; record !== null; record = await next()) {
    chosen = record;
    const stored = await ledger.lastRecordOf(record.id);
    const known = recent.get(record.id) ?? (stored && { ...likenessOf(stored), requestedUrl: stored.requestedUrl });
    if (known === undefined || known.requestedUrl === request.url || isSame(known, record.likeness())) break;
  }
  if (!recent.has(chosen.id)) recent.set(chosen.id, { ...ownLikeness(chosen.likeness()), requestedUrl: request.url });
  const [oldest] = recent.keys();
  if (recent.size > MAX_RECENT && oldest !== undefined) recent.delete(oldest);
  return chosen;
}

export function likenessOf({ title, body }: Pick<ArticleRecord, "title" | "body">): Likeness {
  return { title: titleOf(title), paragraphs: longParagraphs(body) };
}

/** What may be remembered: each text may be a view of its whole page. */
function ownLikeness({ title, paragraphs }: Likeness): Likeness {
  return { title: ownText(title), paragraphs: paragraphs.map(ownText) };
}

/** Two pages are the same article where they have a title or any paragraph in common, or too little text to tell. */
function isSame(known: Likeness, { title, paragraphs }: Likeness): boolean {
  if (known.title === title) return true;
  if (known.paragraphs.length === 0 || paragraphs.length === 0) return true;
  const own = new Set(paragraphs);
  return known.paragraphs.some((paragraph) => own.has(paragraph));
}

/** Short ones ("Lees ook", a name) stand in many articles. */
const MIN_PARAGRAPH_LENGTH = 40;
const MAX_PARAGRAPHS = 50;
/** Of a title or paragraph so much is compared, in characters. */
const MAX_LENGTH = 200;

function longParagraphs(body: ArticleRecord["body"]): readonly string[] {
  return body
    .filter(({ text }) => text.length >= MIN_PARAGRAPH_LENGTH)
    .slice(0, MAX_PARAGRAPHS)
    .map(({ text }) => foldText(cut(text)));
}

const titleOf = (title: string | null): string => foldText(cut(title ?? ""));

/** Cut behind a word, a text would end in a space, and have to be folded anew. */
const cut = (text: string): string => text.slice(0, MAX_LENGTH).trimEnd();
