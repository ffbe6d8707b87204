import { describe, expect, it } from "vitest";
import { addFollowUp, extractionOf, failFollowUp, startReading } from "../../src/extract/extract.ts";
import { CrawlError } from "../../src/model/crawl-error.ts";
import { doubts, pageOf, read, siteOf } from "./pages.ts";

describe("variants", () => {
  const site = {
    fields: { title: "h1", section: ".s", publishedAt: ".d" },
    rules: { required: ["title", "section"] as ("title" | "section")[], remove: ".ad" },
    variants: [
      { name: "oud adres", when: { url: "\\.lynkx$" }, fields: { title: "h2" } },
      {
        name: "oude opmaak",
        when: { select: ".articlebody" },
        fields: { title: ".titel" },
        rules: { required: ["title" as const] },
      },
      { name: "voor 2020", when: { until: "2020-01-01" }, fields: { title: "h4" } },
      { name: "2021", when: { from: "2021-01-01", until: "2022-01-01" }, fields: { title: "h5" } },
    ],
  };
  const html = (inner: string) =>
    `<!doctype html><body><i class=ad><h1>Advertentie</h1></i><h1>Nu</h1><h2>Adres</h2><h4>Vroeger</h4><h5>In 2021</h5><b class=titel>Opmaak</b><p class=s>wonen</p>${inner}`;
  const title = (inner: string, finalUrl = "https://www.bode.example/x") => read(html(inner), site, { finalUrl }).title;

  it("are chosen by address, markup or day, the first that holds", () => {
    expect(title("")).toBe("Nu");
    expect(title("", "https://www.bode.example/x.1.lynkx")).toBe("Adres");
    expect(title("<div class=articlebody>", "https://www.bode.example/x.1.lynkx")).toBe("Adres");
    expect(title("<div class=articlebody>")).toBe("Opmaak");
    expect(title("<p class=d>31 december 2019")).toBe("Vroeger");
    expect(title("<p class=d>1 januari 2020")).toBe("Nu");
    expect(title("<p class=d>1 januari 2021")).toBe("In 2021");
    expect(title("<p class=d>binnenkort")).toBe("Nu");
  });

  it("lay only the keys they name over the site's", () => {
    const extraction = read(html("<div class=articlebody>"), site);
    expect([extraction.section, extraction.missing]).toEqual(["wonen", []]);
    expect(read("<h2>x", site, { finalUrl: "https://www.bode.example/x.lynkx" }).missing).toEqual(["section"]);
  });
});

describe("a reading that wants further pages", () => {
  const site = siteOf({
    fields: { title: "h1", body: ".t" },
    rules: { remove: ".ad" },
    comments: { at: { select: "a.reacties", attr: "href" }, item: ".r", author: "b", text: "p", declared: ".aantal" },
  });
  const start = () =>
    startReading(
      pageOf(
        "<h1>Kop</h1><div class=t>Een</div><p class=aantal>2 reacties</p><a class=reacties href=/reacties/1>reacties</a>",
      ),
      site,
    );

  it("asks for them, takes them, and is then complete", () => {
    const reading = start();
    const [want] = reading.wants;
    expect(want?.url).toBe("https://www.bode.example/reacties/1");
    addFollowUp(
      reading,
      want!,
      pageOf(
        "<div class=ad><div class=r><b>Ad</b><p>Koop</p></div></div><div class=r><b>Bo</b><p>Eens</p></div><div class=r><b>Ada</b><p>Oneens</p></div>",
        { finalUrl: want!.url },
      ),
    );
    expect(reading.wants).toEqual([]);
    const extraction = extractionOf(reading);
    expect(extraction.comments.map(({ author }) => author)).toEqual(["Bo", "Ada"]);
    expect([extraction.commentsComplete, extraction.commentCountDeclared, extraction.title]).toEqual([true, 2, "Kop"]);
  });

  it("keeps the article where they could not be got", () => {
    const reading = start();
    failFollowUp(reading, reading.wants[0]!, "HTTP status 500");
    const extraction = extractionOf(reading);
    expect([extraction.title, extraction.commentsComplete, extraction.comments]).toEqual(["Kop", false, []]);
    expect(reading.wants).toEqual([]);
  });

  it("reads no comments where the site file wants none of people", () => {
    const reading = startReading(pageOf("<h1>Kop</h1><div class=r><b>Bo</b><p>Eens"), {
      ...site,
      people: { ...site.people, comments: "none" },
    });
    expect([reading.wants, extractionOf(reading).comments]).toEqual([[], []]);
  });
});

describe("a page beyond bounds", () => {
  it("is given up with an error that says so", () => {
    const deep = pageOf("<div>".repeat(5_000));
    expect(() => startReading(deep, siteOf())).toThrow(CrawlError);
    expect(() => startReading(deep, siteOf())).toThrow(/nested/);
  });
});

describe("an undescribed page, and fields left to the generic reader", () => {
  const nothing = { value: null, source: "generic", where: "", text: null, confidence: 0 } as const;
  const none = { ...nothing, value: [] } as const;
  const generic = {
    canonicalUrl: nothing,
    lead: { ...nothing, value: "Geraden lead", where: "first paragraph", confidence: 0.7 },
    section: nothing,
    language: nothing,
    title: { ...nothing, value: "Geraden kop", where: "h1", confidence: 0.8 },
    publishedAt: {
      ...nothing,
      value: { at: "2018-01-25", precision: "day" },
      text: "25 januari 2018",
      confidence: 0.9,
    },
    modifiedAt: nothing,
    authors: none,
    body: { ...nothing, value: [{ type: "paragraph", text: "Een", level: null }], confidence: 0.8 },
    images: none,
    tags: none,
    access: { ...nothing, value: "unknown" },
    commentCountDeclared: nothing,
    comments: none,
    notArticle: null,
  } as const;
  const options = { genericReader: () => generic as never };

  it("are read by the reader handed in", () => {
    const extraction = extractionOf(startReading(pageOf("<html lang=en><h1>x"), null, options));
    expect(extraction).toMatchObject({
      title: "Geraden kop",
      lead: "Geraden lead",
      publishedAt: "2018-01-25",
      publishedText: "25 januari 2018",
      language: "en",
    });
    expect(extraction.provenance).toContainEqual({
      field: "title",
      source: "generic",
      where: "h1",
      text: null,
      confidence: 0.8,
    });
  });

  it("stay out of fields that the site file names, unless it asks for them", () => {
    expect(read("<h2>Kop", { fields: { title: "h2" } }, {}, options)).toMatchObject({ title: "Kop", lead: null });
    expect(read("<h2>Kop", { fields: { title: "h2" }, rules: { unnamed: "generic" } }, {}, options)).toMatchObject({
      title: "Kop",
      lead: "Geraden lead",
    });
    expect(read("<h2>Kop", { fields: { title: ["h3", { generic: true }] } }, {}, options).title).toBe("Geraden kop");
    expect(read("<h2>Kop", { fields: { title: [{ generic: true }, "h2"] } }, {}, options).title).toBe("Geraden kop");
    expect(read("<h2>Kop", { fields: { title: ["h2", { generic: true }] } }, {}, options).title).toBe("Kop");
    expect(read("<h3>Kop", { fields: { title: "h2" }, rules: { unnamed: "generic" } }, {}, options).title).toBeNull();
  });
});

describe("rights", () => {
  it("are read from the meta elements by whoever knows how", () => {
    const html =
      '<meta name="robots" content="noindex"><meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="/p">';
    const readRights = ({
      metaRobots,
      metaTdm,
    }: {
      metaRobots: readonly { name: string; content: string }[];
      metaTdm: { reservation: string | null };
    }) => ({
      tdmReservation: metaTdm.reservation === "1" ? (1 as const) : null,
      tdmPolicy: null,
      robots: metaRobots.filter(({ name }) => name === "robots").map(({ content }) => content),
    });
    expect(startReading(pageOf(html), siteOf(), { readRights }).rights).toEqual({
      tdmReservation: 1,
      tdmPolicy: null,
      robots: ["noindex"],
    });
    expect(startReading(pageOf(html), siteOf()).rights).toEqual({ tdmReservation: null, tdmPolicy: null, robots: [] });
  });
});

describe("provenance and doubts", () => {
  it("quote at most 200 characters, never half a character", () => {
    const extraction = read(`<h1>${"a".repeat(198)}😀😀</h1>`, { fields: { title: "h1" } });
    const text = extraction.provenance.find(({ field }) => field === "title")?.text ?? "";
    expect(text.length).toBeLessThanOrEqual(200);
    expect(text.isWellFormed()).toBe(true);
    expect(doubts(extraction)).toEqual([]);
  });
});
