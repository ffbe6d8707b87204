import { ERASED_NAMES } from "../frontier/erased-table.ts";
import type { ArticleRecord } from "../model/article-record.ts";
import type { Json, LedgerReader } from "../model/ledger.ts";
import { eraseFromRecord } from "../people/erase-record.ts";
import { type ErasedNames, erasedNamesMatcher, NO_ERASED_NAMES } from "../people/erased-list.ts";
import { contentHash } from "../validate/content-hash.ts";

/** Keeps what was erased from a dataset out of what is read anew. */
export interface ErasedBefore {
  /** Whether a record with these ids, its own and its comments', is to be looked through. */
  concerns(ids: readonly string[]): Promise<boolean>;
  /** The record as the dataset may hold it; null where the article itself was erased. */
  strip(record: ArticleRecord): Promise<ArticleRecord | null>;
}

const opened = new WeakMap<LedgerReader, Promise<ErasedBefore>>();

/** What was erased from a ledger's dataset, read once. */
export function erasedBefore(ledger: LedgerReader): Promise<ErasedBefore> {
  const known = opened.get(ledger) ?? openErased(ledger);
  opened.set(ledger, known);
  return known;
}

/** The comments are the same tombstones that stand in the dataset, so that a further visit finds nothing changed. */
async function openErased(ledger: LedgerReader): Promise<ErasedBefore> {
  const list = erasedNamesFrom(await ledger.getMeta(ERASED_NAMES));
  const names = erasedNamesMatcher(list);
  const inArticles = erasedNamesMatcher({ ...list, names: list.names.filter((term) => term.inArticles) });
  return {
    concerns: async (ids) => list.names.length > 0 || (await ledger.erasedAmong(ids)).size > 0,
    async strip(record) {
      const ids = await ledger.erasedAmong([record.id, ...record.comments.map(({ id }) => id)]);
      if (ids.has(record.id)) return null;
      if (ids.size === 0 && list.names.length === 0) return record;
      const isUnwanted = ({ id }: { readonly id: string }) => ids.has(id);
      const first =
        eraseFromRecord(record, { names: inArticles, isUnwanted, hasArticleAuthors: true })?.record ?? record;
      const erased = eraseFromRecord(first, { names, isUnwanted, hasArticleAuthors: false })?.record ?? first;
      return erased === record ? record : { ...erased, contentHash: contentHash(erased) };
    },
  };
}

export function erasedNamesFrom(stored: Json | undefined): ErasedNames {
  const list = typeof stored === "string" ? JSON.parse(stored) : stored;
  return list === null || list === undefined ? NO_ERASED_NAMES : (list as unknown as ErasedNames);
}
