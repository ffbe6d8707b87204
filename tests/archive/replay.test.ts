import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/archive.ts";
import { VISITS_FACT } from "../../src/crawl/archive-visits.ts";
import { openLedger } from "../../src/frontier/ledger.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import { crawlPaper, ORIGIN, paperSite, type SmallPaper, servePaper } from "./small-paper.ts";
import { answersTo, linesOf, recordsOf, replayInto, scratch, sweep } from "./support.ts";

afterAll(sweep);

let paper: SmallPaper;
beforeEach(async () => {
  paper = await servePaper();
});
afterEach(() => paper.close());

const KEPT_OUT = new Set([`${ORIGIN}/nieuws/kop-noarchive`, `${ORIGIN}/nieuws/meta-noarchive`]);
const recordsIn = (directory: string): ArticleRecord[] => linesOf(directory).map((line) => JSON.parse(line));
const found = (records: readonly ArticleRecord[], name: string) =>
  records.find(({ requestedUrl }) => requestedUrl === `${ORIGIN}/nieuws/${name}`);

/** Makes everything of the dataset due again. */
async function makeDue(directory: string): Promise<void> {
  const ledger = await openLedger({ directory, nowMs: Date.now() });
  for (const state of ["accepted", "skipped", "not-article", "rejected"] as const)
    await ledger.requeue({ site: "krant", state }, Date.now());
  await ledger.close();
}

describe("a replay", () => {
  it("gives the crawl's dataset byte for byte: records, rejections, their order and their times", async () => {
    const directory = scratch();
    await crawlPaper(paper, directory);
    const asked = paper.asked.length;
    const again = scratch();
    const result = await replayInto([directory], again, {}, [paperSite()]);
    expect(paper.asked.length).toBe(asked);
    const wanted = linesOf(directory).filter((line) => !KEPT_OUT.has(JSON.parse(line).requestedUrl));
    expect(wanted.length).toBeGreaterThan(7);
    expect(linesOf(again)).toEqual(wanted);
    expect(linesOf(again, "rejected")).toEqual(linesOf(directory, "rejected"));
    expect(linesOf(directory, "rejected")).toHaveLength(1);
    expect(result).toMatchObject({ damaged: 0, ofOtherSites: 0 });
  });

  it("finds comments on further pages and in posted JSON, and fails where the crawl failed, in the same words", async () => {
    const directory = scratch();
    await crawlPaper(paper, directory);
    const again = scratch();
    await replayInto([directory], again, {}, [paperSite()]);
    const records = recordsIn(again);
    expect(found(records, "tweede-pagina")?.comments.map(({ text }) => text)).toEqual([
      "Over tweede-pagina.",
      "Over tweede-pagina, deel 2.",
    ]);
    expect(found(records, "json")?.comments.map(({ text }) => text)).toEqual([
      "Bericht 1.1",
      "Bericht 1.2",
      "Bericht 2.1",
    ]);
    for (const name of ["kapotte-pagina", "foute-pagina", "verboden-pagina"])
      expect(found(records, name)?.commentsComplete, name).toBe(false);
    expect(JSON.stringify(found(records, "verboden-pagina")?.warnings)).toContain("Disallow: /geheim");
    expect(found(records, "verhuisd")?.finalUrl).toBe(`${ORIGIN}/nieuws/nieuw-adres`);
  });

  it("gives revisions as they were, from unchanged bodies kept once and from 304s", async () => {
    const directory = scratch();
    await crawlPaper(paper, directory);
    paper.comments.push("Later toegevoegd.");
    await makeDue(directory);
    await crawlPaper(paper, directory);
    expect(found(recordsIn(directory).slice(-1), "eerste")?.revision).toBe(2);
    const warc = await recordsOf(join(directory, "archive", "krant-00001.warc.gz"));
    expect(answersTo(warc, `${ORIGIN}/nieuws/eerste`).map(({ type }) => type)).toEqual(["response", "response"]);
    expect(answersTo(warc, `${ORIGIN}/nieuws/leestekens`).map(({ type }) => type)).toEqual(["response", "revisit"]);
    expect(answersTo(warc, `${ORIGIN}/nieuws/tweede-pagina?deel=2`).map(({ type }) => type)).toEqual([
      "response",
      "revisit",
    ]);
    const again = scratch();
    await replayInto([directory], again, {}, [paperSite()]);
    expect(linesOf(again)).toEqual(linesOf(directory).filter((line) => !KEPT_OUT.has(JSON.parse(line).requestedUrl)));
  });

  it("reads with today's site file", async () => {
    const directory = scratch();
    await crawlPaper(paper, directory);
    const again = scratch();
    await replayInto([directory], again, {}, [paperSite("rules: { dropBody: ^Het verhaal van eerste .* }\n")]);
    expect(found(recordsIn(directory), "eerste")?.body).toHaveLength(1);
    expect(found(recordsIn(again), "eerste")?.body ?? []).toHaveLength(0);
    expect(found(recordsIn(again), "leestekens")?.body).toHaveLength(1);
  });

  it("does not know what was not to be kept: pages with noarchive, in headers or in the page, and reserved ones", async () => {
    const directory = scratch();
    await crawlPaper(paper, directory);
    expect(recordsIn(directory).filter(({ requestedUrl }) => KEPT_OUT.has(requestedUrl))).toHaveLength(2);
    const bytes = readFileSync(join(directory, "archive", "krant-00001.warc.gz"));
    const text = gunzipSync(bytes).toString();
    for (const name of ["kop-noarchive", "meta-noarchive", "voorbehouden", "noindex"]) {
      expect(text, name).toContain(`/nieuws/${name}`);
      expect(text, name).not.toContain(`Kop van ${name}`);
    }
    const result = await replayInto([directory], scratch(), {}, [paperSite()]);
    expect(result.withoutPage).toBe(4);
  });

  it("knows them where the site file says so", async () => {
    const directory = scratch();
    const site = paperSite("respect: { noarchive: record }\n");
    await crawlPaper(paper, directory, {}, site);
    const again = scratch();
    await replayInto([directory], again, {}, [site]);
    expect(linesOf(again)).toEqual(linesOf(directory));
  });

  it("reads an archive whose indexes are gone", async () => {
    const directory = scratch();
    await crawlPaper(paper, directory);
    await makeDue(directory);
    await crawlPaper(paper, directory);
    const { readdirSync, rmSync } = await import("node:fs");
    for (const name of readdirSync(join(directory, "archive")))
      if (name.endsWith(".cdxj")) rmSync(join(directory, "archive", name));
    const again = scratch();
    await replayInto([join(directory, "archive")], again, {}, [paperSite()]);
    expect(linesOf(again)).toEqual(linesOf(directory).filter((line) => !KEPT_OUT.has(JSON.parse(line).requestedUrl)));
  });

  it("passes over visits that were stored and never committed", async () => {
    const directory = scratch();
    await crawlPaper(paper, directory);
    // As if the crawl had died when its last three visits were in the archive but not in the ledger.
    const ledger = await openLedger({ directory, nowMs: Date.now() });
    const visits = Number(await ledger.getMeta(VISITS_FACT));
    const options = { name: "krant", software: "oogst/test", nowMs: Date.now };
    const archive = await openArchive(join(directory, "archive"), options);
    expect(archive.lastVisit).toBe(visits);
    await archive.voidVisitsAfter(visits - 3);
    await archive.close();
    await ledger.close();
    const whole = await replayInto([directory], scratch(), {}, [paperSite()]);
    const all = await replayCounts(directory);
    expect(all.stories - 3).toBe(visits - 3);
    expect(whole.visits + whole.withoutPage).toBe(all.articlesUpTo(visits - 3));
  });

  async function replayCounts(directory: string) {
    const stories = (await recordsOf(join(directory, "archive", "krant-00001.warc.gz")))
      .filter(({ type }) => type === "metadata")
      .map(({ block }) => JSON.parse(block.toString()))
      .filter(({ oogst }) => oogst === "visit");
    return {
      stories: stories.length,
      articlesUpTo: (number: number) =>
        stories.filter((story) => story.kind === "article" && story.number <= number).length,
    };
  }

  it("reads other tools' files page by page, by the host's site file", async () => {
    const directory = scratch();
    await crawlPaper(paper, directory);
    const { writeFileSync } = await import("node:fs");
    const foreign = join(scratch(), "theirs.warc.gz");
    const records = await recordsOf(join(directory, "archive", "krant-00001.warc.gz"));
    const bytes = readFileSync(join(directory, "archive", "krant-00001.warc.gz"));
    writeFileSync(
      foreign,
      Buffer.concat(
        records.flatMap(({ type, offset, length }) =>
          type === "response" || type === "request" ? [bytes.subarray(offset, offset + length)] : [],
        ),
      ),
    );
    const again = scratch();
    const result = await replayInto([foreign], again, {}, [paperSite()]);
    expect(result.damaged).toBe(0);
    const read = recordsIn(again);
    expect(found(read, "tweede-pagina")?.comments).toHaveLength(2);
    expect(found(read, "json")?.comments).toHaveLength(3);
    expect(found(read, "eerste")?.fetchedBy).toBe("archive");
    expect(found(read, "eerste")?.contentHash).toBe(found(recordsIn(directory), "eerste")?.contentHash);
  });
});
