import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectTrap, patternOf } from "../../src/discover/discover.ts";

const trapOf = (path: string) => detectTrap(`https://morgenpost.example${path}`)?.what;

describe("a trap", () => {
  const traps: readonly (readonly [string, string])[] = [
    ["/a/a/a", "repeating-path"],
    ["/nieuws/a/b/a/b/a/b", "repeating-path"],
    ["/x/a/b/c/a/b/c/a/b/c/d", "repeating-path"],
    ["/a/b/a/c/a/d/a", "repeating-path"],
    ["/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", "too-deep"],
    [`/${"a".repeat(2048)}`, "too-long"],
    ["/a?PHPSESSID=abc", "session-id"],
    ["/a?sid=0123456789abcdef0123", "session-id"],
    ["/a;jsessionid=0123ABCD", "session-id"],
    ["/(S(lit3py55t21z5v55vlm25s55))/a", "session-id"],
    ["/nieuws?pageStart8=21&pageStart12=61", "counters"],
    ["/nieuws?pageStart8=21&pageStart12=61&pageStart13=61", "counters"],
    ["/kalender/2031/05", "calendar"],
    ["/agenda/2031-05-01", "calendar"],
    ["/agenda/maand/2031-05", "calendar"],
    ["/events/2031/w12", "calendar"],
    ["/agenda?month=5&year=2031", "calendar"],
    ["/a?tribe-bar-date=2031-05-01", "calendar"],
    ["/zoeken?f[0]=a&f[1]=b&f[2]=c", "endless-query"],
    ["/zoeken?a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1", "endless-query"],
    ["/{{url}}", "template"],
    ["/a/%7B%7Bitem.link%7D%7D", "template"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an address with a template that nobody filled.
    ["/a/${slug}", "template"],
  ];
  for (const [path, what] of traps) it(`is ${what}: ${path.slice(0, 60)}`, () => expect(trapOf(path)).toBe(what));

  const pages = [
    "/",
    "/bestuur/nieuws?page=143",
    "/nieuws?pageStart8=21",
    "/2018/01/25/kop",
    "/archieven/maandelijks/2018/01/",
    "/agenda",
    "/agenda/congres-2031-05",
    "/events/2018/05/kop-van-een-verslag",
    "/nieuws/nieuws/nieuws-van-de-dag",
    "/a/b/a/b",
    "/zoeken?keyword=x&f[0]=author:3&f[1]=topic:4",
    "/a?session=ochtend",
    "/a?sid=12",
    "/article?id=15795830",
    "/a?s=raad",
  ];
  for (const path of pages) it(`is not ${path}`, () => expect(trapOf(path)).toBeUndefined());

  it("is looked for without a throw in any address", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        detectTrap(url);
        expect(patternOf(url).startsWith(new URL(url).host)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the shape of an address", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["/kalender/2031-05-01", "/kalender/D"],
    ["/kalender/2031/05/", "/kalender/D/"],
    ["/nieuws?page=143", "/nieuws?page=N"],
    ["/nieuws?b=x&a=1", "/nieuws?a=N&b=V"],
    ["/nieuws?b=2018-01-01", "/nieuws?b=D"],
    ["/artikel/15795830.lynkx", "/artikel/N.lynkx"],
    ["/s/0123456789abcdef01234567", "/s/H"],
    ["/s/01234567-89ab-cdef-0123-456789abcdef/x", "/s/H/x"],
    ["/bestuur/kop-van-de-dag", "/bestuur/kop-van-de-dag"],
    ["/zoeken?f[0]=a&f[12]=b", "/zoeken?f[N]=V&f[N]=V"],
  ];
  for (const [path, shape] of rows) {
    it(`is the same for all of a kind: ${path}`, () =>
      expect(patternOf(`https://morgenpost.example${path}`)).toBe(`morgenpost.example${shape}`));
  }
});
