import { describe, expect, it } from "vitest";
import { extractionOf, startReading } from "../../src/extract/extract.ts";
import { readGeneric } from "../../src/extract/generic/generic.ts";
import { pageOf } from "./pages.ts";

const finalUrl = "https://www.kurier.example/2024/05/17/rada-basen";
const prose =
  "<p>Rada miejska Nadrzecza we wtorek wieczorem po raz trzeci odłożyła decyzję w sprawie budowy nowego basenu.</p><p>Zdaniem skarbniczki koszty znacznie przekraczają to, co zakładano wiosną, przede wszystkim z powodu cen stali.</p>";
const html = (head: string, below = ""): string =>
  `<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>Rada znów odkłada decyzję</title>${head}</head><body><main><h1>Rada znów odkłada decyzję</h1>${prose}</main>${below}</body></html>`;
const read = (text: string) =>
  extractionOf(startReading(pageOf(text, { finalUrl }), null, { genericReader: readGeneric }));
const shared = (href: string): string => `<meta property="og:url" content="${href}">`;

describe("a page that no site file describes", () => {
  it("says whose wall hides the rest, in the wall's own words, with its source", () => {
    const extraction = read(html("", `<div class="paywall"><h2>Artykuł dostępny tylko dla prenumeratorów</h2></div>`));
    expect([extraction.access, extraction.accessReason]).toEqual([
      "partial",
      "Artykuł dostępny tylko dla prenumeratorów",
    ]);
    expect(extraction.provenance).toContainEqual({
      field: "access",
      source: "generic",
      where: "words of a wall",
      text: "Artykuł dostępny tylko dla prenumeratorów",
      confidence: 0.7,
    });
  });

  it("gives no reason where nothing is hidden", () => {
    const extraction = read(html(""));
    expect([extraction.access, extraction.accessReason]).toEqual(["unknown", null]);
  });

  it("says how many comments it counts and where it says so", () => {
    const extraction = read(html("", `<div id="comments"><h3>2 komentarze</h3><div id="app"></div></div>`));
    expect(extraction.commentCountDeclared).toBe(2);
    expect(extraction.provenance.find(({ field }) => field === "commentCountDeclared")?.text).toBe("2 komentarze");
  });

  it.each([
    [
      "the address it is shared by, where it is this page's",
      shared("https://kurier.example/2024/05/17/rada-basen"),
      "https://kurier.example/2024/05/17/rada-basen",
    ],
    ["none that is the front page's", shared("https://www.kurier.example/"), null],
    ["none of another page", shared("https://www.kurier.example/2024/05/16/inna-wiadomosc"), null],
    ["none of another site", shared("https://elders.example/2024/05/17/rada-basen"), null],
    [
      "none where the declared one was refused",
      `<link rel="canonical" href="https://www.kurier.example/">${shared(finalUrl)}`,
      null,
    ],
    [
      "none where two differ",
      `<link rel="canonical" href="/a"><link rel="canonical" href="/b">${shared(finalUrl)}`,
      null,
    ],
  ])("takes for its canonical address %s", (_name, head, wanted) => {
    expect(read(html(head)).canonicalUrl).toBe(wanted);
  });

  it("gives every value a source and how sure it is", () => {
    const extraction = read(
      html(`<meta name="author" content="Anna Nowak"><meta name="keywords" content="basen, rada">`),
    );
    for (const field of ["title", "authors", "body", "tags", "language"] as const) {
      const origin = extraction.provenance.find((each) => each.field === field);
      expect(origin?.where, field).toBeTruthy();
      expect(origin?.confidence, field).toBeGreaterThanOrEqual(0.4);
    }
  });
});
