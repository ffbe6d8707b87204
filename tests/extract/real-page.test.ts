import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadSite } from "../../src/config/load-site.ts";
import { extractionOf, startReading } from "../../src/extract/extract.ts";
import { validate } from "../../src/validate/validate.ts";
import { pageOf } from "./pages.ts";

const folder = new URL("../../../shared/real/binnenlandsbestuur/", import.meta.url);
const isThere = existsSync(folder);
const because = isThere ? "" : " (skipped: ../shared/real/binnenlandsbestuur is not there)";

describe.skipIf(!isThere)(`the real page of Binnenlands Bestuur${because}`, async () => {
  const { site, version } = await loadSite("selectors/binnenlandsbestuur.yaml");
  const finalUrl = "https://www.binnenlandsbestuur.nl/carriere/toekomst-is-aan-de-3-0-ambtenaar";
  const page = isThere ? pageOf(readFileSync(new URL("page.html", folder)), { finalUrl }) : pageOf("");
  const expected = isThere ? JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) : {};
  const validated = validate(extractionOf(startReading(page, site)), page, {
    siteName: site.name,
    siteFileVersion: version,
  });
  const record = validated.ok ? validated.record : validated.draft;

  it("is accepted without a doubt", () => {
    expect(validated.ok).toBe(true);
    expect(record.warnings).toEqual([]);
  });

  it.each(["title", "section", "kind", "lead", "authors"] as const)("has its %s", (field) => {
    expect(record[field]).toEqual(expected[field]);
  });

  it("has its date, a day and no more", () => {
    expect([record.publishedAt, record.publishedPrecision]).toEqual([expected.published, "day"]);
  });

  it("has eleven paragraphs under four subheadings, and no promotion among them", () => {
    let under: string | null = null;
    const paragraphs: { under: string | null; text: string }[] = [];
    for (const { type, text } of record.body) {
      if (type === "heading") under = text;
      else paragraphs.push({ under, text });
    }
    expect(paragraphs).toEqual(expected.body);
    expect(record.body.filter(({ type }) => type === "heading").map(({ text }) => text)).toEqual(expected.subheadings);
  });

  it("keeps the promotion as the reason why access is partial", () => {
    expect([record.access, record.accessReason]).toEqual([
      "partial",
      "Lees het volledige interview in Binnenlands Bestuur nr. 2 van deze week (inlog)",
    ]);
  });

  it("has an image whose alternative text, a file name, is none", () => {
    expect(record.images).toEqual([
      { url: "https://www.binnenlandsbestuur.nl/files/mensen.jpg", alt: null, caption: null, credit: null },
    ]);
  });

  it("has ten comments with names, roles and texts, and no help text among them", () => {
    const folded = record.comments.map(({ author, role, text }) => ({
      author,
      role,
      paragraphs: text?.split("\n\n").length,
      text: text?.replaceAll("\n\n", " "),
    }));
    expect(folded).toEqual(expected.comments);
    expect([record.commentCountDeclared, record.commentsComplete]).toEqual([expected.commentCountDeclared, true]);
  });
});
