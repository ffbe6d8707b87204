import { consequenceOf } from "../fetch/fetcher.ts";
import { RefusedError } from "../model/crawl-error.ts";
import type { PageKind } from "../model/crawl-request.ts";
import { hostOf } from "../model/host-of.ts";
import type { Page } from "../model/page.ts";
import type { FetchRequest, PageSource } from "../model/page-source.ts";
import type { Site } from "../model/site.ts";
import type { Manners } from "./manners.ts";

/** The part of robots that a trip asks. */
export interface RobotsWord {
  check(
    url: string,
  ): Promise<{ readonly isAllowed: boolean; readonly reason: string; readonly crawlDelayMs: number | null }>;
}

export interface Bringer {
  readonly source: PageSource;
  readonly robots: RobotsWord;
  readonly manners: Manners;
  readonly signal: AbortSignal;
  /** Counts one request made; false when the site's budget for this run is spent. */
  spend(site: Site): boolean;
  /** Told of what our own rules refuse before anybody is asked. */
  readonly onRefusal?: (wanted: Wanted, error: unknown) => void;
}

export interface Wanted {
  readonly url: string;
  readonly kind: PageKind;
  readonly method?: "GET" | "POST";
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly validators?: { readonly etag?: string; readonly lastModified?: string };
}

/** One trip with all manners: robots.txt, the host's turn, the budget, and the same again for each redirect. */
export async function bring(wanted: Wanted, site: Site, bringer: Bringer): Promise<Page> {
  const { manners, source, signal } = bringer;
  let asked = { url: wanted.url, delayMs: await admitFirst(wanted, site, bringer) };
  try {
    return await source.get({
      url: wanted.url,
      ...(wanted.method === undefined ? {} : { method: wanted.method }),
      ...(wanted.body === undefined ? {} : { body: wanted.body }),
      headers: { ...site.manners.headers, ...cookieHeader(site), ...wanted.headers },
      accept: acceptOf(wanted.kind),
      ...(wanted.validators === undefined ? {} : { validators: wanted.validators }),
      timeoutMs: site.manners.timeoutMs,
      maxBodyBytes: site.manners.maxBodyBytes,
      admit: async (target) => {
        await manners.noteAnswer(asked.url, asked.delayMs);
        if (!isInScope(target, site, wanted.url))
          throw new RefusedError(`redirected to ${target}, which is not the site's`, "out-of-scope", target);
        asked = { url: target, delayMs: await admit(target, site, bringer) };
      },
      signal,
    });
  } finally {
    await manners.noteAnswer(asked.url, asked.delayMs);
  }
}

/** The same page after its scripts ran. What it asks for is asked with all manners too; its server is not asked for the page itself again. */
export async function render(page: Page, site: Site, bringer: Bringer): Promise<Page> {
  const { manners, source, signal } = bringer;
  const delays = new Map<string, number>();
  return source.get({
    url: page.requestedUrl,
    headers: { ...site.manners.headers, ...cookieHeader(site) },
    timeoutMs: site.manners.timeoutMs,
    maxBodyBytes: site.manners.maxBodyBytes,
    admit: async (url, need) => {
      if (need?.isDocument === true && !isInScope(url, site, page.requestedUrl))
        throw new RefusedError(`its script goes to ${url}, which is not the site's`, "out-of-scope", url);
      delays.set(hostOf(url), await admit(url, site, bringer));
    },
    render: {
      actions: site.fetch.actions,
      allowResources: site.fetch.allowResources,
      allowHosts: [...site.hosts, ...site.fetch.allowHosts],
      page,
      contextKey: site.name,
      language: site.language,
      timeZone: site.timeZone,
      noteAnswer: async (url, answer) => {
        await manners.noteAnswer(url, delays.get(hostOf(url)) ?? site.manners.hostDelayMs);
        if (answer === undefined) return;
        const { retryAfterMs } = consequenceOf(answer.status, answer.headers, Date.parse(answer.fetchedAt));
        if (retryAfterMs !== undefined) await manners.pause(url, retryAfterMs);
      },
    },
    signal,
  });
}

/** A redirect may lead to any host of the site, or stay where it began (a comments service of another host). */
function isInScope(target: string, site: Site, wantedUrl: string): boolean {
  const host = hostOf(target);
  return site.hosts.includes(host) || host === hostOf(wantedUrl);
}

async function admitFirst(wanted: Wanted, site: Site, bringer: Bringer): Promise<number> {
  try {
    return await admit(wanted.url, site, bringer);
  } catch (error) {
    bringer.onRefusal?.(wanted, error);
    throw error;
  }
}

/** Resolves with the host's delay when this site may ask for `url` now; rejects with the reason when not. */
async function admit(url: string, site: Site, { robots, manners, signal, spend }: Bringer): Promise<number> {
  if (manners.isBanned(hostOf(url)))
    throw new RefusedError(
      `${hostOf(url)} is left alone for this run: ${manners.bannedHosts.get(hostOf(url))}`,
      "host-banned",
      url,
    );
  const word = site.respect.robots
    ? await robots.check(url)
    : { isAllowed: true, reason: "robots.txt is not asked", crawlDelayMs: null };
  if (!word.isAllowed) throw new RefusedError(word.reason, "robots", url);
  if (!spend(site))
    throw new RefusedError(`the site's budget of ${site.manners.maxRequests} requests a run is spent`, "budget", url);
  if ((word.crawlDelayMs ?? 0) > manners.longestDelayMs) {
    const reason = `its robots.txt asks for ${Math.ceil((word.crawlDelayMs ?? 0) / 1000)} s between two requests`;
    await manners.ban(url, reason);
    throw new RefusedError(`${hostOf(url)} is left alone for this run: ${reason}`, "host-banned", url);
  }
  const delayMs = delayOf(site, word.crawlDelayMs);
  await manners.takeTurn(url, delayMs, signal);
  return delayMs;
}

/** Crawl-delay is not in RFC 9309, yet sites set it; we may wait longer than asked, never shorter. */
export function delayOf(site: Site, crawlDelayMs: number | null): number {
  return Math.max(site.manners.hostDelayMs, crawlDelayMs ?? 0);
}

/** The plain cookies that a site file sets, as a request header; nothing where it sets none. */
export function cookieHeader(site: Site): Record<string, string> {
  const pairs = Object.entries(site.manners.cookies).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? {} : { cookie: pairs.join("; ") };
}

function acceptOf(kind: PageKind): NonNullable<FetchRequest["accept"]> {
  if (kind === "feed" || kind === "sitemap") return "xml";
  return kind === "comments" ? "any" : "html";
}
