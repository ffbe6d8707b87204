import PQueue from "p-queue";
import type { Claim } from "../model/ledger.ts";

/**
 * Lets a host's sitemaps be read one after the other: each may name 50,000 addresses, and several in hand at once take memory and
 * win nothing.
 */
export function createSitemapTurns(): <T>(claim: Claim, visit: () => Promise<T>) => Promise<T> {
  const turns = new Map<string, PQueue>();
  return async (claim, visit) => {
    if (claim.request.kind !== "sitemap") return visit();
    const turn = turns.get(claim.host) ?? new PQueue({ concurrency: 1 });
    turns.set(claim.host, turn);
    return turn.add(visit);
  };
}
