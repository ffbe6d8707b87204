import type { LoadedSite } from "../config/load-site.ts";
import { connectToByHost } from "../config/options.ts";
import { version } from "../config/version.ts";
import { consequenceOf, createFetcher, userAgentOf } from "../fetch/fetcher.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { FollowUp } from "../model/extraction.ts";
import { extractOne, type OnePage } from "./extract-one.ts";
import { robotsWithoutLedger } from "./robots-without-ledger.ts";

export interface ExtractUrlOptions {
  readonly contact: string | null;
  readonly allowAddresses: readonly string[];
  readonly connectTo: readonly string[];
  readonly asksRobots: boolean;
}

/** How long a person waits for one page, and how much of it we take. */
const TIMEOUT_MS = 30_000;
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Brings one page from the web, and all that belongs to it, and reads it. What the server did wrong is an outcome. */
export async function extractUrl(url: string, loaded: LoadedSite | null, options: ExtractUrlOptions): Promise<OnePage> {
  const userAgent = userAgentOf(version, options.contact ?? undefined);
  const source = createFetcher({
    userAgent,
    allowAddresses: options.allowAddresses,
    connectTo: connectToByHost(options.connectTo),
  });
  const { robots, tdmFiles } = robotsWithoutLedger(source, userAgent);
  const admit = async (address: string) => {
    if (!options.asksRobots) return;
    const word = await robots.check(address);
    if (!word.isAllowed) throw new RefusedError(word.reason, "robots", address);
  };
  const get = async (wanted: {
    url: string;
    method?: "GET" | "POST";
    body?: string | null;
    headers?: Readonly<Record<string, string>>;
  }) => {
    await admit(wanted.url);
    return source.get({
      url: wanted.url,
      ...(wanted.method === undefined ? {} : { method: wanted.method }),
      ...(wanted.body == null ? {} : { body: wanted.body }),
      ...(wanted.headers === undefined ? {} : { headers: wanted.headers }),
      accept: wanted.method === undefined ? "html" : "any",
      timeoutMs: loaded?.site.manners.timeoutMs ?? TIMEOUT_MS,
      maxBodyBytes: loaded?.site.manners.maxBodyBytes ?? MAX_BODY_BYTES,
      admit,
    });
  };
  try {
    const page = await get({ url });
    const { consequence } = consequenceOf(page.status, page.headers, Date.now());
    if (consequence === "retry") return { kind: "failed", detail: `the server answered ${page.status}` };
    const tdmRules = await tdmFiles.rulesFor(page.finalUrl);
    return await extractOne(page, loaded, { tdmRules, bring: (followUp: FollowUp) => get(followUp) });
  } catch (error) {
    if (error instanceof CrawlError || error instanceof RefusedError) return { kind: "failed", detail: error.message };
    throw error;
  } finally {
    await source.close();
  }
}
