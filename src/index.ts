/** The door for programs. */

export { warcPaths } from "./archive/archive.ts";
export { findSite, siteForHost } from "./config/find-site.ts";
export { recordJsonSchema, siteJsonSchema } from "./config/json-schema.ts";
export { type LoadedSite, loadSite, parseSite } from "./config/load-site.ts";
export { type CrawlOptions, parseCrawlOptions } from "./config/options.ts";
export { type CrawlDoors, crawl } from "./crawl/crawl.ts";
export { type DatasetExport, exportDataset } from "./crawl/export-dataset.ts";
export { extractOne, type OnePage } from "./crawl/extract-one.ts";
export { type ExtractUrlOptions, extractUrl } from "./crawl/extract-url.ts";
export { extractWarc, type WarcPage } from "./crawl/extract-warc.ts";
export { type FilePage, pageOfFile } from "./crawl/file-page.ts";
export { type ReplayDoors, type ReplayOptions, type ReplayResult, replay } from "./crawl/replay.ts";
export type { CrawlReport, SiteReport } from "./crawl/report.ts";
export {
  type ArticleComment,
  type ArticleRecord,
  type Author,
  articleRecordSchema,
  type Block,
} from "./model/article-record.ts";
export type { Page } from "./model/page.ts";
export { type Site, type SiteInput, siteSchema } from "./model/site.ts";
