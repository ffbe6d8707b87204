import { attributeOf, type PageMap } from "./page-map.ts";
import type { TextBlock } from "./text-blocks.ts";

/** The host without "www", "m" or another name of the same site before it: the part two pages of one publisher share. */
export function siteOf(url: string): string {
  const host = /^(?:https?:)?\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? "";
  const labels = host.split(".");
  const isShort = labels.length > 2 && labels.at(-1)!.length === 2 && labels.at(-2)!.length <= 3;
  return labels.slice(isShort ? -3 : -2).join(".");
}

/** Whether a link stays on the site: relative, or to a host of the same publisher. */
export function staysOnSite(href: string | undefined, site: string): boolean {
  if (href === undefined) return false;
  if (/^(?:https?:)?\/\//i.test(href)) return site !== "" && siteOf(href) === site;
  return !/^[a-z][a-z+.-]*:/i.test(href);
}

/** `href` of the first link that a block holds or stands in. */
export function firstLinkOf(page: PageMap, block: TextBlock): string | undefined {
  for (let i = block.from; i < block.to; i++) {
    if (page.names[i] === "a") return attributeOf(page, i, "href");
    if (page.names[i] !== "") continue;
    for (let up = page.parents[i]!; up >= block.owner - 3 && up > 0; up = page.parents[up]!) {
      if (page.names[up] === "a") return attributeOf(page, up, "href");
    }
  }
  return undefined;
}
