// Crawlee's CheerioCrawler as its documentation shows it.  node crawlee.ts ORIGIN FILE memory|disk FOLDER
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { CheerioAPI } from "cheerio";
import { readArticle, readListing } from "./read-cheerio.ts";

const [origin, file, where, folder] = process.argv.slice(2) as [string, string, string, string];
process.env.CRAWLEE_STORAGE_DIR = folder;
process.env.CRAWLEE_LOG_LEVEL = "ERROR";
// Installed on demand beside the other peers, so its types are not at hand when the project is checked.
const { CheerioCrawler, Configuration, Dataset } = createRequire(new URL("../../package.json", import.meta.url))(
  "crawlee",
);
const config = new Configuration({ persistStorage: where === "disk", purgeOnStart: true });
const crawler = new CheerioCrawler(
  {
    maxConcurrency: 16,
    async requestHandler({
      $,
      request,
      enqueueLinks,
    }: {
      $: CheerioAPI;
      request: { url: string; label?: string };
      enqueueLinks: (options: object) => Promise<void>;
    }) {
      const { pathname } = new URL(request.url);
      if (pathname !== "/nieuws") {
        await dataset.pushData(readArticle($, pathname));
        return;
      }
      const { articles, next } = readListing($);
      await enqueueLinks({ urls: articles.map((path) => origin + path) });
      if (next !== undefined) await enqueueLinks({ urls: [next] });
    },
  },
  config,
);
const dataset = await Dataset.open(undefined, { config });
await crawler.run([`${origin}/nieuws?page=0`]);
const { items } = await dataset.getData({ limit: 1_000_000 });
await writeFile(file, items.map((item: object) => `${JSON.stringify(item)}\n`).join(""));
