import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeUrl, type UrlRules } from "../../src/model/normalize-url.ts";

const PAGE = "https://krant.example/nieuws/stuk?id=7";

describe("normalizeUrl", () => {
  it.each([
    ["scheme and host in lower case, path as written", "HTTPS://Krant.EXAMPLE/Nieuws", "https://krant.example/Nieuws"],
    ["no default port", "https://krant.example:443/a", "https://krant.example/a"],
    ["no default port, http", "http://krant.example:80/a", "http://krant.example/a"],
    ["a port of its own", "https://krant.example:8443/a", "https://krant.example:8443/a"],
    ["a slash for an empty path", "https://krant.example", "https://krant.example/"],
    ["a slash before a query", "https://krant.example?a=1", "https://krant.example/?a=1"],
    ["no dot segments", "https://krant.example/a/./b/../c", "https://krant.example/a/c"],
    ["no dot segments in disguise", "https://krant.example/a/%2E%2e/c", "https://krant.example/c"],
    ["no fragment", "https://krant.example/a#reacties", "https://krant.example/a"],
    ["no fragment, not a hash-bang either", "https://krant.example/#!/a", "https://krant.example/"],
    ["escapes in capitals", "https://krant.example/caf%c3%a9?q=%c3%a9", "https://krant.example/caf%C3%A9?q=%C3%A9"],
    ["unreserved letters unescaped", "https://krant.example/%7Ejan/%61?%62=%2D", "https://krant.example/~jan/a?b=-"],
    ["reserved letters left escaped", "https://krant.example/a%2Fb%3F?q=%26", "https://krant.example/a%2Fb%3F?q=%26"],
    ["letters beyond ASCII escaped", "https://krant.example/carrière", "https://krant.example/carri%C3%A8re"],
    ["a host in ASCII", "https://Café.example/", "https://xn--caf-dma.example/"],
    ["a stray percent sign left alone", "https://krant.example/100%/%zz", "https://krant.example/100%/%zz"],
    ["no escape made of pieces", "https://krant.example/%2%65", "https://krant.example/%2%65"],
    ["twice escaped left twice escaped", "https://krant.example/%252e%252E", "https://krant.example/%252e%252E"],
    ["white space around", " \n https://krant.example/a \t", "https://krant.example/a"],
    ["line breaks and tabs within", "https://krant\n.example/lang\r\n\te-kop", "https://krant.example/lange-kop"],
    ["a space within", "https://krant.example/a b", "https://krant.example/a%20b"],
    ["backslashes", "https:\\\\krant.example\\a", "https://krant.example/a"],
    ["no empty query", "https://krant.example/a?", "https://krant.example/a"],
    ["doubled slashes left alone", "https://krant.example//a//b/", "https://krant.example//a//b/"],
    ["parameters in their order", "https://krant.example/?b=2&a=1&b=1", "https://krant.example/?b=2&a=1&b=1"],
    ["odd queries as written", "https://krant.example/?a&&b=&=c&d=e=f+g", "https://krant.example/?a&&b=&=c&d=e=f+g"],
    [
      "brackets as written",
      "https://krant.example/z?f[0]=t:4&f%5B1%5D=x",
      "https://krant.example/z?f[0]=t:4&f%5B1%5D=x",
    ],
    ["no followed reader", `${PAGE}&utm_source=nb&UTM_Medium=x&fbclid=1&gclid=2`, PAGE],
    ["no followed reader, alone", "https://krant.example/a?utm_campaign=x", "https://krant.example/a"],
    [
      "names that only look like it",
      "https://krant.example/?utm=1&ref=2&pk_id=3",
      "https://krant.example/?utm=1&ref=2&pk_id=3",
    ],
    ["an address on IPv6", "http://[::1]:8080/a", "http://[::1]:8080/a"],
    ["an empty user name", "https://@krant.example/a", "https://krant.example/a"],
  ])("gives %s", (_what, href, wanted) => {
    expect(normalizeUrl(href)).toBe(wanted);
  });

  it.each([
    ["a path", "/sport", "https://krant.example/sport"],
    ["a name", "sport", "https://krant.example/nieuws/sport"],
    ["a query", "?page=2", "https://krant.example/nieuws/stuk?page=2"],
    ["a fragment: the page itself", "#reacties", PAGE],
    ["nothing: the page itself", "", PAGE],
    ["a host without a scheme", "//media.example/x", "https://media.example/x"],
    ["a way up beyond the root", "../../../x", "https://krant.example/x"],
  ])("resolves %s against the page", (_what, href, wanted) => {
    expect(normalizeUrl(href, PAGE)).toBe(wanted);
  });

  it.each([
    ["a path without a page", "/sport"],
    ["nothing without a page", ""],
    ["mail", "mailto:redactie@krant.example"],
    ["a script", "javascript:void(0)"],
    ["a telephone", "tel:+31101234567"],
    ["data", "data:text/html,<p>"],
    ["a file", "file:///etc/hosts"],
    ["another protocol", "ftp://krant.example/a"],
    ["a user name", "https://jan@krant.example/"],
    ["a password", "https://jan:geheim@krant.example/"],
    ["a host that is none", "https://krant example/"],
    ["a port that is none", "https://krant.example:99999/"],
    ["more than 8,192 characters", `https://krant.example/${"a".repeat(8192)}`],
    ["what grows beyond them when escaped", `https://krant.example/${"é".repeat(3000)}`],
  ])("refuses %s", (_what, href) => {
    expect(normalizeUrl(href)).toBeUndefined();
  });

  it("refuses what a base would make of a scheme that is not of the web", () => {
    expect(normalizeUrl("javascript:void(0)", PAGE)).toBeUndefined();
  });
});

describe("rules of a site", () => {
  const hosts = ["www.krant.example", "krant.example", "m.krant.example:8080"];
  const rules: UrlRules = { hosts, scheme: "https", query: { keep: ["id", "page", "f[0]"] } };

  it.each([
    ["an alias becomes the main host", "https://krant.example/a", "https://www.krant.example/a"],
    ["an alias with a port, too", "http://m.krant.example:8080/a", "https://www.krant.example/a"],
    ["http becomes https", "http://www.krant.example/a", "https://www.krant.example/a"],
    ["a port of its own keeps its scheme and host", "http://krant.example:3000/a", "http://krant.example:3000/a"],
    [
      "only kept parameters stay, in order",
      "https://krant.example/?page=2&x=1&id=3",
      "https://www.krant.example/?page=2&id=3",
    ],
    ["names are compared decoded", "https://krant.example/?f%5B0%5D=1&f[1]=2", "https://www.krant.example/?f%5B0%5D=1"],
    ["other hosts are left alone", "http://elders.example/?x=1", "http://elders.example/?x=1"],
    ["other hosts still lose trackers", "http://elders.example/?x=1&fbclid=2", "http://elders.example/?x=1"],
  ])("%s", (_what, href, wanted) => {
    expect(normalizeUrl(href, undefined, rules)).toBe(wanted);
  });

  it.each([
    ["dropped parameters go", { drop: ["sort"] }, "a=1&sort=new&b=2", "a=1&b=2"],
    ["a star stands for any rest", { drop: ["pageStart*"] }, "pageStart8=21&pageStart=1&page=2", "page=2"],
    ["trackers go with `drop` too", { drop: ["sort"] }, "a=1&utm_source=x", "a=1"],
    ["a tracker that is kept stays", { keep: ["gclid"] }, "gclid=1&a=2", "gclid=1"],
    ["a name both kept and dropped goes", { keep: ["a", "b"], drop: ["b"] }, "a=1&b=2", "a=1"],
    ["an empty list keeps nothing", { keep: [] }, "a=1", ""],
    ["a name that is no escape is compared as written", { drop: ["%zz"] }, "%zz=1&a=2", "a=2"],
  ] as const)("%s", (_what, query, before, after) => {
    const wanted = after === "" ? "https://krant.example/" : `https://krant.example/?${after}`;
    expect(normalizeUrl(`https://krant.example/?${before}`, undefined, { query })).toBe(wanted);
  });
});

describe("normalising any address", () => {
  const pieces =
    "%|2|5|e|E|.|/|..|\\|?|&|=|a|é| |+|#|@|:|utm_x=1|%2e|%2F|%7e|%41|[|'|;|\u00a0|\ud83d\ude00|\ud800".split("|");
  const tail = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(""));
  const href = fc.oneof(
    tail.map((text) => `https://krant.example/${text}`),
    tail.map((text) => `http://KRANT.example${text}`),
    tail.map((text) => `http://krant.example:8080/${text}`),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string({ unit: "binary" }),
  );
  const someRules = fc.constantFrom<UrlRules>(
    {},
    { hosts: ["www.krant.example", "krant.example", "krant.example:8080"], scheme: "https" },
    { hosts: ["krant.example:8080", "krant.example"], scheme: "https" },
    { query: { keep: ["a", "%2"] } },
    { query: { drop: ["a*"] }, scheme: "http" },
  );

  it("twice is normalising once", () => {
    fc.assert(
      fc.property(href, someRules, (text, rules) => {
        const once = normalizeUrl(text, PAGE, rules);
        if (once !== undefined) expect(normalizeUrl(once, undefined, rules)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it("asks a server for the same, escapes and followers apart", () => {
    const asked = (text: string): string => {
      const url = new URL(text);
      const query = url.search
        .replace(/^\?/, "")
        .split("&")
        .filter((part) => !/^utm_x/.test(part))
        .join("&");
      return `${url.origin}${url.pathname}?${query}`
        .replace(/%([2-7][0-9a-f])/gi, (triplet, hex: string) => {
          const letter = String.fromCharCode(Number.parseInt(hex, 16));
          return /[A-Za-z0-9._~-]/.test(letter) ? letter : triplet.toUpperCase();
        })
        .replace(/%[0-9a-f]{2}/gi, (triplet) => triplet.toUpperCase());
    };
    fc.assert(
      fc.property(href, (text) => {
        const normal = normalizeUrl(text, PAGE);
        if (normal !== undefined) expect(asked(normal)).toBe(asked(new URL(text, PAGE).href));
      }),
      { numRuns: 2000 },
    );
  });
});
