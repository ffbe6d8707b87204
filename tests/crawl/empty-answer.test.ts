import { rmSync } from "node:fs";
import { pino } from "pino";
import { expect, it } from "vitest";
import { parseSite } from "../../src/config/load-site.ts";
import { parseCrawlOptions } from "../../src/config/options.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import { startAnsweringServer } from "../support/answering-server.ts";
import { scratchFolder } from "./magazine-crawl.ts";

it("an answer of 200 without a byte is tried again later, and then is no article", async () => {
  const server = await startAnsweringServer((path) => (path === "/robots.txt" ? { status: 404 } : {}));
  const output = scratchFolder();
  const run = (retries: number) => {
    const text = `name: leeg\nhosts: [leeg.example]\nlanguage: nl\ntimeZone: UTC\nmanners: { hostDelayMs: 0, retries: ${retries} }\nstart: [{ url: "http://leeg.example/a" }]\n`;
    const connectTo = [`leeg.example=${new URL(server.origin).host}`];
    const options = parseCrawlOptions({ output, fresh: true, maxWaitMs: 0, allowAddresses: ["127.0.0.1"], connectTo });
    return crawl([parseSite(text, "leeg.yaml")], options, { log: pino({ level: "silent" }) });
  };
  try {
    const patient = await run(3);
    expect([patient.ended, patient.sites.leeg?.queued]).toEqual(["done", 1]);
    expect((await run(0)).sites.leeg?.reasons).toEqual({ "not-article:empty": 1 });
  } finally {
    await server.close();
    rmSync(output, { recursive: true, force: true });
  }
});
