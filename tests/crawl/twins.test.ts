import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createTwins } from "../../src/crawl/twins.ts";
import { startAnsweringServer } from "../support/answering-server.ts";
import { recordsIn, scratchFolder } from "./magazine-crawl.ts";
import { crawlSmall, sitemapOf, smallSite } from "./small-site.ts";

const text = "De raad van Oud Zandhoven vergaderde over het veer en nam na lang beraad geen besluit. ".repeat(2);
const page = (title: string, body: string) =>
  `<!doctype html><html lang="nl"><head><title>${title}</title></head><body><h1>${title}</h1><time datetime="2026-03-01T08:00:00+01:00"></time><div class="text"><p>${body}</p></div></body></html>`;
const record = (title: string, body: string) => ({
  publishedAt: "2026-03-01",
  likeness: () => ({ title, paragraphs: [body] }),
});

describe("an article that stands under several addresses", () => {
  it("becomes one record where the addresses differ in their query alone", async () => {
    const addresses = [
      "/nieuws/veer",
      "/nieuws/veer?van=a",
      "/nieuws/veer?van=b",
      "/nieuws/lijst?nr=1",
      "/nieuws/lijst?nr=2",
    ];
    const server = await startAnsweringServer((path) => {
      if (path === "/robots.txt") return { status: 404 };
      const headers = { "content-type": path === "/kaart.xml" ? "application/xml" : "text/html" };
      if (path === "/kaart.xml")
        return { headers, body: sitemapOf(Object.fromEntries(addresses.map((each) => [each, "2026-03-01"]))) };
      const nr = /nr=(\d)/.exec(path)?.[1];
      return { headers, body: nr === undefined ? page("Het veer", text) : page(`Lijst ${nr}`, text + nr) };
    });
    const output = scratchFolder();
    try {
      const site = smallSite("start: [{ sitemap: http://dorpsblad.example/kaart.xml }]\n");
      const { site: report } = await crawlSmall(server, output, site, Date.parse("2026-03-02T00:00:00Z"));
      expect(
        recordsIn(output)
          .map(({ title }) => title)
          .sort(),
      ).toEqual(["Het veer", "Lijst 1", "Lijst 2"]);
      expect(report.reasons).toMatchObject({ "skipped:duplicate": 2 });
    } finally {
      await server.close();
      rmSync(output, { recursive: true, force: true });
    }
  });

  it("is another one where its place, its title, its day or its text is another", () => {
    const twins = createTwins();
    expect(twins.twinOf("https://a.example/x?n=1", record("Veer", text))).toBeUndefined();
    expect(twins.twinOf("https://a.example/x?n=2", record("Veer", text))).toBe("https://a.example/x?n=1");
    expect(twins.twinOf("https://a.example/y?n=2", record("Veer", text))).toBeUndefined();
    expect(twins.twinOf("https://a.example/x?n=3", record("Brug", text))).toBeUndefined();
    expect(
      twins.twinOf("https://a.example/x?n=4", { ...record("Brug", text), publishedAt: "2026-03-02" }),
    ).toBeUndefined();
  });

  it("is not known by a text that several articles may have", () => {
    const twins = createTwins();
    expect(twins.twinOf("https://a.example/x?n=1", record("Foto", "Bekijk de foto's."))).toBeUndefined();
    expect(twins.twinOf("https://a.example/x?n=2", record("Foto", "Bekijk de foto's."))).toBeUndefined();
  });
});
