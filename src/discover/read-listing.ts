import { load } from "cheerio/slim";
import type { Document, Element } from "domhandler";
import { parseHtml } from "../dom/parse-html.ts";
import { isWithin, selectAll } from "../dom/select.ts";
import { structuredDataOf } from "../dom/structured-data.ts";
import type { Finding } from "../model/outcome.ts";
import type { Site } from "../model/site.ts";
import { classifyUrl } from "./classify-url.ts";
import { doubt, type Link, type LinkReading } from "./link.ts";
import { type CardPage, readCardSource } from "./read-card-source.ts";
import { type HintContext, readHint } from "./read-hint.ts";

/** Most links, and most cards, of one listing page. */
const MAX_LINKS = 5_000;

/**
 * The articles and further listings that a listing page names. With `listing.card`, articles come from cards alone, and a
 * card's link and date are read together within it, so an undated card shifts nobody else's date. Without it, every link of
 * the page is tried on the site's patterns.
 */
export function readListing(
  html: string,
  pageUrl: string,
  context: HintContext & { readonly site: Site },
): LinkReading {
  const { card, next } = context.site.listing;
  const { articles, listings } = context.site.urls;
  const document = parseHtml(html);
  const $ = load(document);
  // Templates hold no content of this page, and cheerio's selectors would reach into them.
  $("template").remove();
  const baseUrl = baseOf($("base[href]").first().attr("href"), pageUrl);
  const page: CardPage = { document, url: pageUrl, structured: structuredDataOf(document, [pageUrl]) };
  const cards = card === undefined ? [] : selectAll(card, document);
  const skipped = skippedIn(document, cards, context.site);
  const links: Link[] = [];
  const warnings: Finding[] = [];
  if (card !== undefined) readCards(cards, { page, baseUrl, skipped, context, links, warnings });
  if (card === undefined || listings.include !== undefined) {
    readAnchors($("a[href], area[href]"), { kind: card === undefined ? null : "listing", skipped, links, warnings });
  }
  if (card === undefined && articles.include === undefined) {
    warnings.push(
      doubt("no-rule", "neither `listing.card` nor `urls.articles.include` tells which links are articles"),
    );
  }
  const nextHref = readCardSource(next, document, page, "address")?.text ?? null;
  return { links, baseUrl, nextHref, warnings };
}

interface CardReading {
  readonly page: CardPage;
  readonly baseUrl: string;
  readonly skipped: Skipped;
  readonly context: HintContext & { readonly site: Site };
  readonly links: Link[];
  readonly warnings: Finding[];
}

function readCards(cards: readonly Element[], reading: CardReading): void {
  const { links, warnings, context } = reading;
  let withoutLink = 0;
  for (const card of cards.slice(0, MAX_LINKS)) {
    const link = readCard(card, reading);
    if (link === undefined) withoutLink++;
    else links.push(link);
  }
  if (cards.length === 0) {
    warnings.push(doubt("no-cards", `\`listing.card\` matches nothing here: ${context.site.listing.card}`));
  }
  if (cards.length > MAX_LINKS) warnings.push(tooMany);
  if (withoutLink > 0) {
    warnings.push(doubt("cards-without-link", `${withoutLink} of ${cards.length} cards hold no link`));
  }
}

interface AnchorReading {
  readonly kind: Link["kind"];
  readonly skipped: Skipped;
  readonly links: Link[];
  readonly warnings: Finding[];
}

function readAnchors(anchors: Iterable<Element>, { kind, skipped, links, warnings }: AnchorReading): void {
  const seen = new Set<string>();
  for (const anchor of anchors) {
    const href = anchor.attribs.href?.trim() ?? "";
    if (!isUsable(href) || seen.has(href)) continue;
    if (seen.size >= MAX_LINKS) {
      warnings.push(tooMany);
      return;
    }
    seen.add(href);
    links.push({ href, kind, hintAt: null, unwanted: isWithin(anchor, skipped.elements) ? inSkip : null });
  }
}

const tooMany = doubt("too-many-links", `more than ${MAX_LINKS} links: the rest is not read`);
const inSkip = "`listing.skip` matches";

function baseOf(href: string | undefined, pageUrl: string): string {
  const base = href === undefined ? null : URL.parse(href, pageUrl);
  return base !== null && /^https?:$/.test(base.protocol) ? base.href : pageUrl;
}

interface Skipped {
  readonly elements: ReadonlySet<Element>;
  /** Elements that hold a skipped one, and the skipped ones themselves. */
  readonly around: ReadonlySet<unknown>;
}

/** A selector that names the card itself, `:self:has(.partner)`, is asked of each card. */
function skippedIn(document: Document, cards: readonly Element[], { listing }: Site): Skipped {
  const scopes = (selector: string) => (/:(?:self|scope)\b/.test(selector) ? cards : [document]);
  const found = listing.skip?.flatMap((selector) => scopes(selector).flatMap((scope) => selectAll(selector, scope)));
  const elements = new Set(found);
  const around = new Set<unknown>();
  for (const element of elements) {
    for (let node: Element["parent"] = element; node !== null && !around.has(node); node = node.parent)
      around.add(node);
  }
  return { elements, around };
}

function readCard(card: Element, { page, baseUrl, skipped, context }: CardReading): Link | undefined {
  const { url, date: dates } = context.site.listing;
  const href =
    url === undefined ? linkOf(card, baseUrl, context.site) : readCardSource(url, card, page, "address")?.text;
  if (href === undefined || href === "") return undefined;
  const date = readCardSource(dates, card, page, "label");
  const unwanted = skipped.around.has(card) || isWithin(card, skipped.elements) ? inSkip : null;
  return { href, kind: "article", hintAt: readHint(date?.text, context, date?.source), unwanted };
}

/** The card's first link that is an article by the site's patterns, else its first link: topics and authors may stand before the title. */
function linkOf(card: Element, baseUrl: string, site: Site): string | undefined {
  const hrefs = anchorsOf(card).map((anchor) => anchor.attribs.href?.trim() ?? "");
  const usable = hrefs.filter(isUsable);
  if (site.urls.articles.include === undefined) return usable[0];
  return usable.find((href) => classifyUrl(href, site, { base: baseUrl }).kind === "article") ?? usable[0];
}

const isUsable = (href: string): boolean => href !== "" && !/^(?:#|javascript:|mailto:|tel:|data:)/i.test(href);

function anchorsOf(card: Element): readonly Element[] {
  if (card.name === "a" && card.attribs.href !== undefined) return [card];
  const inside = selectAll("a[href]", card).slice(0, 20);
  if (inside.length > 0) return inside;
  for (let node = card.parent; node !== null; node = node.parent) {
    if ("attribs" in node && node.name === "a" && node.attribs.href !== undefined) return [node];
  }
  return [];
}
