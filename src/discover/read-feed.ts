import { parseFeed } from "feedsmith";
import type { Finding } from "../model/outcome.ts";
import { hasEndlessTags } from "./has-endless-tags.ts";
import { doubt, type Link, type LinkReading } from "./link.ts";
import { type FeedEntry, readBrokenFeed } from "./read-broken-feed.ts";
import { type HintContext, readHint } from "./read-hint.ts";

/** Most entries of one feed. */
const MAX_ENTRIES = 5_000;
/** Longer feeds are read as they come, without a tree of all they hold. */
const MAX_TREE_LENGTH = 8 * 1024 * 1024;

/**
 * The entries of a feed: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed. What is not well formed is read as far as it can be, with
 * a warning. A date is a hint, and that of publication goes before that of the last change.
 */
export function readFeed(text: string, baseUrl: string, context: HintContext): LinkReading {
  const warnings: Finding[] = [];
  const entries = entriesOf(text, warnings);
  if (entries.length === 0) warnings.push(doubt("no-entries", "the feed has no entries"));
  if (entries.length > MAX_ENTRIES) {
    warnings.push(doubt("too-many-entries", `more than ${MAX_ENTRIES} entries: the rest is not read`));
  }
  const links: Link[] = [];
  let withoutLink = 0;
  for (const { href, base, published, updated } of entries.slice(0, MAX_ENTRIES)) {
    const address = href?.trim();
    if (!address) withoutLink++;
    else {
      const hintAt = readHint(published, context) ?? readHint(updated, context);
      links.push({ href: resolve(address, base, baseUrl), kind: "article", hintAt, unwanted: null });
    }
  }
  if (withoutLink > 0) warnings.push(doubt("bad-entries", `${withoutLink} entries of the feed have no link`));
  return { links, baseUrl, nextHref: null, warnings };
}

function entriesOf(text: string, warnings: Finding[]): readonly FeedEntry[] {
  // What a redirecting service keeps beside its own links, feedsmith does not give.
  const needsEvents = text.length > MAX_TREE_LENGTH || /:origLink\b/i.test(text);
  if (needsEvents && !isJson(text)) return readBrokenFeed(text, MAX_ENTRIES + 1);
  if (!isJson(text) && hasEndlessTags(text)) {
    warnings.push(doubt("broken-feed", "the feed has tags that never end, read as far as it can be"));
    return readBrokenFeed(text, MAX_ENTRIES + 1);
  }
  try {
    return fromTree(parseFeed(text, { maxItems: MAX_ENTRIES + 1 }));
  } catch (error) {
    const entries = isJson(text) ? [] : readBrokenFeed(text, MAX_ENTRIES + 1);
    warnings.push(
      doubt("broken-feed", `the feed is not well formed, read as far as it can be: ${(error as Error).message}`),
    );
    return entries;
  }
}

const isJson = (text: string): boolean => /^[\s\ufeff]*[[{]/.test(text);

type ParsedFeed = ReturnType<typeof parseFeed<string>>;

function fromTree({ format, feed }: ParsedFeed): FeedEntry[] {
  switch (format) {
    case "atom":
      return (feed.entries ?? []).map((entry) => ({
        href: alternateOf(entry.links ?? []),
        base: joined(feed.xml?.base, entry.xml?.base),
        published: entry.published,
        updated: entry.updated,
      }));
    case "json":
      return (feed.items ?? []).map((item) => ({
        href: item.url ?? item.external_url ?? webAddress(item.id),
        base: undefined,
        published: item.date_published,
        updated: item.date_modified,
      }));
    case "rdf":
      return (feed.items ?? []).map((item) => ({
        href: item.link ?? webAddress(item.rdf?.about),
        base: undefined,
        published: item.dc?.dates?.[0] ?? item.dcterms?.issued?.[0],
        updated: item.dcterms?.modified?.[0],
      }));
    case "rss":
      return (feed.items ?? []).map((item) => ({
        href: item.link ?? item.atom?.links?.map(({ href }) => href).find(Boolean) ?? permalinkOf(item.guid),
        base: undefined,
        published: item.pubDate ?? item.dc?.dates?.[0],
        updated: item.atom?.updated,
      }));
  }
}

interface AtomLink {
  readonly href?: string | undefined;
  readonly rel?: string | undefined;
  readonly type?: string | undefined;
}

/** RFC 4287 §4.2.7.2: without `rel` a link is an alternate; of several, the page for readers. */
function alternateOf(links: readonly AtomLink[]): string | undefined {
  const alternates = links.filter(({ href, rel }) => href && (rel ?? "alternate").toLowerCase() === "alternate");
  return (alternates.find(({ type }) => type === undefined || /html/i.test(type)) ?? alternates[0])?.href;
}

/** RSS 2.0: a `guid` is the item's address unless it says that it is not. */
function permalinkOf(
  guid: { readonly value?: string; readonly isPermaLink?: boolean } | undefined,
): string | undefined {
  return guid?.isPermaLink === false ? undefined : webAddress(guid?.value);
}

const webAddress = (text: unknown): string | undefined =>
  typeof text === "string" && /^https?:\/\//i.test(text.trim()) ? text : undefined;

const joined = (outer: string | undefined, inner: string | undefined): string | undefined =>
  inner === undefined ? outer : (URL.parse(inner, outer)?.href ?? outer);

/** An entry's own base is itself relative to the feed. */
function resolve(href: string, base: string | undefined, baseUrl: string): string {
  if (base === undefined) return href;
  const own = URL.parse(base, baseUrl)?.href;
  return URL.parse(href, own ?? baseUrl)?.href ?? href;
}
