import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RightsInput, readRights } from "../../src/robots/read-rights.ts";

const read = (input: Partial<RightsInput>) =>
  readRights({
    headers: {},
    metaRobots: [],
    metaTdm: { reservation: null, policy: null },
    url: "https://krant.example/nieuws/raad",
    productToken: "oogst",
    fetchedAt: "2018-01-25T13:05:00.000Z",
    ...input,
  });
const robotsOf = (...values: string[]) => read({ headers: { "x-robots-tag": values } }).robots;

test("a page that says nothing reserves nothing, and no one said it", () => {
  expect(read({})).toEqual({
    tdmReservation: null,
    tdmPolicy: null,
    robots: [],
    sources: { tdmReservation: null, tdmPolicy: null, robots: [] },
  });
});

describe("X-Robots-Tag", () => {
  test.each<[string[], string[]]>([
    [["noindex"], ["noindex"]],
    [["NoIndex, NOFOLLOW"], ["noindex", "nofollow"]],
    [
      ["noarchive", "nosnippet, noarchive"],
      ["noarchive", "nosnippet"],
    ],
    [["none"], ["noindex", "nofollow"]],
    [["all"], []],
    [["index, follow"], ["index", "follow"]],
    [
      ["index, follow", "noindex"],
      ["follow", "noindex"],
    ],
    [["noai, noimageai"], ["noai", "noimageai"]],
    [["max-snippet: 50, max-image-preview:large"], ["max-snippet:50", "max-image-preview:large"]],
    [["googlebot: noindex"], []],
    [["googlebot: noindex, nofollow"], []],
    [["Oogst: noindex, nofollow"], ["noindex", "nofollow"]],
    [["oogst/2.0: noindex"], ["noindex"]],
    [["*: noindex"], ["noindex"]],
    [["googlebot: nofollow, oogst: noindex, otherbot: none"], ["noindex"]],
    [["noarchive, googlebot: noindex"], ["noarchive"]],
    [["googlebot: noindex", "nofollow"], ["nofollow"]],
    [["oogst-images: noindex"], []],
    [["googlebot: unavailable_after: 25 Jun 2010 15:00:00 PST"], []],
    [["noindex nofollow; noarchive"], ["noindex", "nofollow", "noarchive"]],
    [["", " , ,", "max-snippet:", "this page is not for robots", "<script>"], []],
  ])("%j says %j", (values, robots) => {
    expect(robotsOf(...values)).toEqual(robots);
  });

  test.each<[string, boolean]>([
    ["25 Jan 2018 05:05:00 PST", true],
    ["25 Jan 2018 05:05:01 PST", false],
    ["Thursday, 25-Jan-18 13:05:00 UTC", true],
    ["Thu, 25 Jan 2018 13:05:00 GMT", true],
    ["Thu, 25 Jan 2018 14:05:00 CET", true],
    ["Thu, 25 Jan 2018 14:05:01 CET", false],
    ["2018-01-25T14:05:00+01:00", true],
    ["2018-01-25T13:05:01Z", false],
    ["2018-01-25", true],
    ["2018-01-26", false],
    ["25 Jan 2018 13:05:00", true],
    ["25 Jan 2018 13:05:01", false],
    ["2018-01-25T13:05:00", true],
    ["25 Jan 2018 1:05 pm", true],
    ["25 Jan 2018 1:06 pm", false],
    ["05-04-2017", false],
    ["soon", false],
  ])("unavailable_after: %s is over at 13:05 UTC of that day: %s", (date, isOver) => {
    const directive = `unavailable_after:${date.toLowerCase()}`;
    expect(robotsOf(`unavailable_after: ${date}`)).toEqual(isOver ? [directive, "noindex"] : [directive]);
    expect(robotsOf(`nosnippet, unavailable_after: ${date}, noarchive`)).toContain("noarchive");
  });

  test("a date without a zone is not read in the machine's", async () => {
    const program = `import { readRights } from "./src/robots/read-rights.ts";
      const headers = { "x-robots-tag": ["unavailable_after: 25 Jan 2018 13:05:00", "unavailable_after: 25 Jan 2018 13:05:01"] };
      console.log(readRights({ headers, metaRobots: [], metaTdm: { reservation: null, policy: null }, url: "https://krant.example/", productToken: "oogst", fetchedAt: "2018-01-25T13:05:00Z" }).robots.length);`;
    const cwd = new URL("../../", import.meta.url);
    for (const TZ of ["Pacific/Auckland", "America/Los_Angeles"]) {
      const env = { ...process.env, TZ };
      const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
        cwd,
        env,
      });
      expect(stdout.trim()).toBe("3");
    }
  });
});

describe("meta robots", () => {
  test("those for all and those for us add up with the header's, each with its source", () => {
    const rights = read({
      headers: { "x-robots-tag": ["noarchive"] },
      metaRobots: [
        { name: "Robots", content: "noindex,noarchive" },
        { name: "googlebot", content: "nosnippet" },
        { name: " OOGST ", content: "NoAI" },
        { name: "description", content: "none" },
      ],
    });
    expect(rights.robots).toEqual(["noarchive", "noindex", "noai"]);
    expect(rights.sources.robots).toEqual(["header", "meta", "meta"]);
  });

  test("names its crawler in its name, never in its content", () => {
    expect(
      read({ metaRobots: [{ name: "robots", content: "oogst: noindex, nofollow, unavailable_after: 2019-01-01" }] })
        .robots,
    ).toEqual(["nofollow", "unavailable_after:2019-01-01"]);
  });
});

describe("TDM Reservation Protocol, Processing priority", () => {
  const policy = (name: string) => `https://krant.example/${name}.json`;
  const tdmRep = [{ location: "/", tdmReservation: 1 as const, tdmPolicy: policy("file") }];

  test("the file speaks where nobody else does", () => {
    expect(read({ tdmRep })).toMatchObject({
      tdmReservation: 1,
      tdmPolicy: policy("file"),
      sources: { tdmReservation: "file", tdmPolicy: "file" },
    });
  });

  test("the header supersedes the file", () => {
    const headers = { "tdm-reservation": ["1"], "tdm-policy": [policy("header")] };
    expect(read({ tdmRep: [{ location: "/", tdmReservation: 0, tdmPolicy: null }], headers })).toMatchObject({
      tdmReservation: 1,
      tdmPolicy: policy("header"),
      sources: { tdmReservation: "header", tdmPolicy: "header" },
    });
  });

  test("the page supersedes the header", () => {
    const headers = { "tdm-reservation": ["0"], "tdm-policy": [policy("header")] };
    expect(read({ tdmRep, headers, metaTdm: { reservation: " 1 ", policy: policy("meta") } })).toMatchObject({
      tdmReservation: 1,
      tdmPolicy: policy("meta"),
      sources: { tdmReservation: "meta", tdmPolicy: "meta" },
    });
  });

  test("at every step, absence resets nothing", () => {
    expect(read({ tdmRep, headers: { "tdm-reservation": ["1"] } })).toMatchObject({
      tdmReservation: 1,
      tdmPolicy: policy("file"),
      sources: { tdmReservation: "header", tdmPolicy: "file" },
    });
  });

  test("a value that is neither 0 nor 1 is unset, and so resets nothing", () => {
    expect(
      read({ tdmRep, headers: { "tdm-reservation": ["yes"] }, metaTdm: { reservation: "2", policy: null } }),
    ).toMatchObject({
      tdmReservation: 1,
      sources: { tdmReservation: "file" },
    });
    expect(read({ headers: { "tdm-reservation": ["true"] } }).tdmReservation).toBeNull();
  });

  test.each<[string[], 0 | 1 | null]>([
    [["1", "1"], 1],
    [["1, 1"], 1],
    [["0", "1"], 1],
    [["0, x"], 0],
    [[""], null],
  ])("the field sent as %j reserves: %s", (values, reservation) => {
    expect(read({ headers: { "tdm-reservation": values } }).tdmReservation).toBe(reservation);
  });

  test("a policy is not processed where nothing is reserved", () => {
    expect(read({ tdmRep, headers: { "tdm-reservation": ["0"] } })).toMatchObject({
      tdmReservation: 0,
      tdmPolicy: null,
      sources: { tdmReservation: "header", tdmPolicy: null },
    });
  });

  test.each([
    ["/policy.json", "https://krant.example/policy.json"],
    ["policy.json", "https://krant.example/nieuws/policy.json"],
    [" https://rechten.example/é ", "https://rechten.example/%C3%A9"],
    ["javascript:alert(1)", null],
    ["mailto:rechten@krant.example", null],
    ["http://", null],
    ["", null],
    [`/${"x".repeat(5000)}`, null],
  ])("a policy at %.40s is %s", (value, url) => {
    expect(read({ headers: { "tdm-reservation": ["1"], "tdm-policy": [value] } }).tdmPolicy).toBe(url);
  });
});

test("nothing makes it throw, and what it gives is bounded, in lower case and said once", () => {
  const word = fc.constantFrom(
    "noindex",
    "none",
    ":",
    ",",
    ";",
    " ",
    "unavailable_after",
    "oogst",
    "25 Jun 2010",
    "É",
    "\n",
    "max-snippet",
    "1",
  );
  const value = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 200 }).map((words) => words.join("")),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 5 }), value, fc.string(), (values, content, url) => {
      const headers = { "x-robots-tag": values, "tdm-reservation": values, "tdm-policy": values };
      const { robots, sources } = read({ headers, metaRobots: [{ name: "robots", content }], url });
      expect(robots.length).toBeLessThanOrEqual(64);
      expect(robots).toEqual([...new Set(robots.map((directive) => directive.toLowerCase()))]);
      expect(sources.robots).toHaveLength(robots.length);
    }),
    { numRuns: 300 },
  );
});
