import { describe, expect, it } from "vitest";
import { discover } from "../../src/discover/discover.ts";
import type { SiteInput } from "../../src/model/site.ts";
import { pageOf, requestOf, siteOf, summary } from "./pages.ts";

const listing: SiteInput["listing"] = { card: "article.card", date: "time", skip: [".partner", ".uitgelicht"] };
const start: SiteInput["start"] = [{ listing: "https://morgenpost.example/nieuws?page={page}", first: 0 }];
const firstPage = requestOf("listing", { url: "https://morgenpost.example/nieuws?page=0" });

function discovered(html: string, rest: Partial<SiteInput> = {}, request = firstPage, since: string | null = null) {
  return discover(pageOf(html, { finalUrl: request.url }), siteOf({ listing, start, ...rest }), request, { since });
}

const card = (path: string, date = "", className = "") =>
  `<article class="card ${className}"><h2><a href="${path}">Kop</a></h2>${date === "" ? "" : `<time>${date}</time>`}</article>`;

describe("a listing with cards", () => {
  it("gives each card's link with its own date, also where one card has none", () => {
    const html = card("/a", "29 januari 2018") + card("/b") + card("/c", "27 januari 2018");
    expect(summary(discovered(html).requests)).toEqual(["/a 2018-01-29", "/b", "/c 2018-01-27"]);
  });

  it("skips a card for what it holds, named from the card", () => {
    const html = card("/a") + card("/b").replace("<h2>", "<i class=label></i><h2>");
    const found = discovered(html, { listing: { ...listing, skip: ":self:has(.label)" } });
    expect([summary(found.requests), found.skipped.map(({ reason }) => reason)]).toEqual([["/a"], ["not-wanted"]]);
  });

  it("reads a date that the author is glued to", () => {
    expect(summary(discovered(card("/a", "29 januari 2018Wouter Prins")).requests)).toEqual(["/a 2018-01-29"]);
  });

  it("prefers a machine's date, and drops one that cannot be true", () => {
    const times = '<time datetime="2018-01-29T10:00:00+01:00">gisteren</time>';
    const html = `<article class="card"><a href="/a">K</a>${times}</article>${card("/b", "1 januari 1970")}${card("/c", "3 maart 2099")}`;
    expect(summary(discovered(html).requests)).toEqual(["/a 2018-01-29T10:00:00+01:00", "/b", "/c"]);
  });

  it("takes the card itself where it is the link", () => {
    const html = '<a class="card" href="/a"><time>29 januari 2018</time></a>';
    expect(summary(discovered(html, { listing: { card: "a.card", date: "time" } }).requests)).toEqual([
      "/a 2018-01-29",
    ]);
  });

  it("takes the link around the card where there is none inside", () => {
    expect(summary(discovered('<a href="/a"><article class="card">Kop</article></a>').requests)).toEqual(["/a"]);
  });

  it("passes over a topic's link that stands before the article's", () => {
    const html =
      '<article class="card"><a href="/bestuur">bestuur</a> <a href="#deel">deel</a> <a href="/bestuur/kop-12">Kop</a></article>';
    expect(summary(discovered(html, { urls: { articles: { include: "-\\d+$" } } }).requests)).toEqual([
      "/bestuur/kop-12",
    ]);
  });

  it("reads the link where the site file says it is", () => {
    const html = '<article class="card"><a href="/auteur">A</a><button data-url="/a">Lees</button></article>';
    const url = { select: "button", attr: "data-url" };
    expect(summary(discovered(html, { listing: { card: ".card", url } }).requests)).toEqual(["/a"]);
  });

  it("skips partners' and featured cards, by their own class, by what they hold, and by where they stand", () => {
    const html = `${card("/a", "", "partner")}<article class="card"><a href="/b">K</a><b class="partner">p</b></article>
      <div class="uitgelicht">${card("/c")}</div>${card("/d")}`;
    const { requests, skipped } = discovered(html);
    expect(summary(requests)).toEqual(["/d"]);
    expect(skipped.map(({ request, reason }) => `${new URL(request.url).pathname} ${reason}`)).toEqual([
      "/a not-wanted",
      "/b not-wanted",
      "/c not-wanted",
    ]);
  });

  it("wants an article that is featured and also stands in its place, once, with its date", () => {
    const html = `${card("/a", "", "uitgelicht")}${card("/b")}${card("/a", "29 januari 2018")}${card("/b", "28 januari 2018")}`;
    const { requests, skipped } = discovered(html);
    expect(summary(requests).toSorted()).toEqual(["/a 2018-01-29", "/b 2018-01-28"]);
    expect(skipped).toEqual([]);
  });

  it("resolves links against <base>, unless it leads out of the web", () => {
    expect(summary(discovered(`<base href="/archief/">${card("a")}`).requests)).toEqual(["/archief/a"]);
    expect(summary(discovered(`<base href="javascript:x">${card("a")}`).requests)).toEqual(["/a"]);
  });

  it("sees no cards and no links in templates", () => {
    const html = `<template>${card("/a")}</template>${card("/b")}<article class="card"><template><a href="/c">K</a></template></article>`;
    const { requests, warnings } = discovered(html);
    expect(summary(requests)).toEqual(["/b"]);
    expect(warnings.map(({ code }) => code)).toEqual(["cards-without-link"]);
  });

  it("leaves other hosts' articles, with the reason", () => {
    const { requests, skipped } = discovered(
      card("https://elders.example/a") + card("https://www.morgenpost.example/b"),
    );
    expect(summary(requests)).toEqual(["/b"]);
    expect(skipped[0]).toMatchObject({
      reason: "out-of-scope",
      detail: "elders.example is not among the site's hosts",
    });
  });

  it("says so where no card is found", () => {
    expect(discovered("<p>Deze pagina bestaat niet").warnings.map(({ code }) => code)).toEqual(["no-cards"]);
  });

  it("is silent about a further page without cards: so a row ends", () => {
    const beyond = requestOf("listing", { url: "https://morgenpost.example/nieuws?page=3", pageIndex: 3 });
    expect(discovered("<p>Deze pagina bestaat niet", {}, beyond).warnings).toEqual([]);
  });

  it("takes no links beside cards but those of listings", () => {
    const urls = { articles: { include: "^/a" }, listings: { include: "^/sectie/" } };
    const html = `${card("/a1")}<nav><a href="/sectie/sport">Sport</a><a href="/a2">Meest gelezen</a><a href="/over">Over</a></nav>`;
    const { requests, skipped } = discovered(html, { urls });
    expect(requests.map(({ url, kind, pageIndex }) => `${kind} ${new URL(url).pathname} ${pageIndex}`)).toEqual([
      "article /a1 null",
      "listing /sectie/sport 0",
    ]);
    expect(skipped).toEqual([]);
  });
});

describe("a listing without cards", () => {
  const urls = { articles: { include: "-\\d+$", exclude: "^/partners/" } };

  it("gives the links that the site's patterns name, and is silent about the others", () => {
    const html =
      '<a href="/kop-1">A</a><a href="/over">O</a><a href="/partners/kop-2">P</a><a href="mailto:x@y.z">M</a><a href="/kop-1#reacties">A</a>';
    const { requests, skipped } = discovered(html, { listing: {}, urls });
    expect(summary(requests)).toEqual(["/kop-1"]);
    expect(skipped).toEqual([]);
  });

  it("skips what stands in an element that is not wanted", () => {
    const html = '<div class="partner"><a href="/kop-1">A</a></div><a href="/kop-2">B</a>';
    const { requests, skipped } = discovered(html, { listing: { skip: ".partner" }, urls });
    expect(summary(requests)).toEqual(["/kop-2"]);
    expect(skipped).toMatchObject([{ reason: "not-wanted" }]);
  });

  it("says so where nothing tells which links are articles", () => {
    const { requests, warnings } = discovered('<a href="/a">A</a>', { listing: {} });
    expect(requests).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(["no-rule"]);
  });

  it("records a trap that the patterns would have let in", () => {
    const { skipped } = discovered('<a href="/kalender/2031/kop-05">A</a><a href="/x-1/x-1/x-1">B</a>', {
      listing: {},
      urls,
    });
    expect(skipped.map(({ reason, detail }) => `${reason} ${detail}`)).toEqual([
      "trap repeating-path: /x-1 three times in a row",
    ]);
  });
});

describe("the row of a listing", () => {
  const cards = card("/a", "29 januari 2018");

  it("is counted by the template of its start, first value and step", () => {
    const counted = { start: [{ listing: "https://morgenpost.example/n/{page}/", first: 20, step: 10 }] };
    const request = requestOf("listing", { url: "https://morgenpost.example/n/30/", pageIndex: 1, depth: 0 });
    expect(discovered(cards, counted, request).nextPage).toMatchObject({
      url: "https://morgenpost.example/n/40/",
      pageIndex: 2,
      depth: 0,
      kind: "listing",
      discoveredOn: "https://morgenpost.example/n/30/",
    });
  });

  it("ends after `maxPages`", () => {
    const counted = { start: [{ listing: "https://morgenpost.example/nieuws?page={page}", first: 0, maxPages: 2 }] };
    expect(discovered(cards, counted).nextPage?.url).toBe("https://morgenpost.example/nieuws?page=1");
    const second = requestOf("listing", { url: "https://morgenpost.example/nieuws?page=1", pageIndex: 1 });
    expect(discovered(cards, counted, second).nextPage).toBeNull();
  });

  it("keeps the parameter that counts, whatever parameters articles keep", () => {
    expect(discovered(cards, { urls: { keepQuery: [] } }).nextPage?.url).toBe(
      "https://morgenpost.example/nieuws?page=1",
    );
  });

  const linked = { start: [{ listing: "https://morgenpost.example/nieuws", maxPages: 3 }] };
  const next = { ...listing, next: ["a.volgende", { select: ".pager", attr: "onclick", match: "'([^']+)'" }] };
  const request = requestOf("listing", { url: "https://morgenpost.example/nieuws" });

  it("goes on where the page says, also in an attribute", () => {
    const link = discovered(
      `${cards}<a class="volgende" href="?p=2">verder</a>`,
      { ...linked, listing: next },
      request,
    );
    expect(link.nextPage).toMatchObject({ url: "https://morgenpost.example/nieuws?p=2", pageIndex: 1 });
    const attribute = discovered(
      `${cards}<i class="pager" onclick="haal('/nieuws?p=3')">`,
      { ...linked, listing: next },
      request,
    );
    expect(attribute.nextPage?.url).toBe("https://morgenpost.example/nieuws?p=3");
  });

  it("does not go on to itself, to another host, or beyond `maxPages`", () => {
    const to = (href: string, pageIndex = 0) =>
      discovered(`${cards}<a class="volgende" href="${href}">`, { ...linked, listing: next }, { ...request, pageIndex })
        .nextPage;
    expect(to("")).toBeNull();
    expect(to("#top")).toBeNull();
    expect(to("https://elders.example/?p=2")).toBeNull();
    expect(to("?p=2", 1)).not.toBeNull();
    expect(to("?p=2", 2)).toBeNull();
  });

  it("follows one counter of a page's widgets where the site file drops the others", () => {
    const rest = { ...linked, listing: next, urls: { keepQuery: ["pageStart8"] } };
    const html = `${cards}<a class="volgende" href="?pageStart8=21&pageStart12=61&pageStart13=61">`;
    expect(discovered(html, rest, request).nextPage?.url).toBe("https://morgenpost.example/nieuws?pageStart8=21");
    expect(discovered(html, { ...linked, listing: next }, request).nextPage).toBeNull();
  });

  it("ends when all dated articles are older than wanted, and not before", () => {
    const old = card("/b", "1 januari 2018");
    const nextFor = (html: string) => discovered(html, {}, firstPage, "2018-01-20").nextPage;
    expect(nextFor(old)).toBeNull();
    expect(nextFor(old + card("/c"))).toBeNull();
    expect(nextFor(cards + old)).not.toBeNull();
    expect(nextFor(card("/d"))).not.toBeNull();
  });

  it("is not kept going by a featured article that is new on every page", () => {
    const html = card("/a", "31 januari 2018", "uitgelicht") + card("/b", "1 januari 2018");
    expect(discovered(html, {}, firstPage, "2018-01-20").nextPage).toBeNull();
  });

  it("leaves articles that are too old, with their date", () => {
    const { requests, skipped } = discovered(cards + card("/b", "1 januari 2018"), {}, firstPage, "2018-01-20");
    expect(summary(requests)).toEqual(["/a 2018-01-29"]);
    expect(skipped).toMatchObject([{ reason: "too-old", detail: "dated 2018-01-01" }]);
  });
});

describe("the links of a pager, where listings are followed", () => {
  const urls = { articles: { include: "^/a" }, listings: { include: ["^/nieuws", "^/sport"] } };
  const pager =
    '<a href="/nieuws">1</a><a href="/nieuws?page=1">2</a><a href="/nieuws?page=7">8</a><a href="/sport">Sport</a>';
  const listings = (rest: Partial<SiteInput>, request = firstPage) =>
    discovered(card("/a") + pager, { urls, ...rest }, request).requests.filter(({ kind }) => kind === "listing");
  const places = (rest: Partial<SiteInput>, request = firstPage) =>
    listings(rest, request).map(
      ({ url, pageIndex }) => `${url.replace("https://morgenpost.example", "")} ${pageIndex}`,
    );

  it("are left to the counting, where their row is counted", () => {
    expect(places({})).toEqual(["/sport 0"]);
  });

  const plain = { start: [{ listing: "https://morgenpost.example/nieuws", maxPages: 4 }] };
  const request = requestOf("listing", { url: "https://morgenpost.example/nieuws?page=2", pageIndex: 2 });

  it("are left to `next`, where the site file names it", () => {
    expect(places({ ...plain, listing: { ...listing, next: "a.next" } }, request)).toEqual(["/sport 0"]);
  });

  it("are otherwise further pages of the same row, up to `maxPages`", () => {
    expect(places(plain, request)).toEqual(["/nieuws 3", "/nieuws?page=1 3", "/nieuws?page=7 3", "/sport 0"]);
    expect(places(plain, { ...request, pageIndex: 3 })).toEqual(["/sport 0"]);
  });

  it("are known by their path, too", () => {
    const html = '<a href="/sport/page/3/">3</a><a href="/sport/">1</a><a href="/sport/wielrennen/">W</a>';
    const from = requestOf("listing", { url: "https://morgenpost.example/sport/page/2/", pageIndex: 1 });
    const { requests } = discovered(html, { ...plain, urls }, from);
    expect(requests.map(({ url, pageIndex }) => `${new URL(url).pathname} ${pageIndex}`)).toEqual([
      "/sport/page/3/ 2",
      "/sport/ 2",
      "/sport/wielrennen/ 0",
    ]);
  });
});

describe("a huge listing", () => {
  it("is read in time, up to 5,000 cards", () => {
    const html = Array.from({ length: 30_000 }, (_, index) => card(`/a${index}`, "29 januari 2018")).join("");
    const { requests, warnings } = discovered(html);
    expect(requests).toHaveLength(5_000);
    expect(warnings.map(({ code }) => code)).toEqual(["too-many-links"]);
  }, 20_000);

  it("of plain links is read in time, up to 5,000", () => {
    const html = Array.from({ length: 60_000 }, (_, index) => `<a href="/kop-${index}">K</a>`).join("");
    const { requests } = discovered(html, { listing: {}, urls: { articles: { include: "-\\d+$" } } });
    expect(requests).toHaveLength(5_000);
  }, 20_000);

  it("that is nested beyond all bounds costs only itself", () => {
    const { requests, warnings } = discovered("<div>".repeat(100_000));
    expect(requests).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(["parse-bounds"]);
  });
});
