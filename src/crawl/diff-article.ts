import { mendSwap } from "../frontier/swap-in.ts";
import type { ArticleRecord } from "../model/article-record.ts";
import { normalizeUrl } from "../model/normalize-url.ts";
import { compareRevisions, type RevisionDifference } from "../revisit/compare-revisions.ts";
import { readStream } from "../write/read-stream.ts";

export interface ArticleHistory {
  readonly id: string;
  readonly url: string;
  readonly title: string | null;
  readonly revisions: number;
  readonly differences: readonly RevisionDifference[];
}

/** The revisions of one article, each beside the one before; undefined where the dataset has no such article. `asked` is an address or an id. */
export async function diffArticle(directory: string, asked: string): Promise<ArticleHistory | undefined> {
  await mendSwap(directory);
  const url = normalizeUrl(asked);
  let id: string | undefined;
  const revisions: ArticleRecord[] = [];
  for await (const { line } of readStream(directory, "articles")) {
    // An article's address may change from one revision to the next; its id does not.
    if (id === undefined ? !mayBe(line, asked, url) : !line.includes(id)) continue;
    const record = JSON.parse(line) as ArticleRecord;
    const isIt = id === undefined ? isOf(record, asked, url) : record.id === id;
    if (!isIt) continue;
    id = record.id;
    revisions.push(record);
  }
  const last = revisions.at(-1);
  if (last === undefined) return undefined;
  const differences = revisions
    .slice(1)
    .map((record, place) => compareRevisions(revisions[place] as ArticleRecord, record));
  return { id: last.id, url: last.finalUrl, title: last.title, revisions: revisions.length, differences };
}

function mayBe(line: string, asked: string, url: string | undefined): boolean {
  return line.includes(asked) || (url !== undefined && line.includes(JSON.stringify(url).slice(1, -1)));
}

function isOf(
  { id, requestedUrl, finalUrl, canonicalUrl }: ArticleRecord,
  asked: string,
  url: string | undefined,
): boolean {
  return (
    id === asked ||
    [requestedUrl, finalUrl, canonicalUrl].some((each) => each !== null && (each === url || each === asked))
  );
}
