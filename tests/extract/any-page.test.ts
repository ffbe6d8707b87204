import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractionOf, startReading } from "../../src/extract/extract.ts";
import { articleRecordSchema } from "../../src/model/article-record.ts";
import { validate } from "../../src/validate/validate.ts";
import { pageOf, siteOf } from "./pages.ts";

const site = siteOf({
  fields: {
    title: ["h1", { jsonLd: "headline" }, { meta: "og:title" }],
    lead: { select: ".lead", remove: "b", strip: "Lead:" },
    section: { microdata: "articleSection" },
    kind: { url: "/([a-z]+)/" },
    publishedAt: [{ select: "time", attr: ["datetime", "title"] }, ".datum", { jsonLd: "datePublished" }],
    modifiedAt: { rdfa: "dc:modified" },
    authors: [{ select: ".auteur", split: [" / ", "brackets"] }, { jsonLd: "author" }],
    body: [{ select: ".tekst", startAfter: "hr" }, { jsonLd: "articleBody" }],
    images: { select: "figure, img", credit: { select: "i", strip: "Foto:" } },
    tags: { select: ".tag", split: "," },
  },
  rules: { remove: [".ad"], subheadings: "b", dropBody: "Lees ook.*" },
  outcomes: { partial: { select: ".tekst p", text: "inlog" }, partner: { select: ".partner" }, liveBlogs: "keep" },
  comments: {
    within: ".reacties",
    item: "li",
    byline: { select: "b", split: " / ", into: ["author", "role"] },
    text: "p",
    declared: "h2",
  },
  variants: [{ name: "oud", when: { until: "2010-01-01", select: "font" }, fields: { title: "font" } }],
});

const tag = fc.constantFrom(
  "h1",
  "h2",
  "p",
  "b",
  "i",
  "div",
  "ul",
  "li",
  "table",
  "tr",
  "td",
  "figure",
  "img",
  "time",
  "a",
  "hr",
  "br",
  "font",
  "template",
  "noscript",
  "script",
  "pre",
  "svg",
  "blockquote",
  "meta",
  "base",
  "link",
);
const attribute = fc.constantFrom(
  "",
  " class=lead",
  " class='tekst s'",
  " class=datum",
  " class=auteur",
  " class=ad",
  " class=tag",
  " class=reacties",
  " class=partner",
  " datetime=2018-01-25T14:05:00Z",
  " hidden",
  " src=/a.jpg alt=a.jpg",
  " srcset='a 1x, b 2x'",
  " itemprop=articleSection",
  " itemscope itemtype=http://schema.org/Article",
  " property=dc:modified content=2019-01-01",
  " type=application/ld+json",
  " name=og:title content=Kop",
  " href=https://ander.example/",
  " rel=canonical href=/x",
  " id=r1",
  " http-equiv=refresh content=1;url=/y",
);
const text = fc.oneof(
  fc.constantFrom(
    "Kop",
    "25 januari 2018",
    "gisteren",
    "Ada Vos / raadslid",
    "(inlog)",
    "Reacties: 3",
    "{{titel}}",
    '{"@type":"NewsArticle","headline":"Kop","author":[{}],"datePublished":"x"}',
    "\u0000\ud800\u202e",
    "&amp;&nbsp;",
    "1.0Dit",
  ),
  fc.string({ maxLength: 12, unit: "binary" }),
);
const html = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(tag, attribute).map(([name, rest]) => `<${name}${rest}>`) },
      { weight: 2, arbitrary: tag.map((name) => `</${name}>`) },
      { weight: 5, arbitrary: text },
    ),
    { maxLength: 60 },
  )
  .map((parts) => `<h1>Kop</h1>${parts.join("")}<div class=tekst><hr>Een`);

describe("any page", () => {
  it("is read without a throw, into a record of the right shape or reasons why there is none", () => {
    let accepted = 0;
    fc.assert(
      fc.property(html, (given) => {
        const page = pageOf(given);
        const extraction = extractionOf(startReading(page, site));
        const validated = validate(extraction, page, { siteName: "bode", siteFileVersion: null });
        if (validated.ok) {
          accepted += 1;
          expect(articleRecordSchema.safeParse(validated.record).success).toBe(true);
        } else expect(validated.reasons.map(({ code }) => code)).not.toContain("wrong-shape");
        for (const value of stringsIn(extraction)) {
          expect(value.isWellFormed()).toBe(true);
          expect(value).toBe(value.normalize("NFC"));
          expect(value).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
        }
      }),
      { numRuns: 400 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it("is read the same twice", () => {
    fc.assert(
      fc.property(html, (given) => {
        const once = () => extractionOf(startReading(pageOf(given), site));
        expect(once()).toEqual(once());
      }),
      { numRuns: 50 },
    );
  });
});

/** The texts of an extraction's fields; provenance and warnings quote what stood there. */
function stringsIn(extraction: object): string[] {
  const { provenance: _, warnings: __, notArticle: ___, ...fields } = extraction as Record<string, unknown>;
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") found.push(value);
    else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) walk(each);
  };
  walk(fields);
  return found;
}
