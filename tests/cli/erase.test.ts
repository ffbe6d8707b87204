import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordsIn } from "../crawl/magazine-crawl.ts";
import { articlePage, SMALL_HOST, smallSite } from "../crawl/small-site.ts";
import { type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { runOogst } from "./run-oogst.ts";

let server: AnsweringServer;
let folder: string;
beforeAll(async () => {
  const comment = '<li id="c1"><b>Miep Voorbeeld</b><i>2024-01-02</i><p>Eindelijk.</p></li>';
  const page = { body: articlePage("Veer") + comment, headers: { "content-type": "text/html; charset=utf-8" } };
  server = await startAnsweringServer((path) => (path === "/nieuws/een" ? page : { status: 404 }));
  folder = mkdtempSync(join(tmpdir(), "oogst-erase-"));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("oogst erase --expired", () => {
  it("follows the site file that the crawl read, wherever that lies and wherever it is asked for", async () => {
    const site = smallSite(`start: [{ url: "http://${SMALL_HOST}/nieuws/een" }]
comments: { item: li, id: { select: ":self", attr: id }, author: b, publishedAt: i, text: p }
people: { retention: 30d }
`);
    mkdirSync(join(folder, "elsewhere"));
    writeFileSync(join(folder, "mine.yaml"), site);
    const connect = `${SMALL_HOST}=127.0.0.1:${new URL(server.origin).port}`;
    const reach = ["--allow-address", "127.0.0.1", "--connect-to", connect];
    const crawled = await runOogst(["crawl", "./mine.yaml", "--output", "dataset", ...reach], folder);
    expect(crawled.code, crawled.err).toBe(0);
    const erased = await runOogst(["erase", "../dataset", "--expired"], join(folder, "elsewhere"));
    expect(erased.code, erased.err).toBe(0);
    const [record] = recordsIn(join(folder, "dataset"));
    expect(record?.comments).toMatchObject([{ author: null, text: null, status: "removed" }]);
  });
});
