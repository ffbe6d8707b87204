import { type Asked, type TripToStore, tripErrorOf } from "../archive/archive.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { Exchange } from "../model/exchange.ts";
import type { FetchRequest, PageSource } from "../model/page-source.ts";

type AskedOf = Pick<FetchRequest, "url" | "method" | "body" | "render">;

/** Everything that one visit brought, in order, and what it could not bring. */
export interface VisitLog {
  /** Brings pages as the source under it does, and remembers them. */
  remembering(source: PageSource): PageSource;
  /** To be told of what our own rules refused before the source was asked. */
  noteRefusal(asked: AskedOf, error: unknown): void;
  readonly trips: readonly Omit<TripToStore, "withheld">[];
}

export function openVisitLog(): VisitLog {
  const trips: Omit<TripToStore, "withheld">[] = [];
  return {
    trips,
    remembering: (source) => ({
      async get(request) {
        const exchanges: Exchange[] = [];
        const asked = askedOf(request);
        try {
          const page = await source.get({ ...request, onExchange: (exchange) => exchanges.push(exchange) });
          trips.push({ asked, exchanges, page, error: null });
          return page;
        } catch (error) {
          if (isExpected(error)) trips.push({ asked, exchanges, page: null, error: tripErrorOf(error) });
          throw error;
        }
      },
      close: () => source.close(),
    }),
    noteRefusal(asked, error) {
      if (isExpected(error))
        trips.push({ asked: askedOf(asked), exchanges: [], page: null, error: tripErrorOf(error) });
    },
  };
}

function isExpected(error: unknown): error is CrawlError | RefusedError {
  return error instanceof CrawlError || error instanceof RefusedError;
}

function askedOf({ url, method = "GET", body, render }: AskedOf): Asked {
  return { url, method, body: method === "POST" ? (body ?? null) : null, isRendered: render !== undefined };
}
