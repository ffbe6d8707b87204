import type { Resolve } from "./resolve-host.ts";

export interface FetcherOptions {
  /** As `userAgentOf` gives it. */
  readonly userAgent: string;
  /** Hosts, hosts with ports, addresses and ranges that may be reached although they are not public: see `parseAllow`. */
  readonly allowAddresses?: readonly string[];
  /**
   * Address of an HTTP proxy, `http:` or `https:`, with credentials where it wants them. Used only when given, never taken from the
   * environment. The proxy resolves names, so only addresses that stand in a URL, and names of this machine, are guarded here.
   */
  readonly proxy?: string;
  /** Most connections to one host at once. */
  readonly connectionsPerHost?: number;
  /** Longest time until a connection stands, in milliseconds. */
  readonly connectTimeoutMs?: number;
  /** Longest time from the request to the end of the answer's head, in milliseconds. */
  readonly headersTimeoutMs?: number;
  /** Longest time in which no byte of a body comes, in milliseconds. */
  readonly idleTimeoutMs?: number;
  /** So long an unused connection is kept, in milliseconds. */
  readonly keepAliveMs?: number;
  /** Longest head of an answer: names and values of all its headers, in bytes. */
  readonly maxHeaderBytes?: number;
  /** What all bodies under way may hold together, in bytes; the largest gives way beyond. */
  readonly maxOpenBytes?: number;
  /** Whether HTTP/2 is offered. One request goes over a connection at a time in any case. */
  readonly http2?: boolean;
  /** Certificates (PEM) to trust beside the system's. There is no way to trust all. */
  readonly trustedCertificates?: readonly string[];
  /** Resolves names; the system's resolver by default. What it gives is checked all the same. */
  readonly resolve?: Resolve;
  /** Another address for a host, as `--connect-to` gives it: "paper.example" → "127.0.0.1:8080". */
  readonly connectTo?: ReadonlyMap<string, string>;
  readonly clock?: { nowMs(): number };
}

/** What holds where an option is not given. */
export const DEFAULTS = {
  connectionsPerHost: 8,
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 20_000,
  idleTimeoutMs: 15_000,
  keepAliveMs: 15_000,
  maxHeaderBytes: 64 * 1024,
  maxOpenBytes: 256 * 1024 * 1024,
  http2: false,
  trustedCertificates: [],
};

/** Throws a `TypeError` for an address that is no proxy's. */
export function parseProxy(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  // The address may hold a password, so it is not shown.
  throw new TypeError(
    `proxy: expected an address such as http://proxy.example:3128, found ${url?.protocol ?? "no address"}`,
  );
}
