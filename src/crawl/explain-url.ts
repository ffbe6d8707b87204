import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LoadedSite } from "../config/load-site.ts";
import { connectToByHost } from "../config/options.ts";
import { version } from "../config/version.ts";
import { classifyUrl } from "../discover/classify-url.ts";
import { createFetcher, userAgentOf } from "../fetch/fetcher.ts";
import { openLedgerForReading } from "../frontier/read-ledger.ts";
import { hostOf } from "../model/host-of.ts";
import type { KnownPage } from "../model/ledger.ts";
import { robotsWithoutLedger } from "./robots-without-ledger.ts";

export interface ExplainOptions {
  /** The dataset to look into; null for none. */
  readonly directory: string | null;
  /** robots.txt is not asked. */
  readonly isOffline: boolean;
  readonly allowAddresses: readonly string[];
  readonly connectTo: readonly string[];
}

export interface Explanation {
  readonly about: string;
  readonly says: string;
}

/** Everything that decides about one URL, in the order in which it decides. */
export async function explainUrl(
  url: string,
  loaded: LoadedSite | null,
  options: ExplainOptions,
): Promise<Explanation[]> {
  const lines: Explanation[] = [];
  const say = (about: string, says: string) => lines.push({ about, says });
  say("url", url);
  if (loaded === null) {
    say(
      "site",
      `no site file for ${hostOf(url)}: \`oogst extract\` reads it by what every page has; \`oogst crawl\` needs a site file`,
    );
  } else {
    const { site, fileName, version } = loaded;
    say("site", `${site.name} (${fileName}, version ${version})`);
    const { kind, url: normal, reason } = classifyUrl(url, site);
    say("known as", normal ?? "not an address of the site");
    say("rule", kind === null ? `not visited: ${reason}` : `${kind}: ${reason}`);
  }
  say("robots.txt", options.isOffline ? "not asked (--offline)" : await robotsWord(url, options));
  for (const line of await ledgerWord(url, loaded, options.directory)) say("dataset", line);
  return lines;
}

async function robotsWord(url: string, { allowAddresses, connectTo }: ExplainOptions): Promise<string> {
  const userAgent = userAgentOf(version);
  const source = createFetcher({ userAgent, allowAddresses, connectTo: connectToByHost(connectTo) });
  const { robots } = robotsWithoutLedger(source, userAgent);
  try {
    const { isAllowed, reason, crawlDelayMs } = await robots.check(url);
    return `${isAllowed ? "allowed" : "forbidden"}: ${reason}${crawlDelayMs === null ? "" : `; Crawl-delay ${crawlDelayMs / 1000} s`}`;
  } finally {
    await source.close();
  }
}

async function ledgerWord(url: string, loaded: LoadedSite | null, directory: string | null): Promise<string[]> {
  if (directory === null) return ["none to look into"];
  if (!existsSync(join(directory, "ledger.sqlite"))) return [`${directory}: no dataset yet`];
  const ledger = await openLedgerForReading(directory);
  try {
    const address = loaded === null ? url : (classifyUrl(url, loaded.site).url ?? url);
    const pages = await ledger.known(address);
    const clock = await ledger.hostClock(hostOf(address));
    const host =
      clock === undefined || clock.nextAtMs <= Date.now()
        ? []
        : [`${hostOf(address)} may be asked again at ${iso(clock.nextAtMs)}`];
    return pages.length === 0
      ? [`${directory}: not known`, ...host]
      : [...pages.flatMap((page) => storyOf(page)), ...host];
  } finally {
    await ledger.close();
  }
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function storyOf(page: KnownPage): string[] {
  const { request, state, reason, detail, article } = page;
  const found = request.discoveredOn === null ? "a seed" : `found on ${request.discoveredOn}`;
  return [
    `${request.site}: ${request.kind}, ${found}, ${counted(request.depth, "link")} from the seed`,
    `${state}${reason === null ? "" : ` (${reason})`}${detail === null ? "" : `: ${detail}`}`,
    `${counted(page.visits, "visit")}${page.lastVisitAtMs === null ? "" : `, the last at ${iso(page.lastVisitAtMs)}`}, ${page.changes} with news; ${dueOf(page)}`,
    ...(article === null
      ? []
      : [
          `article ${article.articleId}, revision ${article.revision}, first seen ${article.firstSeenAt}${article.url === request.url ? "" : `, read from ${article.url}`}`,
        ]),
  ];
}

function dueOf({ turn, dueAtMs }: KnownPage): string {
  if (turn === "ready") return "to be visited as soon as its host may be asked";
  if (turn === "waiting" && dueAtMs !== null) return `due at ${iso(dueAtMs)}`;
  return "not due again";
}

const iso = (ms: number) => new Date(ms).toISOString();
