import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_ROBOTS_BYTES, parseRobots } from "../../src/robots/parse-robots.ts";

const groupsOf = (body: Uint8Array | string) =>
  parseRobots(body).groups.map(({ agents, rules }) => [
    agents.join(" "),
    ...rules.map(({ kind, path }) => `${kind} ${path}`),
  ]);

describe("RFC 9309 §2.1 and §2.2.1: groups", () => {
  test("several user-agent lines share the rules that follow", () => {
    expect(
      groupsOf("User-agent: a\nUser-agent: b\n\n# note\nUser-agent: c\nDisallow: /x\nAllow: /y\nUser-agent: d\n"),
    ).toEqual([["a b c", "disallow /x", "allow /y"], ["d"]]);
  });

  test("an empty rule closes the list of user agents as any other does", () => {
    expect(groupsOf("User-agent: a\nDisallow:\nUser-agent: b\nDisallow: /")).toEqual([
      ["a", "disallow "],
      ["b", "disallow /"],
    ]);
  });

  test("rules before the first user-agent line are in no group", () => {
    expect(groupsOf("Disallow: /x\nUser-agent: a\nAllow: /y")).toEqual([["a", "allow /y"]]);
  });

  test("a nameless user-agent line begins a group of nobody, so its rules fall on no one else", () => {
    expect(groupsOf("User-agent: *\nDisallow: /a\nUser-agent:\nDisallow: /b")).toEqual([
      ["*", "disallow /a"],
      ["", "disallow /b"],
    ]);
  });

  test.each([
    ["Oogst", "oogst"],
    ["oogst/1.2 (+https://oogst.example)", "oogst"],
    ["Oogst bot", "oogst"],
    ["*", "*"],
    ["* everyone", "*"],
    ["*bot", "*bot"],
    ["Bot2", "bot bot2"],
  ])("the value %s names %s", (value, agents) => {
    expect(groupsOf(`User-agent: ${value}`)).toEqual([[agents]]);
  });
});

describe("RFC 9309 §2.2.4: other records", () => {
  test("neither Sitemap nor Crawl-delay nor an unknown record ends a group or its list of user agents", () => {
    const body =
      "User-agent: a\nSitemap: /s.xml\nCrawl-delay: 3\nUser-agent: b\nNoindex: /n\nDisallow: /x\nSitemap: https://krant.example/t.xml\nDisallow: /y";
    expect(groupsOf(body)).toEqual([["a b", "disallow /x", "disallow /y"]]);
    expect(parseRobots(body).sitemaps).toEqual(["/s.xml", "https://krant.example/t.xml"]);
  });

  test.each([
    ["10", 10_000],
    ["0.5", 500],
    ["0,5", 500],
    [".25", 250],
    ["2s", 2000],
    ["0", 0],
    ["-1", null],
    ["soon", null],
    ["", null],
    ["1e999", Number.MAX_SAFE_INTEGER],
  ])("Crawl-delay: %s is %s milliseconds", (value, crawlDelayMs) => {
    expect(parseRobots(`User-agent: a\nCrawl-delay: ${value}`).groups[0]?.crawlDelayMs).toBe(crawlDelayMs);
  });

  test("of two delays in a group the longer counts", () => {
    expect(parseRobots("User-agent: a\nCrawl-delay: 9\nCrawl-delay: 2").groups[0]?.crawlDelayMs).toBe(9000);
  });
});

describe("lines", () => {
  test("end with CR, LF or CRLF, and are counted so", () => {
    const { groups } = parseRobots("User-agent: a\r\n\r\nDisallow: /1\rDisallow: /2\n\rDisallow: /3");
    expect(groups[0]?.rules.map(({ path, line }) => [path, line])).toEqual([
      ["/1", 3],
      ["/2", 4],
      ["/3", 6],
    ]);
  });

  test("are quoted as written, with their comment and their letters", () => {
    const { groups } = parseRobots("User-agent: a\n  DISALLOW :  /privé   # geheim ");
    expect(groups[0]?.rules[0]).toEqual({
      kind: "disallow",
      path: "/priv\xc3\xa9",
      text: "DISALLOW :  /privé   # geheim",
      line: 2,
    });
  });

  test.each([
    ["useragent: a\ndissallow: /x\ndissalow: /x\ndisalow: /x\ndiasllow: /x\ndisallaw: /x", 5],
    ["user agent: a\nDisallow /x", 1],
    ["User-agent a\nAllow\t/x", 1],
    ["User-agent: a\nDisallow /x /y", 0],
    ["User-agent: a\nDisallowed: /x", 1],
    ["User-agent: a\nNo-Disallow: /x", 0],
    ["User-agent: a\n: /x", 0],
    ["User-agent: a\nDisallow", 0],
  ])("%j has %i rules, as for Google", (body, count) => {
    expect(parseRobots(body).groups[0]?.rules).toHaveLength(count);
  });

  test("a forgotten colon is found also where the value holds one", () => {
    expect(groupsOf("User-agent a\nDisallow /wiki/Special:Search")).toEqual([["a", "disallow /wiki/Special:Search"]]);
    expect(parseRobots("Sitemap https://krant.example/s.xml").sitemaps).toEqual(["https://krant.example/s.xml"]);
  });

  test("are bounded: of a longer Disallow the head counts, a longer Allow is dropped, a longer comment is none of our concern", () => {
    const long = `/${"x".repeat(20_000)}`;
    const [group] = parseRobots(`User-agent: a\nDisallow: ${long}\nAllow: ${long}\nAllow: /y # ${long}`).groups;
    expect(group?.rules.map(({ kind, path }) => [kind, path.length])).toEqual([
      ["disallow", 2083 * 8 - "Disallow: ".length],
      ["allow", 2],
    ]);
  });
});

describe("bytes", () => {
  test("a byte order mark is passed over, in a string too", () => {
    expect(groupsOf("\uFEFFUser-agent: a\nDisallow: /")).toEqual([["a", "disallow /"]]);
    expect(groupsOf("User-agent: a\n\uFEFFDisallow: /")).toEqual([["a"]]);
  });

  test("UTF-16 that says so is read: a Disallow in it is one", () => {
    const text = "\uFEFFUser-agent: a\nDisallow: /é";
    expect(groupsOf(Buffer.from(text, "utf16le"))).toEqual([["a", "disallow /\xc3\xa9"]]);
    expect(groupsOf(Buffer.from(text, "utf16le").swap16())).toEqual([["a", "disallow /\xc3\xa9"]]);
  });

  test("a body inside a larger buffer is read within its bounds", () => {
    const whole = Buffer.from("xxUser-agent: a\nDisallow: /yyy");
    expect(groupsOf(new Uint8Array(whole.buffer, whole.byteOffset + 2, whole.length - 4))).toEqual([
      ["a", "disallow /y"],
    ]);
  });

  test("RFC 9309 §2.5: the first 500 KiB are read, and a line cut there is dropped", () => {
    const head = "User-agent: a\nDisallow: /first\n";
    const last = "Disallow: /last\n";
    const filler = "#".repeat(MAX_ROBOTS_BYTES - head.length - last.length - 1);
    const fits = `${head}${filler}\n${last}`;
    expect(fits).toHaveLength(512_000);
    expect(parseRobots(fits)).toMatchObject({
      isCut: false,
      groups: [{ rules: [{ path: "/first" }, { path: "/last" }] }],
    });
    expect(parseRobots(`${fits}Disallow: /beyond`)).toMatchObject({
      isCut: true,
      groups: [{ rules: [{ path: "/first" }, { path: "/last" }] }],
    });
    const cut = parseRobots(`${head}${filler}##\n${last}`);
    expect(cut.isCut).toBe(true);
    expect(cut.groups[0]?.rules.map(({ path }) => path)).toEqual(["/first"]);
  });

  test("a page of HTML is known as one, and its lines mean nothing", () => {
    expect(parseRobots("\n<!DOCTYPE html>\n<html><body>Disallow: everything is <b>fine</b></body></html>")).toEqual({
      groups: [],
      sitemaps: [],
      isCut: false,
      isHtml: true,
    });
    expect(parseRobots("# <html>\nUser-agent: a").isHtml).toBe(false);
  });

  test("nothing makes it throw, and each rule's line is in the file", () => {
    const word = fc.constantFrom(
      "User-agent",
      "Disallow",
      "Allow",
      ":",
      "#",
      "*",
      "/",
      "\r",
      "\n",
      " ",
      "\t",
      "\uFEFF",
      "é",
      "a",
    );
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(word, { maxLength: 60 }).map((words) => words.join("")),
    );
    fc.assert(
      fc.property(body, (bytes) => {
        const text = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("latin1");
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const group of parseRobots(bytes).groups) {
          for (const rule of group.rules) expect(rule.line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 300 },
    );
  });
});
