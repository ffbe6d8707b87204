import { CrawlError } from "../model/crawl-error.ts";

/** The page's process or its whole browser ended under it, again and again: perhaps by the page's doing, perhaps by nobody's. */
export class PageLostError extends CrawlError {
  override readonly name = "PageLostError";

  constructor(url: string, why: string, cause?: unknown) {
    super(`${url}: expected the page to stay, found that ${why}`, {
      reason: "browser",
      consequence: "retry",
      url,
      cause,
    });
  }
}
