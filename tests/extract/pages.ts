import { type ExtractOptions, extractionOf, startReading } from "../../src/extract/extract.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import type { Extraction } from "../../src/model/extraction.ts";
import type { Page } from "../../src/model/page.ts";
import { type Site, type SiteInput, siteSchema } from "../../src/model/site.ts";
import { validate } from "../../src/validate/validate.ts";

export const articleUrl = "https://www.bode.example/bestuur/raad-wil-meer";

/** A page of an invented newspaper, as it was brought on a fixed day. */
export function pageOf(html: string | Uint8Array, parts: Partial<Page> = {}): Page {
  const url = parts.finalUrl ?? articleUrl;
  return {
    requestedUrl: url,
    finalUrl: url,
    status: 200,
    headers: {},
    hops: [],
    mediaType: "text/html",
    charset: "utf-8",
    body: typeof html === "string" ? new TextEncoder().encode(html) : html,
    fetchedAt: "2026-02-03T09:30:00.000Z",
    broughtBy: "http",
    elapsedMs: 12,
    ...parts,
  };
}

/** A site file's data with what every site needs. */
export function siteOf(parts: Partial<SiteInput> = {}): Site {
  return siteSchema.parse({
    name: "bode",
    hosts: ["www.bode.example", "bode.example"],
    language: "nl",
    timeZone: "Europe/Amsterdam",
    ...parts,
  });
}

/** What the site file reads from a page. */
export function read(
  html: string,
  parts: Partial<SiteInput> = {},
  page: Partial<Page> = {},
  options?: ExtractOptions,
): Extraction {
  return extractionOf(startReading(pageOf(html, page), siteOf(parts), options));
}

/** The record of a page that must be accepted. */
export function recordOf(html: string, parts: Partial<SiteInput> = {}, page: Partial<Page> = {}): ArticleRecord {
  const brought = pageOf(html, page);
  const extraction = extractionOf(startReading(brought, siteOf(parts)));
  const validated = validate(extraction, brought, { siteName: "bode", siteFileVersion: null });
  if (!validated.ok)
    throw new Error(`rejected: ${validated.reasons.map(({ code, message }) => `${code}: ${message}`).join("; ")}`);
  return validated.record;
}

/** Codes of the warnings, each with its field. */
export const doubts = ({ warnings }: Pick<Extraction, "warnings">): string[] =>
  warnings.map(({ code, field }) => (field === null ? code : `${code} ${field}`));
