import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { scratchFolder } from "../crawl/magazine-crawl.ts";
import { articlePage, crawlSmall, SMALL_HOST, smallSite } from "../crawl/small-site.ts";
import { type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { runOogst } from "./run-oogst.ts";

const directory = scratchFolder();
let server: AnsweringServer;

beforeAll(async () => {
  server = await startAnsweringServer({});
  server.answer = (path) =>
    path === "/nieuws/een"
      ? {
          body: `${articlePage("Een")}<li><b>Miep Voorbeeld</b><p>Goed plan.</p></li>`,
          headers: { "content-type": "text/html; charset=utf-8" },
        }
      : { status: 404 };
  const site = smallSite(
    `start: [{ url: "http://${SMALL_HOST}/nieuws/een" }]\ncomments: { item: li, author: b, text: p }\n`,
  );
  await crawlSmall(server, directory, site, Date.parse("2026-03-02T06:00:00Z"));
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

it("a name in another spelling is not erased, and why is told", async () => {
  const { code, err } = await runOogst(["erase", directory, "--author", "Miep Voorbeel", "--dry-run"]);
  expect(code).toBe(4);
  expect(err).toContain("names are compared in full");
  const full = await runOogst(["erase", directory, "--author", "miep voorbeeld", "--dry-run"]);
  expect(full.code).toBe(0);
  expect(full.err).not.toContain("names are compared");
});
