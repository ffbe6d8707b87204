import { hasType } from "../dom/json-ld.ts";
import type { NotArticle } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import type { Description } from "./describe-site.ts";
import { type DetectedPage, detect, titlesOf } from "./detect.ts";
import { consentHosts, consentLabels, consentTitles, isNotFoundTitle, loginPaths } from "./known-walls.ts";
import { shorten } from "./notes.ts";
import { bareHost, webUrl } from "./web-url.ts";

export interface NoArticle {
  readonly what: NotArticle;
  readonly detail: string;
}

/** What a page is instead of an article, by its status, address and kind alone, before it is read; null where it may be one. */
export function outcomeOfAnswer(page: Page, hosts: readonly string[]): NoArticle | null {
  const { status, finalUrl, requestedUrl } = page;
  if (isConsentAddress(finalUrl, requestedUrl, hosts))
    return { what: "consent", detail: `sent to ${new URL(finalUrl).host}` };
  if (status === 404) return { what: "not-found", detail: "HTTP status 404" };
  if (status === 410) return { what: "gone", detail: "HTTP status 410" };
  if (status === 402) return { what: "paywall", detail: "HTTP status 402" };
  if ([401, 403, 407, 451].includes(status)) return { what: "forbidden", detail: `HTTP status ${status}` };
  if (status === 206) return { what: "not-an-article", detail: "HTTP status 206: a part that was not asked for" };
  if (status >= 400) return { what: "not-an-article", detail: `HTTP status ${status}` };
  const isRedirected = finalUrl !== requestedUrl;
  if (isRedirected && pathOf(finalUrl) !== pathOf(requestedUrl) && loginPaths.test(pathOf(finalUrl))) {
    return { what: "login", detail: `sent to ${finalUrl}` };
  }
  if (isRedirected && !isOwn(finalUrl, hosts) && bareHost(finalUrl) !== bareHost(requestedUrl)) {
    return { what: "moved", detail: `sent to ${finalUrl}` };
  }
  if (isRedirected && /^\/?$/.test(pathOf(finalUrl)) && !/^\/?$/.test(pathOf(requestedUrl))) {
    return { what: "soft-not-found", detail: "sent to the front page" };
  }
  if (page.body.byteLength === 0 || status === 204 || status === 205 || status === 304) {
    return { what: "empty", detail: `HTTP status ${status}, ${page.body.byteLength} bytes` };
  }
  if (page.mediaType !== "" && !htmlTypes.has(page.mediaType)) {
    return { what: "not-an-article", detail: `${page.mediaType} is not HTML` };
  }
  if (isBinary(page.body)) return { what: "not-an-article", detail: "the body is not text" };
  return null;
}

/** What a page says it is instead of an article, by the site's detectors and by what is known of all sites; null where it may be one. */
export function outcomeOfContent(
  page: DetectedPage,
  { outcomes }: Pick<Description, "outcomes">,
  hosts: readonly string[],
): NoArticle | null {
  const detectors: readonly (readonly [NotArticle, typeof outcomes.consent])[] = [
    ["consent", outcomes.consent],
    ["login", outcomes.login],
    ["soft-not-found", outcomes.softNotFound],
    ["paywall", outcomes.paywall],
    ["not-an-article", outcomes.notArticle],
    ...(outcomes.liveBlogs === "skip" ? [["live-blog", outcomes.liveBlog] as const] : []),
  ];
  for (const [what, list] of detectors) {
    const detection = detect(list, page);
    if (detection !== undefined) return { what, detail: shorten(detection.marker) };
  }
  const titles = titlesOf(page.document).map(withoutSiteName);
  const consent = titles.find((title) => consentTitles.test(title));
  if (consent !== undefined) return { what: "consent", detail: consent };
  const notFound = titles.find(isNotFoundTitle);
  if (notFound !== undefined) return { what: "soft-not-found", detail: notFound };
  if (outcomes.liveBlogs === "skip" && isOfType(page, "LiveBlogPosting")) {
    return { what: "live-blog", detail: "JSON-LD: LiveBlogPosting" };
  }
  if (outcomes.partnerContent === "skip" && isPartner(page, { outcomes })) {
    return {
      what: "partner-content",
      detail: shorten(detect(outcomes.partner, page)?.marker ?? "JSON-LD: AdvertiserContentArticle"),
    };
  }
  return refreshElsewhere(page, hosts);
}

/** Whether the page says it is an advertisement or a partner's contribution. */
export function isPartner(page: DetectedPage, { outcomes }: Pick<Description, "outcomes">): boolean {
  return isOfType(page, "AdvertiserContentArticle") || detect(outcomes.partner, page) !== undefined;
}

function isOfType({ structured }: DetectedPage, wanted: string): boolean {
  const { article } = structured.jsonLd;
  return article !== null && hasType(article, (type) => type === wanted);
}

const htmlTypes = new Set(["text/html", "application/xhtml+xml"]);

/** A host known for it, or another than was asked, and not the site's, that is called so. */
export function isConsentAddress(url: string, from: string, hosts: readonly string[]): boolean {
  const { hostname } = new URL(url);
  if (consentHosts.some((host) => (host.startsWith(".") ? hostname.endsWith(host) : hostname === host))) return true;
  if (bareHost(url) === bareHost(from) || (hosts.length > 0 && isOwn(url, hosts))) return false;
  return consentLabels.test(hostname.split(".")[0] ?? "");
}

/** Whether the address is of the site: one of its hosts, with or without `www.`. Where no site is known, every host is. */
export function isOwn(url: string, hosts: readonly string[]): boolean {
  const host = bareHost(url);
  return hosts.length === 0 || hosts.some((own) => own.replace(/^www\./, "") === host);
}

const pathOf = (url: string): string => new URL(url).pathname;

/** HTML holds no NUL; images, archives and PDF hold one soon, or say what they are at once. */
function isBinary(body: Uint8Array): boolean {
  const head = body.subarray(0, 1024);
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return false; // UTF-16
  if (first === 0x25 && second === 0x50 && head[2] === 0x44 && head[3] === 0x46) return true; // %PDF
  return head.subarray(0, 256).filter((byte) => byte === 0).length > 8 ? !looksLikeUtf16(head) : false;
}

/** Text in UTF-16 without a mark: every other byte is NUL, where letters are Latin. */
function looksLikeUtf16(head: Uint8Array): boolean {
  const zeros = [0, 0];
  for (let at = 0; at < 256 && at < head.length; at++) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > 64 && Math.min(even, odd) < 8;
}

/** "Pagina niet gevonden - De Voorbeeldbode" without the site's name. */
function withoutSiteName(title: string): string {
  return title.replace(/\s+[-–—|·•»:]\s+.*$/, "").trim();
}

/** A page that sends the reader on within seconds is not the article. One that only loads itself again may be. */
function refreshElsewhere({ structured, finalUrl }: DetectedPage, hosts: readonly string[]): NoArticle | null {
  for (const content of structured.metas("refresh")) {
    if (content.length > MAX_REFRESH) continue;
    const parts = /^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?(.*?)["']?\s*$/i.exec(content);
    if (parts === null || Number(parts[1]) > 10) continue;
    const target = webUrl(parts[2], finalUrl);
    if (target === undefined || samePage(target, finalUrl)) continue;
    if (isConsentAddress(target, finalUrl, hosts)) return { what: "consent", detail: `sends to ${target}` };
    return { what: "moved", detail: `sends to ${target}` };
  }
  return null;
}

const MAX_REFRESH = 2_000;
const samePage = (one: string, other: string): boolean => one.replace(/#.*$/, "") === other.replace(/#.*$/, "");
