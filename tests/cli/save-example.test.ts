import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { saveExample } from "../../src/cli/save-example.ts";
import { parseSite } from "../../src/config/load-site.ts";
import { pageOfFile } from "../../src/crawl/file-page.ts";

const examples = mkdtempSync(join(tmpdir(), "oogst-examples-"));
afterAll(() => rmSync(examples, { recursive: true, force: true }));

const site = parseSite(
  "name: krant\nhosts: [krant.example]\nlanguage: nl\ntimeZone: Europe/Amsterdam\nfields: { title: h1, body: p }\n",
  "krant.yaml",
);
const page = pageOfFile({
  body: Buffer.from("<!doctype html><title>Een</title><h1>Een</h1><p>De raad nam na lang beraad geen besluit."),
  url: "http://krant.example/nieuws/een",
  fetchedAt: "2026-03-01T08:00:00.000Z",
});

it("an example that is saved again keeps the record that was expected before, where it was another", async () => {
  const first = await saveExample(page, site, examples);
  expect(first.former).toBeNull();
  expect((await saveExample(page, site, examples)).former).toBeNull();
  const record = join(first.folder, "record.json");
  const written = readFileSync(record, "utf8");
  const byHand = written.replace('"Een"', '"Eén"');
  writeFileSync(record, byHand);
  const { former } = await saveExample(page, site, examples);
  expect(readFileSync(former as string, "utf8")).toBe(byHand);
  expect(readFileSync(record, "utf8")).toBe(written);
});
