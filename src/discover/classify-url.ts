import type { PageKind } from "../model/crawl-request.ts";
import { hasPattern } from "../model/match-pattern.ts";
import { type NormalizedUrl, normalizeUrl, type UrlRules } from "../model/normalize-url.ts";
import type { SkipReason } from "../model/outcome.ts";
import type { Site } from "../model/site.ts";
import { detectTrap } from "./detect-trap.ts";

/** What an address is for a site. */
export interface Classification {
  /** Null where the site does not want it. */
  readonly kind: PageKind | null;
  /** Null where it is no address that could be asked. */
  readonly url: NormalizedUrl | null;
  /** Set where `kind` is null. */
  readonly skip: SkipReason | null;
  /** Which rule decided, in plain words. */
  readonly reason: string;
}

export interface ClassifyOptions {
  /** What a relative address is relative to. */
  readonly base?: string;
  /**
   * A card, feed, sitemap or person names the address as a page, which counts where the site has no patterns for articles.
   * False for links that merely stand in a page. By default true.
   */
  readonly isNamed?: boolean;
}

/**
 * Says what an address is by the site's own rules, in this order: its hosts, what is never a page, the patterns of
 * listings, the patterns of articles, and, for what is wanted so far, traps. The same answer serves a crawl and the person who asks why.
 */
export function classifyUrl(href: string, site: Site, { base, isNamed = true }: ClassifyOptions = {}): Classification {
  const url = normalizeUrl(href, base, rulesOf(site)) ?? null;
  if (url === null) return refuse(null, "out-of-scope", "no web address that can be asked");
  const { host, pathname } = new URL(url);
  if (!site.hosts.includes(host)) return refuse(url, "out-of-scope", `${host} is not among the site's hosts`);
  const fileType = /\.([a-z0-9]{1,5})$/i.exec(pathname)?.[1]?.toLowerCase();
  if (fileType !== undefined && neverPages.has(fileType))
    return refuse(url, "not-html", `a .${fileType} file is no page`);
  const byPattern = byPatterns(url, site, isNamed);
  const trap = byPattern.kind === null ? undefined : detectTrap(url);
  return trap === undefined ? byPattern : refuse(url, "trap", `${trap.what}: ${trap.detail}`);
}

/** Whether a person, or a sitemap index, may name this address as one of the site's; parameters stay as written. */
export function addressOfSite(href: string, site: Site, base?: string): NormalizedUrl | undefined {
  const { hosts, scheme } = rulesOf(site);
  const url = normalizeUrl(href, base, { hosts, scheme });
  return url !== undefined && site.hosts.includes(new URL(url).host) ? url : undefined;
}

function byPatterns(url: NormalizedUrl, site: Site, isNamed: boolean): Classification {
  const { articles, listings } = site.urls;
  const spellings = spellingsOf(url);
  const firstMatch = (patterns: readonly string[] | undefined): string | undefined =>
    patterns?.find((pattern) => spellings.some((spelling) => hasPattern(pattern, spelling)));
  const listing = firstMatch(listings.include);
  if (listing !== undefined && firstMatch(listings.exclude) === undefined) {
    return { kind: "listing", url, skip: null, reason: `\`urls.listings.include\` has ${listing}` };
  }
  const excluded = firstMatch(articles.exclude);
  if (excluded !== undefined) return refuse(url, "not-wanted", `\`urls.articles.exclude\` has ${excluded}`);
  if (articles.include === undefined) {
    if (isNamed)
      return { kind: "article", url, skip: null, reason: "named as a page, and `urls.articles.include` is not set" };
    return refuse(url, "not-wanted", "only a link, and `urls.articles.include` is not set");
  }
  const included = firstMatch(articles.include);
  if (included === undefined) return refuse(url, "not-wanted", "no pattern of `urls.articles.include` matches");
  return { kind: "article", url, skip: null, reason: `\`urls.articles.include\` has ${included}` };
}

/** Path and query, as sent and as read: `/carri%C3%A8re/` is also `/carrière/`. */
function spellingsOf(url: NormalizedUrl): readonly string[] {
  const sent = url.slice(url.indexOf("/", url.indexOf("//") + 2));
  const read = sent.includes("%") ? decoded(sent) : sent;
  return read === sent ? [sent] : [sent, read];
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

function refuse(url: NormalizedUrl | null, skip: SkipReason, reason: string): Classification {
  return { kind: null, url, skip, reason };
}

const rulesBySite = new WeakMap<Site, UrlRules>();

function rulesOf(site: Site): UrlRules {
  const known = rulesBySite.get(site);
  if (known !== undefined) return known;
  const { keepQuery: keep, dropQuery: drop } = site.urls;
  const rules = { hosts: site.hosts, query: { keep, drop }, scheme: schemeOf(site) };
  rulesBySite.set(site, rules);
  return rules;
}

/** Pages that answer on http and https are one; which, the site's own starting points say, where they agree. */
function schemeOf({ start }: Site): UrlRules["scheme"] {
  const schemes = new Set(start.map((seed) => addressOf(seed).slice(0, 5).toLowerCase()));
  if (schemes.size !== 1) return undefined;
  return schemes.has("https") ? "https" : "http";
}

/** The address that a starting point names, whatever it is. */
export function addressOf(seed: Site["start"][number]): string {
  if ("listing" in seed) return seed.listing;
  if ("sitemap" in seed) return seed.sitemap;
  return "feed" in seed ? seed.feed : seed.url;
}

const neverPages = new Set(
  (
    "7z aac apk atom avi avif bmp bz2 css csv dmg doc docx eot epub exe flac flv gif gz heic ics ico iso jpeg jpg js json " +
    "m3u8 m4a m4v mjs mkv mov mp3 mp4 mpeg mpg odp ods odt oga ogg ogv otf pdf png ppt pptx psd rar rss rtf svg swf tar tgz " +
    "tif tiff ttf txt vcf wav webm webmanifest webp wma wmv woff woff2 xls xlsx xml xz zip"
  ).split(" "),
);
