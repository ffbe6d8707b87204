import { findSite } from "../../src/config/find-site.ts";
import { type CrawlOrder, spent } from "./crawl-apart.ts";
import { crawlHosts, paperSite } from "./crawl-hosts.ts";

/** One crawl in a process of its own, as `crawl-apart.ts` orders it. */
process.once("message", async ({ papers, options }: CrawlOrder) => {
  const { report, records, elapsedMs, logLines } = await crawlHosts(
    [...papers.map(paperSite), await findSite("polderklerk")],
    options,
  );
  process.send?.({ report, records, elapsedMs, logLines, ...spent() }, () => process.disconnect());
});
