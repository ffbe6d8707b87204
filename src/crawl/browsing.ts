import { CrawlError } from "../model/crawl-error.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Json, Ledger } from "../model/ledger.ts";
import type { PageSource } from "../model/page-source.ts";
import type { Site } from "../model/site.ts";
import {
  type BrowserMemory,
  isBetter,
  NO_MEMORY,
  needsBrowser,
  type PageReading,
  rememberPage,
  stands,
} from "../render/needs-browser.ts";
import { sweepProfileFolders } from "../render/profile-folders.ts";
import { withoutAddress } from "./without-address.ts";

const KINDS = ["article", "listing", "comments"] as const;
export type BrowsedKind = (typeof KINDS)[number];

/** Whether a run renders pages, what it remembers of that, and the browser itself, which is started for the first such page. */
export interface Browsing {
  renderer(): Promise<PageSource>;
  /** Whether the page at `url`, read as fetched, is to be rendered too. */
  needs(site: Site, kind: BrowsedKind, reading: PageReading, url: string): boolean;
  /** Notes what a page lacked and what rendering brought; `after` is null where it was not rendered. Gives whether the rendered one stands. */
  note(site: Site, kind: BrowsedKind, before: PageReading, after: PageReading | null): boolean;
  /** Notes that a page could not be rendered; true where that is news. Where there is no browser, no other page is tried. */
  noteFailure(site: Site, kind: BrowsedKind, before: PageReading, error: CrawlError): boolean;
  /** Why this page cannot be had in this run: it needs a browser, and there is none. Null where it can, or it is not known yet. */
  hindrance(site: Site, page: Pick<CrawlRequest, "kind" | "url">): CrawlError | null;
  /** Pages rendered in this run, and those of them that gave more than they did before. */
  counts(site: string): { readonly rendered: number; readonly helped: number };
  /** Keeps the memory with the dataset. */
  save(): Promise<void>;
  close(): Promise<void>;
}

/** What the site file says of a kind of page; one word holds for all kinds. */
export function browserUse({ fetch: { browser } }: Site, kind: BrowsedKind): "never" | "auto" | "always" {
  return typeof browser === "string" ? browser : browser[kind];
}

export async function openBrowsing(
  ledger: Pick<Ledger, "getMeta" | "setMeta">,
  sites: readonly Site[],
  openRenderer: () => Promise<PageSource>,
): Promise<Browsing> {
  // What a killed program left behind goes also where this run comes to need no browser.
  if (sites.some((site) => KINDS.some((kind) => browserUse(site, kind) !== "never"))) sweepProfileFolders();
  let renderer: Promise<PageSource> | undefined;
  let missing: CrawlError | null = null;
  const memories = new Map<string, BrowserMemory>();
  const counts = new Map<string, { rendered: number; helped: number }>();
  const keyOf = (site: string, kind: BrowsedKind) => `browser:${site}:${kind}`;
  for (const { name } of sites)
    for (const kind of KINDS) memories.set(keyOf(name, kind), memoryFrom(await ledger.getMeta(keyOf(name, kind))));
  const memoryOf = (site: Site, kind: BrowsedKind) => memories.get(keyOf(site.name, kind)) ?? NO_MEMORY;
  return {
    renderer() {
      renderer ??= openRenderer();
      return renderer;
    },
    needs(site, kind, reading) {
      const use = browserUse(site, kind);
      return use === "always" || (use === "auto" && missing === null && needsBrowser(reading, memoryOf(site, kind)));
    },
    note(site, kind, before, after) {
      memories.set(keyOf(site.name, kind), rememberPage(memoryOf(site, kind), before, after));
      if (after === null) return false;
      const count = counts.get(site.name) ?? { rendered: 0, helped: 0 };
      const helped = Number(isBetter(before, after));
      counts.set(site.name, { rendered: count.rendered + 1, helped: count.helped + helped });
      return stands(before, after);
    },
    noteFailure(site, kind, before, error) {
      if (error.consequence !== "stop") {
        // Rendered in vain, so that a site whose pages all fail does not cost a visit's time for each.
        memories.set(keyOf(site.name, kind), rememberPage(memoryOf(site, kind), before, before));
        return true;
      }
      const isNews = missing === null;
      missing = error;
      return isNews;
    },
    hindrance(site, { kind, url }) {
      const isHindered = (kind === "article" || kind === "listing") && browserUse(site, kind) === "always";
      return isHindered && missing !== null ? ofPage(missing, url) : null;
    },
    counts: (site) => counts.get(site) ?? { rendered: 0, helped: 0 },
    async save() {
      for (const [key, memory] of memories)
        if (memory !== NO_MEMORY) await ledger.setMeta(key, memory as unknown as Json);
    },
    async close() {
      await (await renderer)?.close();
    },
  };
}

/** For runs without a network: pages stay as they are. */
export const noBrowsing: Browsing = {
  renderer: () => Promise.reject(new TypeError("this run renders no pages")),
  needs: () => false,
  note: () => false,
  noteFailure: () => false,
  hindrance: () => null,
  counts: () => ({ rendered: 0, helped: 0 }),
  save: async () => {},
  close: async () => {},
};

/** The same trouble with another page. */
function ofPage(trouble: CrawlError, url: string): CrawlError {
  const { message, reason, consequence } = trouble;
  return new CrawlError(`${url}: ${withoutAddress(message, trouble.url)}`, {
    reason,
    consequence,
    url,
    cause: trouble,
  });
}

function memoryFrom(meta: Json | undefined): BrowserMemory {
  const isMemory = typeof meta === "object" && meta !== null && !Array.isArray(meta) && "gaps" in meta;
  return isMemory ? (meta as unknown as BrowserMemory) : NO_MEMORY;
}
