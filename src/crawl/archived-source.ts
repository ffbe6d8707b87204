import type { ArchivedVisit, Replay, ReplayTrip } from "../archive/archive.ts";
import { digestOf } from "../archive/archive.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { FailReason } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import type { FetchRequest, PageSource } from "../model/page-source.ts";

/**
 * Brings the pages of one visit from its archive: as they came then, errors and refusals too. What that visit did not ask for, today's
 * site file may: then any other visit's copy serves, the nearest in time.
 */
export function archivedSource(visit: ArchivedVisit, replay: Replay): PageSource {
  const unused = [...visit.trips];
  return {
    async get(request) {
      const trip = takeTrip(unused, visit.trips, request);
      if (trip !== undefined) return pageOfTrip(trip);
      const { url, method = "GET", body = null } = request;
      if (request.render !== undefined) throw absent(url, "it was not rendered then", "browser");
      const page = await replay.nearest(url, method, body, visit.visitedAtMs);
      if (page !== null) return page;
      throw absent(url, "the archive has no answer for it");
    },
    close: async () => {},
  };
}

/** The first trip that asked for the same and was not given yet; once all were, the last of them again. */
function takeTrip(unused: ReplayTrip[], all: readonly ReplayTrip[], request: FetchRequest): ReplayTrip | undefined {
  const sentDigest = request.method === "POST" && request.body !== undefined ? digestOf(request.body) : null;
  const isSame = (trip: ReplayTrip) =>
    trip.url === request.url &&
    trip.method === (request.method ?? "GET") &&
    trip.sentDigest === sentDigest &&
    trip.isRendered === (request.render !== undefined);
  const place = unused.findIndex(isSame);
  return place < 0 ? all.findLast(isSame) : unused.splice(place, 1)[0];
}

function pageOfTrip({ url, page, error, withheld }: ReplayTrip): Page {
  if (page !== null) return page;
  if (error === null)
    throw absent(url, withheld === null ? "its record cannot be read" : `it was not kept: ${withheld}`);
  if (error.name === "RefusedError") throw new RefusedError(error.message, error.reason as RefusedError["why"], url);
  throw new CrawlError(error.message, { reason: error.reason as FailReason, consequence: "give-up", url });
}

function absent(url: string, why: string, reason: FailReason = "network"): CrawlError {
  return new CrawlError(`${url}: ${why}`, { reason, consequence: "give-up", url });
}
