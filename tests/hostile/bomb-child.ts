import { parseSite } from "../../src/config/load-site.ts";
import { SiteFileError } from "../../src/config/site-file-error.ts";
import { extractOne } from "../../src/crawl/extract-one.ts";
import { pageOfFile } from "../../src/crawl/file-page.ts";
import { CrawlError } from "../../src/model/crawl-error.ts";
import type { BombResult } from "./bomb-apart.ts";
import { spent } from "./crawl-apart.ts";
import { paperArticle, paperSite } from "./crawl-hosts.ts";
import { fieldBombs, pageBombs, yamlBombs } from "./parser-bombs.ts";

/** Reads one bomb in a process of its own, and tells how it ended. */
const [kind = "", name = ""] = process.argv.slice(2);
const read = { described, undescribed, field, yaml }[kind] as (name: string) => Promise<string>;
const outcome = await read(name);
process.send?.({ outcome, ...spent() } satisfies BombResult, () => process.disconnect());

function described(name: string): Promise<string> {
  return outcomeOfPage(name, paperSite({ name: "krant", more: "comments: { item: .comment, author: .by, text: p }" }));
}

function undescribed(name: string): Promise<string> {
  return outcomeOfPage(name, null);
}

async function outcomeOfPage(name: string, site: ReturnType<typeof paperSite> | null): Promise<string> {
  const article = paperArticle("Kade gaat op de schop").replace("</body></html>", "");
  return outcomeOf(`${article}${pageBombs[name]?.()}`, site);
}

/** A site file that has the bomb where its title is read, and a page made for it. */
async function field(name: string): Promise<string> {
  const source = fieldBombs[name]?.();
  const html = `<h1>${"a".repeat(30_000)}!</h1>${"<div><p class=aaa title=ax>x</p>".repeat(1200)}<div class=body>x</div>`;
  return fileOutcome(
    `name: x
hosts: [krant.example]
language: nl
timeZone: Europe/Amsterdam
start: [{ listing: http://krant.example/ }]
fields:
  title: ${source}
  body: .body
`,
    (site) => outcomeOf(html, site),
  );
}

function yaml(name: string): Promise<string> {
  return fileOutcome(yamlBombs[name]?.() ?? "", async () => "loaded");
}

async function fileOutcome(
  text: string,
  then: (site: ReturnType<typeof parseSite>) => Promise<string>,
): Promise<string> {
  let site: ReturnType<typeof parseSite>;
  try {
    site = parseSite(text, "x.yaml");
  } catch (error) {
    if (error instanceof SiteFileError) return "refused";
    throw error;
  }
  return then(site);
}

async function outcomeOf(html: string, site: ReturnType<typeof paperSite> | null): Promise<string> {
  const page = pageOfFile({
    body: Buffer.from(html),
    url: "http://krant.example/nieuws/x",
    fetchedAt: "2026-07-01T10:00:00.000Z",
  });
  try {
    const got = await extractOne(page, site);
    return got.kind === "record" ? `record: ${got.record.title}` : got.kind;
  } catch (error) {
    if (error instanceof CrawlError) return error.reason;
    throw error;
  }
}
