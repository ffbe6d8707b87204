import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSite, parseSite } from "../../src/config/load-site.ts";
import { SiteFileError } from "../../src/config/site-file-error.ts";

const head = `name: morgenpost
hosts: [morgenpost.example, www.morgenpost.example]
language: nl
timeZone: Europe/Amsterdam
`;

/** `line:column message` of every problem in the file. */
function problemsOf(text: string, fileName = "morgenpost.yaml"): string[] {
  try {
    parseSite(text, fileName);
    return [];
  } catch (error) {
    if (!(error instanceof SiteFileError)) throw error;
    return error.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
  }
}

/** The problems of a file that is sound up to its fifth line. */
const problemsAfterHead = (rest: string): string[] => problemsOf(head + rest);

describe("a site file", () => {
  it("is read with its defaults and shorthands", () => {
    const { site, warnings } = parseSite(`${head}fields: { title: h1 }\n`, "selectors/morgenpost.yaml");
    expect(site.manners.hostDelayMs).toBe(1000);
    expect(site.fields.title).toEqual([{ select: "h1" }]);
    expect(warnings).toEqual([]);
  });

  it("has the beginning of its SHA-256 for a version", () => {
    const text = `${head}# Grüße\n`;
    const hash = createHash("sha256").update(Buffer.from(text)).digest("hex");
    expect(parseSite(text, "morgenpost.yaml").version).toBe(hash.slice(0, 12));
  });

  it("that is called otherwise than its name is doubted", () => {
    const { warnings } = parseSite(`${head}fields: { title: h1 }\n`, "avondpost.yaml");
    expect(warnings.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '1:7 `name` is "morgenpost", and the file is called "avondpost.yaml": one of them should change',
    ]);
  });

  it("that requires a field nobody describes is doubted", () => {
    const { warnings } = parseSite(head, "morgenpost.yaml");
    expect(warnings.map(({ message }) => message)).toEqual([
      "`rules.required` wants `title`, and nothing says where it stands: no record will pass",
    ]);
    expect(parseSite(`${head}rules: { unnamed: generic }\n`, "morgenpost.yaml").warnings).toEqual([]);
  });

  it("tells all its problems at once, in the order of the file, one a line", () => {
    const text = `name: Morgen Post
hosts: [morgenpost.example]
langauge: nl
timeZone: Europe/Amsterdan
start:
  - listing: https://elders.example/nieuws
fields:
  title: []
`;
    let message = "";
    try {
      parseSite(text, "selectors/morgenpost.yaml");
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message.split("\n")).toEqual([
      "selectors/morgenpost.yaml:1:1: `language` is missing: it needs text",
      'selectors/morgenpost.yaml:1:7: `name` needs lower-case letters, figures and hyphens, got "Morgen Post"',
      "selectors/morgenpost.yaml:3:1: `langauge` is no known key; did you mean `language`?",
      'selectors/morgenpost.yaml:4:11: `timeZone` needs an IANA time zone (did you mean `Europe/Amsterdam`?), got "Europe/Amsterdan"',
      'selectors/morgenpost.yaml:6:14: `start[0].listing` is on "elders.example", which is not among `hosts`: "morgenpost.example"',
      "selectors/morgenpost.yaml:8:10: `fields.title` needs at least one selector, got []",
    ]);
  });
});

describe("a value of the wrong shape", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["fields: { title: 4 }", "5:18 `fields.title` needs a selector, a mapping or a list of these, got 4"],
    ["fields: { title: [h1, 7] }", "5:23 `fields.title[1]` needs a selector or a mapping, got 7"],
    ["fields: { title: [{ select: 3 }] }", "5:29 `fields.title[0].select` needs a selector, got 3"],
    ["fields: { title: { selct: h1 } }", "5:20 `fields.title.selct` is no known key; did you mean `select`?"],
    [
      "fields: { title: { select: h1, which: frist } }",
      '5:39 `fields.title.which` needs one of `first`, `last` or `all` or a whole number of at least 0, got "frist"; did you mean `first`?',
    ],
    [
      "fields: { authors: { select: .by, split: { by: x, at: forst } } }",
      '5:55 `fields.authors.split.at` needs one of `first` or `last`, got "forst"; did you mean `first`?',
    ],
    ["start: [{}]", "5:9 `start[0]` needs one of the keys `listing`, `sitemap`, `feed` or `url`, got {}"],
    [
      "start: [{ lsting: https://morgenpost.example/ }]",
      "5:11 `start[0].lsting` is no known key; did you mean `listing`?",
    ],
    [
      "start: [{ feed: https://morgenpost.example/f, url: https://morgenpost.example/ }]",
      "5:9 `start[0]` takes only one of `feed` and `url`",
    ],
    ["manners: { concurrency: 60 }", "5:25 `manners.concurrency` needs a whole number from 1 to 32, got 60"],
    ["manners: { timeoutMs: 5s }", '5:23 `manners.timeoutMs` needs a whole number of at least 100, got "5s"'],
    ["fetch: { browser: { lsting: never } }", "5:21 `fetch.browser.lsting` is no known key; did you mean `listing`?"],
    ["revisit: [3x]", '5:11 `revisit[0]` needs a length of time such as 30min, 1h, 7d or 2w, got "3x"'],
    ["lastSeen: 25-01-2018", '5:11 `lastSeen` needs a day such as 2018-01-25, got "25-01-2018"'],
    ["outcomes: { consent: gate }", '5:22 `outcomes.consent` needs a mapping or a list of them, got "gate"'],
    [
      "variants: [{ name: oud, when: { form: 2018-01-01 } }]",
      "5:33 `variants[0].when.form` is no known key; did you mean `from`?",
    ],
  ];
  for (const [text, problem] of rows) {
    it(`is told by the form it was meant to have: ${text}`, () => {
      expect(problemsAfterHead(text)).toEqual([problem]);
    });
  }

  it("that is missing because `#` began a comment comes with the cure", () => {
    expect(problemsAfterHead("fields:\n  title: #kop\n")).toEqual([
      "6:10 `fields.title` needs a selector, a mapping or a list of these, got nothing (`#` begins a comment: put the value in quotes)",
    ]);
  });

  it("that became a list because of its bracket comes with the cure", () => {
    expect(problemsAfterHead("fields:\n  title: { select: [itemprop] }\n")).toEqual([
      '6:20 `fields.title.select` needs a selector, got ["itemprop"] (`[` and `{` begin a list or a mapping: put text in quotes)',
    ]);
  });
});

describe("what the types cannot say", () => {
  const rows: readonly (readonly [string, string])[] = [
    [
      "fields: { title: 'h1:frist-child' }",
      '5:18 `fields.title` needs a selector: `:frist-child` is no known pseudo-class; did you mean `:first-child`?, got "h1:frist-child"',
    ],
    [
      "urls: { articles: { include: ^/(?!video) } }",
      '5:30 `urls.articles.include` needs a regular expression in RE2\'s syntax: RE2 has no look-ahead at character 3, got "^/(?!video)"',
    ],
    ["urls: { id: \\d+$ }", '5:13 `urls.id` needs a group `( )` around the part that is the value, got "\\\\d+$"'],
    [
      "fields: { title: { select: h1, meta: title } }",
      "5:18 `fields.title` takes only one of `select` and `meta`; give a list to try one after the other",
    ],
    [
      "fields: { title: { read: text } }",
      "5:18 `fields.title` needs one of `select`, `jsonLd`, `meta`, `microdata`, `rdfa`, `json`, `state`, `url`, `value` or `generic` to say where the value stands",
    ],
    [
      "fields: { title: { meta: title, attr: content } }",
      "5:39 `fields.title.attr` goes only with a selector, not with `meta`",
    ],
    [
      "outcomes: { consent: {} }",
      "5:22 `outcomes.consent` needs at least one condition; without any it would hold for every page",
    ],
    [
      'start: [{ listing: "https://morgenpost.example/nieuws", first: 0 }]',
      '5:20 `start[0].listing` needs `{page}` where `first` begins to count, got "https://morgenpost.example/nieuws"',
    ],
    [
      'start: [{ listing: "https://morgenpost.example/{pagina}" }]',
      '5:20 `start[0].listing` holds `{pagina}`; only `{page}` is counted: "https://morgenpost.example/{pagina}"',
    ],
    [
      'start: [{ feed: "https://jan:geheim@morgenpost.example/rss" }]',
      "5:17 `start[0].feed` holds a user name or password; addresses go without",
    ],
    ["listing: { date: time }", "5:18 `listing.date` is read within a card, so `listing.card` is needed too"],
    [
      "urls: { keepQuery: [page], dropQuery: [page] }",
      '5:39 `urls.dropQuery` drops "page", which `urls.keepQuery` keeps',
    ],
    [
      'schedule: { cron: "61 5 * * *" }',
      '5:19 `schedule.cron` needs a cron pattern such as `30 5 * * *`, got "61 5 * * *": Invalid value for minute: 61',
    ],
    ["manners: { headers: { Host: x } }", "5:29 `manners.headers.Host` is set by the program itself"],
    [
      'manners: { headers: { x-oogst: "a\\nb" } }',
      '5:32 `manners.headers.x-oogst` needs a header\'s value without control characters (RFC 9110 §5.5), got "a\\nb"',
    ],
    [
      "variants: [{ name: oud, when: { url: ^/ } }, { name: oud, when: { url: ^/o } }]",
      '5:54 `variants[1].name` is "oud", which `variants[0]` is called already',
    ],
    [
      "variants: [{ name: oud, when: {} }]",
      "5:31 `variants[0].when` needs a condition; without one it would always hold",
    ],
    [
      "variants: [{ name: oud, when: { from: 2019-01-01, until: 2018-01-01 } }]",
      '5:58 `variants[0].when.until` needs a day after `from` ("2019-01-01"), got "2018-01-01"',
    ],
    [
      "comments: { author: b }",
      "5:11 `comments` needs `item`, `separator`, `json` or `widget` to say where comments are, or at least `declared`",
    ],
    [
      "comments: { item: li, byline: { select: b, into: [author, author], split: / } }",
      '5:50 `comments.byline.into` names "author" twice',
    ],
    [
      "comments: { item: li, byline: { select: b, into: [author, role] } }",
      "5:50 `comments.byline.into` needs a `split` that makes the parts",
    ],
    [
      "comments: { item: li, byline: { select: b, match: '(?P<athor>.+)' } }",
      "5:51 `comments.byline.match` has a group named `athor`, which fills nothing; did you mean `author`?",
    ],
    [
      'comments: { json: { url: "https://api.example/{stroy}", items: a, variables: { story: .x } } }',
      "5:26 `comments.json.url` holds `{stroy}`, which has no value; did you mean `{story}`?",
    ],
    [
      'comments: { json: { url: "https://api.example/c", items: a, cursor: next } }',
      "5:69 `comments.json.cursor` is read, but neither `url` nor `body` sends `{cursor}`: the same page would come again",
    ],
  ];
  for (const [text, problem] of rows) {
    it(`is checked: ${text}`, () => {
      expect(problemsAfterHead(text)).toContain(problem);
    });
  }

  it("holds in variants as it does above them", () => {
    expect(
      problemsAfterHead("variants: [{ name: oud, when: { select: 'a::before' }, fields: { title: {} } }]"),
    ).toEqual([
      '5:41 `variants[0].when.select` needs a selector: `::before` is no element of a page\'s tree, got "a::before"',
      expect.stringContaining("`variants[0].fields.title` needs one of `select`"),
    ]);
  });

  it("is checked of hosts: twice, no name, and a port that goes without saying", () => {
    const text = head.replace("www.morgenpost.example", "morgenpost.example, krant.example:8080, '256.256.256.256'");
    expect(problemsOf(text)).toEqual([
      '2:29 `hosts[1]` stands twice: "morgenpost.example"',
      '2:69 `hosts[3]` needs a host name, with a port only where it is not the usual one, got "256.256.256.256"',
    ]);
  });
});

describe("YAML that is data's disguise for something else", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["title: !!js/function 'x'", 'has the tag "tag:yaml.org,2002:js/function": site files are plain data'],
    ["title: !geheim x", 'has the tag "!geheim": site files are plain data'],
    ["fields: { <<: { title: h1 } }", "merge keys (`<<`) are not read: write the keys of `fields` out"],
    ["__proto__: { x: 1 }", "`__proto__` is no key of the file"],
    ["? [a, b]\n: 1", "a key in the file needs text"],
    ["title: a\ntitle: b", "6:1 `title` stands twice, first at 5:1"],
    ["fields: { title: h1, title: h2 }", "5:22 `fields.title` stands twice, first at 5:11"],
    ["---\ntitle: x", "a site file holds one document, got a second after `---`"],
    ["title: *naam", "`*naam` has no anchor `&naam` before it"],
    ["start: &a [*a]", "`*a` stands inside what it repeats"],
    [
      "title: a: b",
      "not YAML 1.2: Nested mappings are not allowed in compact mappings (text that holds `: ` needs quotes)",
    ],
    ["title: @x", "needs quotes"],
    ["title: \t- x\n\ty", "not YAML 1.2"],
    ['title: "\\d"', "single quotes take it as it is"],
  ];
  for (const [text, problem] of rows) {
    it(`is refused: ${text.split("\n")[0]}`, () => {
      const problems = problemsAfterHead(text);
      expect(
        problems.some((message) => message.includes(problem)),
        problems.join("\n"),
      ).toBe(true);
    });
  }

  it("is refused where it is YAML 1.1 by its own word", () => {
    expect(problemsOf(`%YAML 1.1\n---\n${head}`)).toContain("1:1 site files are YAML 1.2, got %YAML 1.1");
  });

  it("repeats anchored values within bounds", () => {
    const { site } = parseSite(`${head}fields: { title: &kop [h1, h2], lead: *kop }\n`, "morgenpost.yaml");
    expect(site.fields.lead).toEqual(site.fields.title);
  });

  it("does not grow on reading", () => {
    const letters = [..."abcdefghi"];
    const lines = letters.map((letter, index) => {
      const inner = index === 0 ? "x" : `*${letters[index - 1]}`;
      return `${letter}: &${letter} [${Array(9).fill(inner).join(", ")}]`;
    });
    const problems = problemsOf(lines.join("\n"));
    expect(problems.some((message) => message.includes("a site file has at most 100 aliases"))).toBe(true);
  });

  const hostile: readonly (readonly [string, string])[] = [
    ["40,000 brackets", "[".repeat(40_000)],
    ["20,000 braces", "{a: ".repeat(20_000)],
    ["40,000 dashes", "- ".repeat(40_000)],
    ["20,000 anchors", "&a ".repeat(20_000)],
    ["a file of a megabyte", `title: ${"x".repeat(1024 * 1024)}`],
    [
      "10,000 cookies",
      `manners: { cookies: { ${Array.from({ length: 10_000 }, (_, index) => `k${index}: 1`).join(", ")} } }`,
    ],
    ["20,000 keys", Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join("\n")],
  ];
  for (const [name, text] of hostile) {
    it(`is refused in good time: ${name}`, () => {
      expect(problemsOf(text).length).toBeGreaterThan(0);
    }, 20_000);
  }

  it("never makes anything but a site or a list of problems", () => {
    const pieces = [
      "name:",
      " x",
      "\n",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&a ",
      "*a",
      "!t ",
      "'",
      '"',
      "hosts",
      ": ",
      "#",
      "|",
      "\t",
      "\u0000",
      "é",
      "fields:\n  title: ",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        for (const problem of problemsOf(text)) expect(problem).toMatch(/^\d+:\d+ ./);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a site file on disk", () => {
  let directory = "";
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "oogst-sites-"));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it("is loaded with its byte order mark and carriage returns", async () => {
    const path = join(directory, "morgenpost.yaml");
    await writeFile(path, `\ufeff${head}fields: { title: h1 }\n`.replaceAll("\n", "\r\n"));
    const { site, version } = await loadSite(path);
    expect(site.name).toBe("morgenpost");
    expect(version).toMatch(/^[0-9a-f]{12}$/);
  });

  it("that is not UTF-8 is refused as such", async () => {
    const path = join(directory, "latijn.yaml");
    await writeFile(path, Buffer.from(`${head}title: caf\xe9\n`, "latin1"));
    await expect(loadSite(path)).rejects.toThrow(`${path}:1:1: a site file is UTF-8, got other bytes`);
  });
});
