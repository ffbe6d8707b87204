import type { LoadedSite } from "../config/load-site.ts";
import { version } from "../config/version.ts";
import { userAgentOf } from "../fetch/fetcher.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import { hostOf } from "../model/host-of.ts";
import type { Page } from "../model/page.ts";
import type { FetchRequest } from "../model/page-source.ts";
import type { SeenApi } from "../render/renderer.ts";
import type { Explanation } from "./explain-url.ts";
import { extractOne } from "./extract-one.ts";
import { type OnePageOptions, type OnePageSource, openOnePageSource } from "./one-page-source.ts";

const TIMEOUT_MS = 60_000;
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** What rendering a page brings that fetching it does not, and which data its scripts asked for: a JSON source may replace the browser. */
export async function explainRendering(
  url: string,
  loaded: LoadedSite | null,
  options: OnePageOptions,
): Promise<Explanation[]> {
  const source = openOnePageSource(loaded, options);
  const { createRenderer } = await import("../render/renderer.ts");
  const renderer = createRenderer({
    fetch: (request) => source.bring(request),
    userAgent: userAgentOf(version, options.contact ?? undefined),
  });
  try {
    const fetched = await source.get({ url });
    const lines = [{ about: "as fetched", says: summaryOf(await extractOne(fetched, loaded)) }];
    try {
      const rendered = await renderer.get(requestFor(fetched, loaded, source));
      const apis = renderer.seenApis(rendered);
      const { withheld = [], failed = [] } = renderer.notesOf(rendered) ?? {};
      lines.push(
        { about: "rendered", says: summaryOf(await extractOne(rendered, loaded)) },
        ...apis.map((api) => ({ about: "data", says: lineOf(api) })),
      );
      for (const { url: asked, why } of withheld) lines.push({ about: "not asked", says: `${asked} (${why})` });
      for (const { url: asked, why } of failed) lines.push({ about: "not got", says: `${asked} (${why})` });
      if (apis.length + withheld.length + failed.length === 0)
        lines.push({ about: "data", says: "the page's scripts asked for no data" });
    } catch (error) {
      if (!(error instanceof CrawlError || error instanceof RefusedError)) throw error;
      lines.push({ about: "rendered", says: `not, for ${error.message}` });
    }
    return lines;
  } finally {
    await renderer.close();
    await source.close();
  }
}

function requestFor(page: Page, loaded: LoadedSite | null, source: OnePageSource): FetchRequest {
  const { actions = [], allowResources = ["stylesheet"], allowHosts = [] } = loaded?.site.fetch ?? {};
  return {
    url: page.requestedUrl,
    timeoutMs: TIMEOUT_MS,
    maxBodyBytes: MAX_BODY_BYTES,
    admit: async (target, need) => {
      const isElsewhere =
        hostOf(target) !== hostOf(page.finalUrl) && loaded?.site.hosts.includes(hostOf(target)) !== true;
      if (need?.isDocument === true && isElsewhere)
        throw new RefusedError(`its script goes to ${target}, which is not the site's`, "out-of-scope", target);
      return source.admit(target);
    },
    render: {
      actions,
      allowResources,
      allowHosts: [...(loaded?.site.hosts ?? []), ...allowHosts],
      page,
      ...(loaded === null ? {} : { language: loaded.site.language, timeZone: loaded.site.timeZone }),
    },
  };
}

function summaryOf(page: Awaited<ReturnType<typeof extractOne>>): string {
  if (page.kind === "failed" || page.kind === "not-article") return `no article: ${page.detail}`;
  const { record } = page;
  return `${record.body.length} blocks of text, ${record.comments.length} comments${record.commentCountDeclared === null ? "" : ` of ${record.commentCountDeclared} declared`}`;
}

function lineOf({ url, method, sent, status, mediaType, bytes, lists }: SeenApi): string {
  const asked = `${method === "GET" ? "" : `${method} `}${url}${sent === null ? "" : ` with ${sent.slice(0, 200)}`}`;
  const found = lists
    .map(
      ({ path, length, keys }) =>
        `${path === "" ? "the whole" : `\`${path}\``} is a list of ${length} with ${keys.join(", ")}`,
    )
    .join("; ");
  return `${asked} (${status}, ${mediaType}, ${bytes} bytes)${found === "" ? "" : `: ${found}`}`;
}
