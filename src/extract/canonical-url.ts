import type { Document } from "domhandler";
import type { Sources } from "../model/site-source.ts";
import { type Notes, shorten } from "./notes.ts";
import { isOwn } from "./page-outcome.ts";
import type { ReadContext } from "./read-context.ts";
import { readAll } from "./read-source.ts";
import { bareHost, webUrl } from "./web-url.ts";

/**
 * What the publisher declares as the page's address: the site file's sources, else `<link rel=canonical>` (RFC 6596), absolute.
 *
 * Null with a warning where several differ, where it leads to another publisher's host, or to the front page from a page that
 * is not: such a declaration is a slip of the template, and would make all articles one.
 */
export function readCanonicalUrl(
  sources: Sources | undefined,
  document: Document,
  context: ReadContext,
  hosts: readonly string[],
  notes: Notes,
): string | null {
  const readings = sources === undefined ? [] : readAll(sources, document, context, { as: "url" });
  const declared = sources === undefined ? context.structured.links("canonical") : readings.map(({ text }) => text);
  const urls = [...new Set(declared.map((href) => webUrl(href, context.baseUrl)?.replace(/#.*$/, "")))];
  const [url] = urls;
  if (urls.length === 0) return null;
  const refusal = reasonToRefuse(urls, context.url, hosts);
  if (refusal !== null || url === undefined) {
    notes.warn(
      "canonical-refused",
      "canonicalUrl",
      `${shorten(declared.join(" "), 160)}: ${refusal ?? "no web address"}`,
    );
    return null;
  }
  const [reading] = readings;
  if (reading !== undefined) notes.came("canonicalUrl", reading);
  else
    notes.note({
      field: "canonicalUrl",
      source: "selector",
      where: "link[rel=canonical] @href",
      text: shorten(declared[0] ?? ""),
      confidence: 1,
    });
  return url;
}

function reasonToRefuse(
  urls: readonly (string | undefined)[],
  pageUrl: string,
  hosts: readonly string[],
): string | null {
  if (urls.length > 1) return "several that differ";
  const [url] = urls;
  if (url === undefined) return "no web address";
  if (!isOwn(url, hosts.length === 0 ? [new URL(pageUrl).host] : hosts) && bareHost(url) !== bareHost(pageUrl))
    return "on another host";
  const { pathname, search } = new URL(url);
  const own = new URL(pageUrl);
  if (pathname === "/" && search === "" && (own.pathname !== "/" || own.search !== "")) return "the front page";
  return null;
}
