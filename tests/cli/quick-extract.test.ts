import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, test } from "vitest";
import { cacheFolder } from "../../src/cli/cache-folder.ts";
import { runCompiled } from "../../src/cli/compiled-script.ts";
import { FLAGS } from "../../src/cli/extract-quickly.ts";
import { quickExtract } from "../../src/cli/quick-extract.ts";
import { type QuickRequest, quickRequestOf } from "../../src/cli/quick-request.ts";
import { readSaved } from "../../src/cli/read-saved.ts";
import { rememberSiteOf } from "../../src/cli/remember-site.ts";
import { recallSite, rememberSite } from "../../src/config/known-sites.ts";
import { loadSite } from "../../src/config/load-site.ts";
import { extractOne } from "../../src/crawl/extract-one.ts";
import { lineOf } from "../../src/write/line-of.ts";
import { readFamilies } from "../support/family.ts";

const folder = mkdtempSync(join(tmpdir(), "oogst-quick-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cache = join(folder, "cache");

/** What the whole program prints, or undefined where it prints no record. */
async function wholeAnswer({ file, site, url, isPretty }: QuickRequest): Promise<string | undefined> {
  const flags = { ...(site === undefined ? {} : { site }), ...(url === undefined ? {} : { url }) };
  const { page, loaded } = await readSaved(file, flags);
  const result = await extractOne(page, loaded).catch(() => undefined);
  if (result?.kind !== "record") return undefined;
  return `${isPretty ? JSON.stringify(result.record, null, 2) : lineOf(result.record)}\n`;
}

async function quickAnswer(request: QuickRequest): Promise<string | undefined> {
  const answer = await quickExtract(request, cache);
  if (answer.kind === "unknown-site") throw new Error("the site file should be known by now");
  return answer.kind === "record" ? answer.text : undefined;
}

const families = await readFamilies();

describe.each(families.map((family) => [family.name, family] as const))(
  "%s: a saved page",
  (_, { directory, articles }) => {
    const site = join(directory, "site.yaml");

    it("gives the same by the quick way as by the whole program, intact and mutilated", async () => {
      await rememberSiteOf(
        {
          file: join(directory, readdirSync(directory).find((name) => name.endsWith(".html"))!),
          site,
          isPretty: false,
        },
        cache,
      );
      let records = 0;
      for (const { url, file } of articles) {
        if (file === undefined) continue;
        const html = readFileSync(join(directory, file), "utf8");
        for (const text of [html, html.slice(0, html.length * 0.6), html.replaceAll("</div>", "")]) {
          const path = join(folder, "page.html");
          writeFileSync(path, text);
          const request = { file: path, site, url, isPretty: records % 2 === 0 };
          const whole = await wholeAnswer(request);
          expect(await quickAnswer(request)).toBe(whole);
          if (whole !== undefined) records++;
        }
      }
      expect(records).toBeGreaterThan(0);
    });
  },
);

test("a page of no described site gives the same by both ways, with its own address and without one", async () => {
  const { directory, articles } = families[0]!;
  const { file, url } = articles[0] as { file: string; url: string };
  await rememberSiteOf({ file: join(directory, file), url: "https://nowhere.example/", isPretty: false }, cache);
  for (const more of [{}, { url }, { url: "https://nowhere.example/a/b" }]) {
    const request = { file: join(directory, file), isPretty: false, ...more };
    const whole = await wholeAnswer(request);
    expect(whole).toBeDefined();
    expect(await quickAnswer(request)).toBe(whole);
  }
});

describe("the quick way leaves to the whole program", () => {
  const { directory, articles } = families[0]!;
  const page = join(directory, (articles[0] as { file: string }).file);
  const save = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const site = save("unknown.yaml", "name: unknown\nhosts: [unknown.example]\nlanguage: nl\n");
  const bad = save("bad.yaml", "name: bad\nhosts: 3\n");

  it.each([
    ["a file that is not there", { file: join(folder, "nothing.html") }, "other-way"],
    ["a folder", { file: folder }, "other-way"],
    ["a WARC file of another name", { file: save("crawl", "WARC/1.1\r\n") }, "other-way"],
    ["a compressed file", { file: save("page.gz", new Uint8Array([0x1f, 0x8b, 8, 0])) }, "other-way"],
    ["a page that is no article", { file: save("empty.html", ""), url: "https://nowhere.example/" }, "other-way"],
    ["a large page", { file: save("large.html", " ".repeat(600_000)) }, "other-way"],
    ["an address that is none", { file: page, url: "no address" }, "other-way"],
    ["a site file that is not there", { file: page, site: join(folder, "no.yaml") }, "other-way"],
    ["a name that no site file has", { file: page, site: "nobody" }, "unknown-site"],
    ["a site file that is not known yet", { file: page, site }, "unknown-site"],
    ["a site file that is not sound", { file: page, site: bad }, "unknown-site"],
  ])("%s", async (_, request, kind) => {
    expect((await quickExtract({ isPretty: false, ...request }, join(folder, "cache"))).kind).toBe(kind);
  });

  it("a site file that has changed since it was known", async () => {
    const path = save("changed.yaml", readFileSync(join(directory, "site.yaml"), "utf8"));
    await rememberSiteOf({ file: page, site: path, isPretty: false }, cache);
    const request = { file: page, site: path, isPretty: false };
    expect((await quickExtract(request, cache)).kind).toBe("record");
    writeFileSync(path, `${readFileSync(path, "utf8")}\n# changed\n`);
    expect((await quickExtract(request, cache)).kind).toBe("unknown-site");
  });
});

test("the quick way sets no flag of V8 that patterns compiled before it do not bear", () => {
  // Set at run time, `--no-regexp-tier-up` ends one process in some tens with a segmentation fault.
  expect(FLAGS).not.toContain("regexp-tier-up");
});

describe("arguments for the quick way", () => {
  it.each([
    [["extract", "a.html"], { file: "a.html", isPretty: false }],
    [["extract", "--site", "s.yaml", "a.html", "--pretty"], { file: "a.html", site: "s.yaml", isPretty: true }],
    [
      ["extract", "a.html", "--url", "https://a.example/"],
      { file: "a.html", url: "https://a.example/", isPretty: false },
    ],
    [["extract"], undefined],
    [["crawl", "a.html"], undefined],
    [["extract", "a.html", "b.html"], undefined],
    [["extract", "-"], undefined],
    [["extract", ""], undefined],
    [["extract", "--", "a.html"], undefined],
    [["extract", "https://a.example/"], undefined],
    [["extract", "a.warc.gz"], undefined],
    [["extract", "a.html", "--site"], undefined],
    [["extract", "a.html", "--site", "--pretty"], undefined],
    [["extract", "a.html", "--site=s.yaml"], undefined],
    [["extract", "a.html", "--site", "a", "--site", "b"], undefined],
    [["extract", "a.html", "--contact", "me@a.example"], undefined],
    [["extract", "a.html", "--help"], undefined],
    [[], undefined],
  ])("%j", (args, request) => {
    expect(quickRequestOf(args)).toEqual(request);
  });
});

describe("where things are kept for the next start", () => {
  it.each([
    [{ XDG_CACHE_HOME: "/var/x", HOME: "/home/a" }, "linux", "/var/x/oogst/b"],
    [{ XDG_CACHE_HOME: "x", HOME: "/home/a" }, "linux", "/home/a/.cache/oogst/b"],
    [{ HOME: "/Users/a" }, "darwin", "/Users/a/Library/Caches/oogst/b"],
    [{}, "linux", undefined],
    [{ HOME: "" }, "linux", undefined],
    [{ HOME: "/home/a", NODE_DISABLE_COMPILE_CACHE: "1" }, "linux", undefined],
  ] as const)("%j on %s", (env, platform, path) => {
    expect(cacheFolder("b", env, platform)).toBe(path);
  });

  it("is known again as it was", async () => {
    const { site, version } = await loadSite(join(families[0]!.directory, "site.yaml"));
    rememberSite(cache, version, { hosts: ["a.example"], site });
    expect(recallSite(cache, version)).toEqual({ hosts: ["a.example"], site });
    expect(statSync(join(cache, `${version}.json`)).mode & 0o077).toBe(0);
  });

  it.each(["", "{", "null", "[]", '{"hosts":3,"site":null}', '{"hosts":[]}'])("is not known from %j", (text) => {
    writeFileSync(join(folder, "torn.json"), text);
    expect(recallSite(folder, "torn")).toBeUndefined();
  });

  it("may be a folder that cannot be written", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => rememberSite(join(folder, "file/below"), "v", { hosts: [], site: null })).not.toThrow();
    // Node's own way to make folders never comes back from here.
    expect(() => rememberSite("/proc/oogst/b", "v", { hosts: [], site: null })).not.toThrow();
  });
});

describe("a compiled script", () => {
  const script = join(folder, "script.js");
  writeFileSync(
    script,
    "let calls = 0; module.exports = { call: () => ++calls, path: __filename, has: require('node:path').sep };",
  );
  const code = join(folder, "deep/er/script.code");

  it("runs the same with its code kept as without, each time anew", () => {
    const first = runCompiled<{ call: () => number; path: string }>(script, code);
    expect([first.isReady, first.exports.call(), first.exports.call(), first.exports.path]).toEqual([
      false,
      1,
      2,
      script,
    ]);
    first.keep();
    const second = runCompiled<{ call: () => number }>(script, code);
    expect([second.isReady, second.exports.call()]).toEqual([true, 1]);
  });

  it("runs without the code that was kept where V8 does not take it", () => {
    const other = join(folder, "other.js");
    writeFileSync(other, "module.exports = { other: () => 3 };");
    writeFileSync(code, "no code");
    const { isReady, exports } = runCompiled<{ other: () => number }>(other, code);
    expect([isReady, exports.other()]).toEqual([false, 3]);
  });
});
