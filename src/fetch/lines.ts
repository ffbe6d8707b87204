import { type ConnectOptions, guardedConnector } from "./guarded-connect.ts";
import { closedFault, type HostLines, openHostLines } from "./host-lines.ts";
import { type LineOptions, openLine, type Route } from "./line.ts";
import { proxyAuthorization, proxyConnector, tunnelConnector } from "./proxy-tunnel.ts";
import type { Transfer } from "./transfer.ts";

export interface LinesOptions extends ConnectOptions, LineOptions {
  readonly proxy: URL | undefined;
  /** Most connections to one origin. */
  readonly connectionsPerHost: number;
}

/** How a transfer is to travel. */
export interface Way {
  /** Not over a connection that has served before. */
  readonly isFresh: boolean;
  /** HTTP/2 is not to be offered. */
  readonly isHttp1: boolean;
}

/** The connections of one run. */
export interface Lines {
  /** Sends a transfer when a connection to its origin is free. Its answer, or what went wrong, is the transfer's to tell. */
  send(transfer: Transfer, way: Way): void;
  /** Closes every connection at once; what is under way fails. */
  close(): Promise<void>;
}

export function openLines(options: LinesOptions): Lines {
  const hosts = new Map<string, HostLines>();
  let isClosed = false;
  const linesTo = (url: URL, isHttp1: boolean): HostLines => {
    const key = isHttp1 ? `${url.origin} http/1.1` : url.origin;
    const known = hosts.get(key);
    if (known !== undefined) return known;
    const route = routeTo(url, isHttp1 ? { ...options, isHttp2Offered: false } : options);
    const lines = openHostLines(
      (onLost) => openLine(route, options, onLost),
      options.connectionsPerHost,
      () => hosts.delete(key),
    );
    hosts.set(key, lines);
    return lines;
  };
  return {
    send(transfer, { isFresh, isHttp1 }) {
      if (isClosed) transfer.fail(closedFault());
      else linesTo(transfer.ask.url, isHttp1).send(transfer, isFresh);
    },
    async close() {
      isClosed = true;
      await Promise.all([...hosts.values()].map((lines) => lines.close()));
    },
  };
}

function routeTo(url: URL, options: LinesOptions): Route {
  const { proxy, isHttp2Offered } = options;
  if (proxy === undefined) return { origin: url.origin, connect: guardedConnector(url, options), isHttp2Offered };
  if (url.protocol === "https:") {
    return { origin: url.origin, connect: tunnelConnector(url, { ...options, proxy }), isHttp2Offered };
  }
  const authorization = proxyAuthorization(proxy);
  return {
    origin: proxy.origin,
    connect: proxyConnector({ ...options, proxy }),
    isHttp2Offered: false,
    proxyHeaders: authorization === undefined ? [] : ["proxy-authorization", authorization],
  };
}
