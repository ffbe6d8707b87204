import { join } from "node:path";
import { type Archive, openArchive } from "../archive/archive.ts";
import type { CrawlOptions } from "../config/options.ts";
import { version } from "../config/version.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Claim, Ledger } from "../model/ledger.ts";
import type { PageSource } from "../model/page-source.ts";
import type { Site } from "../model/site.ts";
import type { Bringer } from "./bring.ts";
import type { Browsing } from "./browsing.ts";
import type { Clock } from "./clock.ts";
import { mayKeep } from "./may-keep.ts";
import type { VisitEnd } from "./settle.ts";
import { openVisitLog } from "./visit-log.ts";

/** Puts what a crawl brings into the dataset's archive. */
export interface Archivist {
  /** The same source, for files that belong to no visit (robots.txt, the TDM file): what it brings is stored at once. */
  keepingAll(source: PageSource): PageSource;
  /** Follows one visit. */
  follow(claim: Claim, site: Site, bringer: Bringer, browsing: Browsing): FollowedVisit;
  close(): Promise<void>;
}

export interface FollowedVisit {
  /** To visit with. */
  readonly bringer: Bringer;
  readonly browsing: Browsing;
  /** Stores the visit, before its end is committed; gives what the ledger is to remember together with that end, null for nothing. */
  keep(end: VisitEnd): Promise<number | null>;
}

/** What the ledger remembers: the number of the last visit that is both stored and committed. */
export const VISITS_FACT = "archive-visits";

/**
 * Opens the archive in the dataset's folder. Visits that were stored when the last run died, but not committed, are marked as void: they
 * are made again, and a replay is to find each once.
 */
export async function openArchivist(
  ledger: Ledger,
  sites: readonly { readonly site: Site }[],
  { output, contact }: Pick<CrawlOptions, "output" | "contact">,
  clock: Clock,
): Promise<Archivist> {
  const archive = await openArchive(join(output, "archive"), {
    name: sites.length === 1 ? (sites[0]?.site.name ?? "crawl") : "crawl",
    sites: sites.map(({ site }) => site.name),
    software: `oogst/${version}`,
    operator: contact,
    nowMs: () => clock.nowMs(),
  });
  const committed = await ledger.getMeta(VISITS_FACT);
  if (typeof committed === "number") await archive.voidVisitsAfter(committed);
  await ledger.setMeta(VISITS_FACT, archive.lastVisit);
  await ledger.flush();
  return {
    keepingAll: (source) => keepingAll(source, archive),
    follow: (claim, site, bringer, browsing) => follow({ claim, site, archive }, bringer, browsing),
    close: () => archive.close(),
  };
}

function keepingAll(source: PageSource, archive: Archive): PageSource {
  return {
    async get(request) {
      const exchanges: Exchange[] = [];
      const page = await source.get({ ...request, onExchange: (exchange) => exchanges.push(exchange) });
      const isCut = request.cutsLargeBody === true && page.body.byteLength >= request.maxBodyBytes;
      for (const [place, exchange] of exchanges.entries())
        await archive.store(exchange, isCut && place === exchanges.length - 1);
      return page;
    },
    close: () => source.close(),
  };
}

interface Followed {
  readonly claim: Claim;
  readonly site: Site;
  readonly archive: Archive;
}

function follow({ claim, site, archive }: Followed, bringer: Bringer, browsing: Browsing): FollowedVisit {
  const log = openVisitLog();
  return {
    bringer: { ...bringer, source: log.remembering(bringer.source), onRefusal: log.noteRefusal },
    browsing: { ...browsing, renderer: async () => log.remembering(await browsing.renderer()) },
    async keep({ outcome, visitedAtMs, withheld }) {
      if (log.trips.every(({ exchanges, page }) => exchanges.length === 0 && page === null)) return null;
      // What a publisher reserves is neither read nor kept; what was erased is not kept again.
      const reserved = outcome.kind === "skipped" && outcome.reason === "rights" ? "rights" : (withheld ?? null);
      const firstPage = log.trips[0]?.page ?? null;
      const forbidden = firstPage !== null && !mayKeep(firstPage, site) ? "noarchive" : null;
      return archive.storeVisit({
        site: claim.request.site,
        url: claim.request.url,
        kind: claim.request.kind,
        visitedAtMs: visitedAtMs ?? Date.parse(firstPage?.fetchedAt ?? new Date(0).toISOString()),
        outcome: outcome.kind,
        mayBeRevisit: claim.visits > 0,
        trips: log.trips.map((trip) => ({
          ...trip,
          withheld: reserved ?? forbidden ?? (trip.page !== null && !mayKeep(trip.page, site) ? "noarchive" : null),
        })),
      });
    },
  };
}
