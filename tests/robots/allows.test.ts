import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allows } from "../../src/robots/allows.ts";
import { parseRobots } from "../../src/robots/parse-robots.ts";

const isAllowed = (lines: string, url: string, token = "oogst") =>
  allows(parseRobots(`User-agent: ${token}\n${lines}`), token, url).isAllowed;

describe("RFC 9309 §2.2.1: the user-agent line", () => {
  test("groups of one crawler are merged, in any case of its name", () => {
    const rules = parseRobots(
      "User-agent: Oogst\nDisallow: /foo\nUser-agent: other\nDisallow: /\nUser-agent: OOGST\nDisallow: /baz\nCrawl-delay: 2",
    );
    const paths = ["/foo", "/baz", "/bar"].map((path) => allows(rules, "oogsT", path));
    expect(paths.map((decision) => decision.isAllowed)).toEqual([false, false, true]);
    expect(paths.map((decision) => decision.crawlDelayMs)).toEqual([2000, 2000, 2000]);
  });

  test("the group for all holds only where no group names the crawler, even one without rules", () => {
    const rules = parseRobots("User-agent: *\nDisallow: /\nCrawl-delay: 9\n\nUser-agent: oogst");
    expect(allows(rules, "oogst", "/x")).toEqual({ isAllowed: true, rule: null, line: null, crawlDelayMs: null });
    expect(allows(rules, "other", "/x")).toEqual({
      isAllowed: false,
      rule: "Disallow: /",
      line: 2,
      crawlDelayMs: 9000,
    });
  });

  test("several groups for all are merged too", () => {
    const rules = parseRobots("User-agent: *\nDisallow: /a\nUser-agent: b\nDisallow: /b\nUser-agent: *\nDisallow: /c");
    expect(["/a", "/b", "/c"].map((path) => allows(rules, "oogst", path).isAllowed)).toEqual([false, true, false]);
  });

  test("a name that only begins or ends alike is another crawler's", () => {
    const rules = parseRobots("User-agent: oogst-images\nDisallow: /a\nUser-agent: my-oogst\nDisallow: /b");
    expect(["/a", "/b"].map((path) => allows(rules, "oogst", path).isAllowed)).toEqual([true, true]);
  });
});

describe("RFC 9309 §2.2.2: the Allow and Disallow lines", () => {
  test("the match with the most octets decides, whatever the order, and its line is told", () => {
    const rules = parseRobots(
      "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif # longer\nDisallow: /ex",
    );
    expect(allows(rules, "oogst", "https://krant.example/example/page/disallowed.gif")).toMatchObject({
      isAllowed: false,
      rule: "Disallow: /example/page/disallowed.gif # longer",
      line: 3,
    });
    expect(allows(rules, "oogst", "https://krant.example/example/page/x")).toMatchObject({ isAllowed: true, line: 2 });
    expect(allows(rules, "oogst", "https://krant.example/exit")).toMatchObject({ isAllowed: false, line: 4 });
    expect(allows(rules, "oogst", "https://krant.example/")).toMatchObject({ isAllowed: true, rule: null, line: null });
  });

  test("octets are counted, not letters: three of UTF-8 weigh nine as they are escaped", () => {
    expect(isAllowed("Disallow: /ツ\nAllow: /*aaaaaaa", "/%E3%83%84aaaaaaa")).toBe(false);
    expect(isAllowed("Disallow: /ツ\nAllow: /*aaaaaaaaaa", "/%E3%83%84aaaaaaaaaa")).toBe(true);
  });

  test("of equal rules the Allow is used", () => {
    expect(isAllowed("Disallow: /folder\nAllow: /folder", "/folder/page")).toBe(true);
    expect(isAllowed("Disallow: /fol*r\nAllow: /folder", "/folder/page")).toBe(true);
  });

  test("/robots.txt is always allowed", () => {
    expect(isAllowed("Disallow: /", "https://krant.example/robots.txt")).toBe(true);
    expect(isAllowed("Disallow: /", "https://krant.example/robots.txt.bak")).toBe(false);
    expect(isAllowed("Disallow: /", "https://krant.example/a/robots.txt")).toBe(false);
  });

  test.each([
    ["/foo/bar?baz=quz", "/foo/bar?baz=quz"],
    ["/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"],
    ["/foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https://foo.bar"],
    ["/foo/bar?baz=https%3a%2f%2ffoo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"],
    ["/foo/bar/ツ", "/foo/bar/%E3%83%84"],
    ["/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84"],
    ["/foo/bar/%62%61%7A", "/foo/bar/baz"],
    ["/foo/bar/baz", "/foo/bar/%62%61%7A"],
    ["/foo/bar/%62%61%7A", "/foo/bar/%62%61%7A"],
    ["/%7ejoe/", "/~joe/index.html"],
    ["/~joe/", "/%7Ejoe/index.html"],
    ["/wiki/Special:Search", "/wiki/Special%3ASearch"],
    ["/a b", "/a%20b"],
    ["/foo/bar/ツ", "/foo/bar/ツ"],
  ])("the table: Disallow: %s forbids %s", (path, url) => {
    expect(isAllowed(`Disallow: ${path}`, `https://krant.example${url}`)).toBe(false);
  });

  test.each([
    ["/a%2Fb", "/a/b"],
    ["/a/b", "/a%2Fb"],
    ["/a%3Fb", "/a?b"],
    ["/a?b=1%262", "/a?b=1&2"],
    ["/a%2541", "/aA"],
    ["/A", "/a"],
    ["/foo", "/Foo"],
  ])(
    "a reserved character is not its escape, nor a capital its small letter: Disallow: %s does not forbid %s",
    (path, url) => {
      expect(isAllowed(`Disallow: ${path}`, `https://krant.example${url}`)).toBe(true);
    },
  );

  test("where Google and the RFC's table part, an Allow takes the narrower reading", () => {
    expect(isAllowed("Disallow: /\nAllow: /foo/bar/%62%61%7A", "/foo/bar/baz")).toBe(false);
    expect(isAllowed("Disallow: /\nAllow: /foo/bar/baz", "/foo/bar/%62%61%7A")).toBe(true);
  });

  test("what is no path, or another origin's address, matches nothing", () => {
    expect(isAllowed("Disallow: private\nDisallow: https://krant.example/x\nDisallow: ?q", "/private")).toBe(true);
    expect(isAllowed("Disallow: https://krant.example/x", "https://krant.example/x")).toBe(true);
  });
});

describe("RFC 9309 §2.2.3: special characters", () => {
  test.each([
    ["/this/path/exactly$", "/this/path/exactly", true],
    ["/this/path/exactly$", "/this/path/exactly/", false],
    ["/this/path/exactly$", "/this/path/exactly?x", false],
    ["/this/*/exactly", "/this/a/b/exactly/more", true],
    ["/this/*/exactly", "/this/exactly", false],
    ["*.gif$", "/a/b.gif", true],
    ["*.gif$", "/a/b.gif?x", false],
    ["/*.gif$", "/.gif.gif", true],
    ["/a*a$", "/a", false],
    ["/a*a$", "/aa", true],
    ["/a*bc*c$", "/abc", false],
    ["/a*bc*c$", "/abcc", true],
    ["/x*$", "/xyz", true],
    ["/**x**y***", "/x-y", true],
    ["/*/print", "/a?u=/print", true],
    ["/$x", "/$x", true],
    ["/$x", "/x", false],
    ["/a$b$", "/a$b", true],
    ["$", "/", false],
    ["/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true],
    ["/path/file-with-a-%2A.html", "/path/file-with-a-b.html", false],
    ["/path/foo-%24", "/path/foo-$", true],
    ["/path/foo-%24", "/path/foo-", false],
  ])("Disallow: %s at %s: %s", (path, url, isMatch) => {
    expect(isAllowed(`Disallow: ${path}`, `https://krant.example${url}`)).toBe(!isMatch);
  });

  test("# ends the rule, %23 is part of it", () => {
    expect(isAllowed("Disallow: /a#b", "/ax")).toBe(false);
    expect(isAllowed("Disallow: /a%23b", "/ax")).toBe(true);
    expect(isAllowed("Disallow: /a%23b", "/a%23b")).toBe(false);
  });
});

describe("addresses", () => {
  test.each([
    "https://krant.example",
    "https://krant.example/",
    "https://krant.example#x",
    "https://krant.example?q#/x",
    "",
    "/",
    "?q",
  ])("%j is matched from its first slash, without its fragment", (url) => {
    expect(isAllowed("Disallow: /x", url)).toBe(true);
    expect(isAllowed("Disallow: /", url)).toBe(false);
  });

  test("an address in the query is no authority", () => {
    expect(
      isAllowed("Disallow: /go?to=https://other.example/x", "https://krant.example/go?to=https://other.example/x"),
    ).toBe(false);
  });
});

describe("cost", () => {
  const cpuMs = (act: () => void) => {
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };

  test("sixty wildcards against a long path that almost matches end at once", () => {
    const rules = parseRobots(`User-agent: *\nDisallow: /${"*a".repeat(60)}*b$\nDisallow: /${"*a*".repeat(60)}c`);
    const url = `https://krant.example/${"a".repeat(8000)}`;
    expect(cpuMs(() => expect(allows(rules, "oogst", url).isAllowed).toBe(true))).toBeLessThan(100);
  });

  test("rules made of parts that nearly recur stay linear", () => {
    const part = `${"a".repeat(20)}b${"a".repeat(390)}`;
    const rules = parseRobots(
      `User-agent: *\n${Array.from({ length: 1100 }, (_, index) => `Disallow: /*${part}${index}`).join("\n")}`,
    );
    allows(rules, "oogst", "/");
    expect(cpuMs(() => allows(rules, "oogst", `/${"a".repeat(8000)}`))).toBeLessThan(400);
  });

  test("ten thousand rules are asked about two thousand pages within two seconds", () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, index) => `${index % 3 ? "Disallow" : "Allow"}: /${index % 2 ? "*/" : ""}section-${index}/*.html$`,
    );
    const rules = parseRobots(`User-agent: *\n${lines.join("\n")}`);
    const spentMs = cpuMs(() => {
      for (let index = 0; index < 2000; index += 1)
        allows(rules, "oogst", `https://krant.example/section-${index}/article-${index}.html`);
    });
    expect(allows(rules, "oogst", "https://krant.example/section-10/a.html")).toMatchObject({
      isAllowed: false,
      line: 12,
    });
    expect(spentMs).toBeLessThan(2000);
  });
});

test("the index finds what a plain reading of the rules finds", () => {
  const path = fc
    .array(fc.constantFrom("/", "a", "b", "*", "$", "?", "%61", "%2A"), { maxLength: 6 })
    .map((parts) => `/${parts.join("")}`);
  const rule = fc.record({ kind: fc.constantFrom("Allow", "Disallow"), path });
  const target = fc.array(fc.constantFrom("/", "a", "b", "c"), { maxLength: 8 }).map((parts) => `/${parts.join("")}`);
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 8 }), target, (rules, url) => {
      const weigh = (kind: string) =>
        Math.max(
          0,
          ...rules
            .filter((each) => each.kind === kind && plainMatch(kind, each.path, url))
            .map((each) => each.path.length),
        );
      const body = rules.map((each) => `${each.kind}: ${each.path}`).join("\n");
      expect(isAllowed(body, url)).toBe(weigh("Allow") >= weigh("Disallow"));
    }),
    { numRuns: 500 },
  );
});

/** Wildcards as a regular expression has them. */
function plainMatch(kind: string, path: string, url: string): boolean {
  const read = kind === "Disallow" ? path.replaceAll("%61", "a") : path;
  const source = read
    .replace(/\$$/, "\0")
    .replace(/[.?+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replace("\0", "$");
  return new RegExp(`^${source}`, "s").test(url);
}
