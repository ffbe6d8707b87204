import type { LoadedSite } from "../config/load-site.ts";
import { addressOfSite } from "../discover/classify-url.ts";
import type { ArticleRecord } from "../model/article-record.ts";
import type { Extraction } from "../model/extraction.ts";
import { hostOf } from "../model/host-of.ts";
import type { Finding, NotArticle } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import type { RecordCheck } from "../validate/check-record.ts";
import { validateWith } from "../validate/validate-with.ts";
import { type ReadPageOptions, readPage } from "./read-page.ts";

/** What one page gave outside a crawl. */
export type OnePage =
  | { readonly kind: "record"; readonly record: ArticleRecord }
  | { readonly kind: "rejected"; readonly reasons: readonly Finding[]; readonly record: ArticleRecord }
  | { readonly kind: "not-article"; readonly what: NotArticle; readonly detail: string }
  /** The page could not be got, or may not be asked for. */
  | { readonly kind: "failed"; readonly detail: string };

/** As `extractOne`, with the check of the record's shape handed in: this loads no Zod. */
export async function readOne(
  check: RecordCheck,
  page: Page,
  loaded: Pick<LoadedSite, "site" | "version"> | null,
  options: ReadPageOptions = {},
): Promise<OnePage> {
  return judgeOne(check, page, await readPage(page, loaded, options), loaded);
}

/** What was read of one page, as a checked record. */
export function judgeOne(
  check: RecordCheck,
  page: Page,
  extraction: Extraction,
  loaded: Pick<LoadedSite, "site" | "version"> | null,
): OnePage {
  if (extraction.notArticle !== null) return { kind: "not-article", ...extraction.notArticle };
  const address = extraction.canonicalUrl ?? page.finalUrl;
  const judged = validateWith(check, extraction, page, {
    siteName: loaded?.site.name ?? (hostOf(page.finalUrl) || "file"),
    siteFileVersion: loaded?.version ?? null,
    articleUrl: (loaded === null ? undefined : addressOfSite(address, loaded.site)) ?? address,
  });
  // Copied, for texts cut out of a page are views of its source, and a record may be kept long after its page.
  return structuredClone(
    judged.ok
      ? { kind: "record", record: judged.record }
      : { kind: "rejected", reasons: judged.reasons, record: judged.draft },
  );
}
