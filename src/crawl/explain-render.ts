import type { LoadedSite } from "../config/load-site.ts";
import { version } from "../config/version.ts";
import { userAgentOf } from "../fetch/fetcher.ts";
import type { SeenApi } from "../render/renderer.ts";
import type { Explanation } from "./explain-url.ts";
import { extractOne } from "./extract-one.ts";
import { type OnePageOptions, openOnePageSource } from "./one-page-source.ts";

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
    const { actions = [], allowResources = ["stylesheet"], allowHosts = [] } = loaded?.site.fetch ?? {};
    const rendered = await renderer.get({
      url,
      timeoutMs: 60_000,
      maxBodyBytes: 16 * 1024 * 1024,
      admit: source.admit,
      render: {
        actions,
        allowResources,
        allowHosts,
        page: fetched,
        ...(loaded === null ? {} : { language: loaded.site.language, timeZone: loaded.site.timeZone }),
      },
    });
    const [before, after] = [await extractOne(fetched, loaded), await extractOne(rendered, loaded)];
    const apis = renderer.seenApis(rendered);
    return [
      { about: "as fetched", says: summaryOf(before) },
      { about: "rendered", says: summaryOf(after) },
      ...(apis.length === 0
        ? [{ about: "data", says: "the page's scripts asked for no JSON" }]
        : apis.map((api) => ({ about: "data", says: lineOf(api) }))),
    ];
  } finally {
    await renderer.close();
    await source.close();
  }
}

function summaryOf(page: Awaited<ReturnType<typeof extractOne>>): string {
  if (page.kind === "failed" || page.kind === "not-article") return `no article: ${page.detail}`;
  const { record } = page;
  return `${record.body.length} blocks of text, ${record.comments.length} comments${record.commentCountDeclared === null ? "" : ` of ${record.commentCountDeclared} declared`}`;
}

function lineOf({ url, status, mediaType, bytes, lists }: SeenApi): string {
  const found = lists
    .map(
      ({ path, length, keys }) =>
        `${path === "" ? "the whole" : `\`${path}\``} is a list of ${length} with ${keys.join(", ")}`,
    )
    .join("; ");
  return `${url} (${status}, ${mediaType}, ${bytes} bytes)${found === "" ? "" : `: ${found}`}`;
}
