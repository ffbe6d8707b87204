import type { ArchivedVisit, Replay } from "../archive/archive.ts";
import type { PageSource } from "../model/page-source.ts";
import { stands } from "../render/needs-browser.ts";
import { archivedSource } from "./archived-source.ts";
import type { Bringer } from "./bring.ts";
import { noBrowsing } from "./browsing.ts";
import type { Manners } from "./manners.ts";
import type { TripContext } from "./trip.ts";

/** What was allowed then was fetched then, and what was rendered then stays so: nobody is asked again, and nobody is waited for. */
export function meansOf(visit: ArchivedVisit, archive: Replay): Pick<TripContext, "bringer" | "browsing"> {
  const source = archivedSource(visit, archive);
  const rendered = new Set(visit.trips.filter(({ isRendered }) => isRendered).map(({ url }) => url));
  return {
    bringer: bringerOf(source),
    browsing: {
      ...noBrowsing,
      renderer: async () => source,
      needs: (_site, _kind, _reading, url) => rendered.has(url),
      note: (_site, _kind, before, after) => after !== null && stands(before, after),
    },
  };
}

function bringerOf(source: PageSource): Bringer {
  return {
    source,
    robots: { check: async () => ({ isAllowed: true, reason: "as it was archived", crawlDelayMs: null }) },
    manners: NO_MANNERS,
    signal: NEVER,
    spend: () => true,
  };
}

const NEVER = new AbortController().signal;
const NO_MANNERS: Manners = {
  takeTurn: async () => {},
  noteAnswer: async () => {},
  pause: async () => {},
  longestDelayMs: Number.POSITIVE_INFINITY,
  noteReached: () => {},
  noteUnreachable: async () => false,
  noteSilence: async () => {},
  noteSuccess: () => {},
  noteRefusal: async () => false,
  ban: async () => {},
  isBanned: () => false,
  bannedHosts: new Map(),
};
