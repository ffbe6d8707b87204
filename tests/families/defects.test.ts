import { describe, expect, it } from "vitest";
import { recordOf } from "../extract/pages.ts";
import { readFamilies } from "../support/family.ts";
import { walk } from "../support/family-walk.ts";

/** What went wrong in scrapers of such sites, as far as no test nearer to the code has its name. */
describe("a scraper's old defect", () => {
  it("an archive of months, the newest first, does not end at the first old article of a month", async () => {
    const family = (await readFamilies()).find(({ name }) => name === "F7")!;
    const [row] = family.rows;
    const found = walk(family, row!.start, "2018-01-20");
    expect(found.articles.map(({ url }) => url.replace(/.*\//, ""))).toEqual([
      "niets",
      "kat-in-boom",
      "wethouder-boos-op-weer",
      "leeg",
    ]);
    expect(found.pages.map((url) => url.slice(-8))).toEqual(["2018/02/", "2018/01/", "2017/12/"]);
  });

  it("an absolute date is not reckoned from now for a word that may stand beside it", () => {
    const dated = (text: string) =>
      recordOf(`<h1>Kop</h1><p class=d>${text}</p><p class=b>Tekst`, {
        fields: { title: "h1", body: ".b", publishedAt: ".d" },
      });
    expect(dated("25 januari 2018").publishedAt).toBe("2018-01-25");
    expect(dated("lang geleden").publishedAt).toBeNull();
  });

  it("a comment's text without an element of its own is not cut where it repeats its author's name", () => {
    const html = "<h1>Kop</h1><p class=b>Tekst<div class=r><b>Jan</b> Jan vindt dat Jan gelijk heeft.</div>";
    const { comments } = recordOf(html, {
      fields: { title: "h1", body: ".b" },
      comments: { item: ".r", author: "b", text: { select: ":self", remove: "b" } },
    });
    expect(comments).toMatchObject([{ author: "Jan", text: "Jan vindt dat Jan gelijk heeft." }]);
  });

  it("what is empty is null or an empty list, never a dash or a word for it", () => {
    const html = "<h1>Kop</h1><p class=lead></p><p class=by> </p><p class=b>Tekst<div class=r><b></b><p>-</p></div>";
    const record = recordOf(html, {
      fields: { title: "h1", lead: ".lead", authors: ".by", section: ".s", body: ".b" },
      comments: { item: ".r", author: "b", role: "i", text: "p" },
    });
    expect([record.lead, record.section, record.authors, record.tags]).toEqual([null, null, [], []]);
    expect(record.comments).toMatchObject([{ author: null, role: null, text: "-" }]);
  });
});
