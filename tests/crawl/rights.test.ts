import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { recordsIn, scratchFolder } from "./magazine-crawl.ts";
import { articlePage, crawlSmall, SMALL_HOST, smallSite } from "./small-site.ts";

const nowMs = Date.parse("2026-03-02T06:00:00Z");
const start = `start: [{ listing: "http://${SMALL_HOST}/" }]\n`;
let server: AnsweringServer;
const folders: string[] = [];

/** Every way in which a page of the paper reserves something. */
const heads: Readonly<Record<string, { readonly head?: string; readonly headers?: Record<string, string> }>> = {
  "/nieuws/vrij": {},
  "/nieuws/noindex-meta": { head: '<meta name="robots" content="noindex, follow">' },
  "/nieuws/none-meta": { head: '<meta name="ROBOTS" content="NONE">' },
  "/nieuws/noindex-kop": { headers: { "x-robots-tag": "noindex" } },
  "/nieuws/noindex-ander": { headers: { "x-robots-tag": "anderebot: noindex" } },
  "/nieuws/noarchive-meta": { head: '<meta name="robots" content="noarchive">' },
  "/nieuws/noarchive-kop": { headers: { "x-robots-tag": "noarchive" } },
  "/nieuws/tdm-meta": { head: '<meta name="tdm-reservation" content="1">' },
  "/nieuws/tdm-kop": { headers: { "tdm-reservation": "1" } },
  "/nieuws/tdm-nul": { headers: { "tdm-reservation": "0" } },
  "/nieuws/tdm-bestand": {},
};

beforeAll(async () => {
  server = await startAnsweringServer((path) => {
    const html = { "content-type": "text/html; charset=utf-8" };
    if (path === "/robots.txt")
      return { body: "User-agent: *\nDisallow: /nieuws/verboden\n", headers: { "content-type": "text/plain" } };
    if (path === "/.well-known/tdmrep.json")
      return {
        body: JSON.stringify([{ location: "/nieuws/tdm-bestand", "tdm-reservation": 1 }]),
        headers: { "content-type": "application/json" },
      };
    if (path === "/") {
      const links = [...Object.keys(heads), "/nieuws/verboden"].map((url) => `<a href="${url}">${url}</a>`);
      return { body: `<!doctype html><title>Dorpsblad</title>${links.join(" ")}`, headers: html };
    }
    const { head = "", headers = {} } = heads[path] ?? {};
    if (heads[path] === undefined && path !== "/nieuws/verboden") return { status: 404 };
    return { body: articlePage(`Bericht ${path}`, head), headers: { ...html, ...headers } };
  });
});
afterAll(async () => {
  await server.close();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

const noindex = ["noindex-kop", "noindex-meta", "none-meta"];
const tdm = ["tdm-bestand", "tdm-kop", "tdm-meta"];
const free = ["noarchive-kop", "noarchive-meta", "noindex-ander", "tdm-nul", "vrij"];

describe("what a publisher reserves, in a crawl", () => {
  it("is honoured where the site file says nothing, and counted with its reason", async () => {
    const { paths, report } = await crawled("");
    expect(paths).toEqual(free);
    expect(report.reasons["skipped:rights"]).toBe(noindex.length + tdm.length);
    expect(report.reasons["skipped:robots"]).toBe(1);
  });

  it("noindex: record makes a record that says so", async () => {
    const { paths, rightsOf } = await crawled("respect: { noindex: record }");
    expect(paths).toEqual([...free, ...noindex].sort());
    expect(rightsOf("noindex-meta")?.robots).toEqual(["noindex", "follow"]);
    expect(rightsOf("noindex-kop")?.robots).toEqual(["noindex"]);
    expect(rightsOf("noindex-ander")?.robots).toEqual([]);
  });

  it("tdm: record makes a record that says so, for header, meta element and file", async () => {
    const { paths, rightsOf } = await crawled("respect: { tdm: record }");
    expect(paths).toEqual([...free, ...tdm].sort());
    expect(rightsOf("tdm-meta")?.tdmReservation).toBe(1);
    expect(rightsOf("tdm-kop")?.tdmReservation).toBe(1);
    expect(rightsOf("tdm-bestand")?.tdmReservation).toBe(1);
    expect(rightsOf("tdm-nul")?.tdmReservation).toBe(0);
    expect(rightsOf("vrij")?.tdmReservation).toBeNull();
  });

  it("noarchive makes a record, and keeps the page out of the archive", async () => {
    const { paths, archive } = await crawled("", { archive: true });
    expect(paths).toContain("noarchive-meta");
    expect(archive).toContain("Bericht /nieuws/vrij");
    expect(archive).not.toContain("<h1>Bericht /nieuws/noarchive-meta");
    expect(archive).not.toContain("<h1>Bericht /nieuws/noarchive-kop");
    expect(archive).not.toContain("<h1>Bericht /nieuws/noindex-kop");
    expect(archive).not.toContain("<h1>Bericht /nieuws/tdm-meta");
  });

  it("noarchive: record keeps it in the archive all the same", async () => {
    const { archive } = await crawled("respect: { noarchive: record }", { archive: true });
    expect(archive).toContain("<h1>Bericht /nieuws/noarchive-meta");
    expect(archive).toContain("<h1>Bericht /nieuws/noarchive-kop");
    expect(archive).not.toContain("<h1>Bericht /nieuws/tdm-meta");
  });

  it("robots: false asks what robots.txt forbids, and does not ask for robots.txt", async () => {
    const before = server.asked.length;
    const { paths } = await crawled("respect: { robots: false }");
    expect(paths).toEqual([...free, "verboden"].sort());
    expect(server.asked.slice(before)).not.toContain("/robots.txt");
  });
});

async function crawled(more: string, options: { readonly archive?: boolean } = {}) {
  const directory = scratchFolder();
  folders.push(directory);
  const { site: report } = await crawlSmall(server, directory, smallSite(`${start}${more}\n`), nowMs, options);
  const records = new Map(recordsIn(directory).map((record) => [record.finalUrl.split("/").at(-1) ?? "", record]));
  const folder = join(directory, "archive");
  const files = existsSync(folder) ? globSync("*.warc.gz", { cwd: folder }) : [];
  return {
    report,
    paths: [...records.keys()].sort(),
    rightsOf: (path: string) => records.get(path)?.rights,
    archive: files.map((file) => gunzipSync(readFileSync(join(folder, file))).toString("utf8")).join("\n"),
  };
}
