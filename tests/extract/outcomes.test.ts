import { describe, expect, it } from "vitest";
import { extractionOf, startReading } from "../../src/extract/extract.ts";
import type { Page } from "../../src/model/page.ts";
import type { SiteInput } from "../../src/model/site.ts";
import { articleUrl, pageOf, read, siteOf } from "./pages.ts";

const article = (inner = "", head = "") =>
  `<!doctype html><html lang=nl><head><title>Raad wil meer - De Bode</title>${head}</head><body><h1>Raad wil meer</h1><div class=t><p>Een.</p>${inner}</div></body></html>`;
const fields = { title: "h1", body: ".t" };
const outcome = (html: string, parts: Partial<SiteInput> = {}, page: Partial<Page> = {}) =>
  read(html, { fields, ...parts }, page).notArticle?.what ?? null;

describe("an answer that is no article", () => {
  it.each<[string, Partial<Page>, string]>([
    [
      "a consent gate on a host known for it",
      { finalUrl: "https://myprivacy.dpgmedia.nl/consent?siteKey=x&callbackUrl=y", requestedUrl: articleUrl },
      "consent",
    ],
    [
      "a consent gate on a host called so",
      { finalUrl: "https://consent.ander.example/?next=x", requestedUrl: articleUrl },
      "consent",
    ],
    [
      "a page to log in at",
      { finalUrl: "https://www.bode.example/inloggen?terug=x", requestedUrl: articleUrl },
      "login",
    ],
    [
      "another publisher",
      { finalUrl: "https://www.ander.example/bestuur/raad-wil-meer", requestedUrl: articleUrl },
      "moved",
    ],
    ["the front page", { finalUrl: "https://www.bode.example/", requestedUrl: articleUrl }, "soft-not-found"],
    ["not there", { status: 404 }, "not-found"],
    ["gone", { status: 410 }, "gone"],
    ["forbidden", { status: 403 }, "forbidden"],
    ["not for free", { status: 402 }, "paywall"],
    ["a fault of the server", { status: 500 }, "not-an-article"],
    ["without content", { status: 204 }, "empty"],
    ["JSON", { mediaType: "application/json" }, "not-an-article"],
    ["a PDF", { mediaType: "application/pdf" }, "not-an-article"],
  ])("is told: %s", (_, page, expected) => {
    expect(outcome(article(), {}, page)).toBe(expected);
  });

  it("is told by its bytes where the type lies", () => {
    const gif = new Uint8Array(600);
    gif.set([0x47, 0x49, 0x46, 0x38]);
    const wanted = (body: Uint8Array) => extractionOf(startReading(pageOf(body), siteOf({ fields }))).notArticle?.what;
    expect(wanted(gif)).toBe("not-an-article");
    expect(wanted(new TextEncoder().encode("%PDF-1.7 x"))).toBe("not-an-article");
    expect(wanted(new Uint8Array())).toBe("empty");
  });

  it.each<[string, Partial<Page>]>([
    ["with and without www", { finalUrl: "https://bode.example/bestuur/raad-wil-meer", requestedUrl: articleUrl }],
    ["http to https", { requestedUrl: articleUrl.replace("https", "http"), finalUrl: articleUrl }],
    ["another path on the site", { finalUrl: "https://www.bode.example/bestuur/nieuw/raad", requestedUrl: articleUrl }],
    ["a page from a file", { status: 0, broughtBy: "file", mediaType: "" }],
  ])("is not suspected behind an honest redirect or a file: %s", (_, page) => {
    expect(outcome(article(), {}, page)).toBeNull();
  });
});

describe("a page that says it is no article", () => {
  it.each([
    ["DPG Media Privacy Gate", "consent"],
    ["Privacy Gate", "consent"],
    ["Deze pagina bestaat niet", "soft-not-found"],
    ["Pagina niet gevonden - De Bode", "soft-not-found"],
    ["404", "soft-not-found"],
    ["Error 404: page not found", "soft-not-found"],
    ["Oeps! Deze pagina is niet gevonden.", "soft-not-found"],
    ["Seite nicht gefunden | Bote", "soft-not-found"],
  ])("with the title %s is %s", (title, expected) => {
    expect(outcome(article().replace("Raad wil meer - De Bode", title))).toBe(expected);
    expect(outcome(article().replace("<h1>Raad wil meer", `<h1>${title}`))).toBe(expected);
  });

  it.each([
    "Pagina niet gevonden: hoe een ministerie verdween",
    "404 woningen erbij",
    "De privacy van burgers",
    "Bestaat de ideale raad niet?",
  ])("an article called %s is one", (title) => {
    expect(outcome(article().replaceAll("Raad wil meer", title))).toBeNull();
  });

  it.each([
    ['<meta http-equiv="refresh" content="0; url=https://ander.example/x">', "moved"],
    ['<meta http-equiv="Refresh" content="3;URL=\'/nieuw\'">', "moved"],
    ['<meta http-equiv="refresh" content="0;url=https://myprivacy.dpgmedia.nl/consent">', "consent"],
    ['<meta http-equiv="refresh" content="900">', null],
    ['<meta http-equiv="refresh" content="300;url=https://www.bode.example/bestuur/raad-wil-meer">', null],
    ['<meta http-equiv="refresh" content="5;url=">', null],
  ])("%s is %s", (head, expected) => {
    expect(outcome(article("", head))).toBe(expected);
  });

  it.each<[string, SiteInput["outcomes"], string]>([
    ["consent", { consent: { select: ".toestemming" } }, "consent"],
    ["login", { login: { title: "^Raad" } }, "login"],
    ["paywall", { paywall: { select: ".t", text: "Een\\." } }, "paywall"],
    ["soft 404", { softNotFound: { url: "raad-wil" } }, "soft-not-found"],
    ["other pages", { notArticle: { host: "bode", select: "h1" } }, "not-an-article"],
    ["live blogs", { liveBlog: { select: ".toestemming" } }, "live-blog"],
    [
      "partners, where they are not wanted",
      { partner: { select: ".toestemming" }, partnerContent: "skip" },
      "partner-content",
    ],
  ])("is told by the site file's detectors: %s", (_, outcomes, expected) => {
    expect(outcome(article("<i class=toestemming>x</i>"), { outcomes })).toBe(expected);
  });

  it("needs every condition of a detector", () => {
    expect(outcome(article(), { outcomes: { login: { title: "^Raad", select: ".nergens" } } })).toBeNull();
    expect(
      outcome(article(), { outcomes: { login: [{ title: "^Nee" }, { title: "Raad", status: 200, url: "bestuur" }] } }),
    ).toBe("login");
  });

  it("is no article for a live blog in JSON-LD, unless live blogs are kept", () => {
    const html = article("", '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"x"}</script>');
    expect(outcome(html)).toBe("live-blog");
    expect(outcome(html, { outcomes: { liveBlogs: "keep" } })).toBeNull();
  });

  it("keeps no field and wants no further page", () => {
    const reading = startReading(
      pageOf(article(), { status: 410 }),
      siteOf({ fields, comments: { item: ".r", at: "a" } }),
    );
    expect(reading.wants).toEqual([]);
    expect(extractionOf(reading)).toMatchObject({ title: null, body: [], missing: [], notArticle: { what: "gone" } });
  });
});

describe("access", () => {
  const access = (html: string, outcomes?: SiteInput["outcomes"]) => {
    const { access, accessReason, body } = read(html, { fields, ...(outcomes === undefined ? {} : { outcomes }) });
    return [access, accessReason, body.map(({ text }) => text).join("|")];
  };
  const ld = (data: object) =>
    `<script type="application/ld+json">${JSON.stringify({ "@type": "NewsArticle", ...data })}</script>`;

  it("is partial with the marker as the reason, and the marker is no body", () => {
    const promo = '<p>Lees het volledige interview <a href="/login">(inlog)</a></p>';
    expect(access(article(promo), { partial: { select: ".t p", text: "\\(inlog\\)" } })).toEqual([
      "partial",
      "Lees het volledige interview (inlog)",
      "Een.",
    ]);
    expect(access(article(promo), { partial: { text: "\\(inlog\\)" } })).toEqual([
      "partial",
      "(inlog)",
      "Een.|Lees het volledige interview (inlog)",
    ]);
  });

  it("is partial without losing the article where the marker holds it", () => {
    const html = article(`<p>${"lang ".repeat(200)}</p>`);
    const [state, reason, body] = access(html, { partial: { select: ".t" } });
    expect([state, reason]).toEqual(["partial", ".t"]);
    expect(body).toContain("lang");
  });

  it.each([false, "False", "false", "http://schema.org/False"])(
    "is partial where JSON-LD says isAccessibleForFree %j",
    (value) => {
      expect(access(article("", ld({ isAccessibleForFree: value })))).toEqual([
        "partial",
        `isAccessibleForFree: ${value}`,
        "Een.",
      ]);
    },
  );

  it("takes the closed part's text as the reason where it only invites to subscribe", () => {
    const html = article(
      "<div class=gate>Lees verder met een abonnement</div>",
      ld({ isAccessibleForFree: "False", hasPart: { cssSelector: ".gate" } }),
    );
    expect(access(html)).toEqual(["partial", "Lees verder met een abonnement", "Een."]);
    expect(access(article("", ld({ isAccessibleForFree: false, hasPart: [{ cssSelector: "..[" }] })))[0]).toBe(
      "partial",
    );
  });

  it("is full where the page says so, or where the site file names markers and none is there; else unknown", () => {
    expect(access(article("", ld({ isAccessibleForFree: "True" })))).toEqual(["full", null, "Een."]);
    expect(access(article(), { partial: { select: ".gate" } })).toEqual(["full", null, "Een."]);
    expect(access(article())).toEqual(["unknown", null, "Een."]);
    expect(access(article("", '<meta property="article:content_tier" content="locked">'))[0]).toBe("partial");
  });
});

describe("partner content", () => {
  it("is flagged, by the site file or by JSON-LD", () => {
    expect(
      read(article("<b class=p>Partnerbijdrage</b>"), { fields, outcomes: { partner: { select: ".p" } } })
        .isPartnerContent,
    ).toBe(true);
    expect(
      read(article("", '<script type="application/ld+json">{"@type":"AdvertiserContentArticle"}</script>'), { fields })
        .isPartnerContent,
    ).toBe(true);
    expect(read(article(), { fields, outcomes: { partner: { select: ".p" } } }).isPartnerContent).toBe(false);
  });
});
