import { isIP, type LookupFunction } from "node:net";
import { getCACertificates } from "node:tls";
import { buildConnector } from "undici";
import { type AllowRule, isAllowedAddress, networkHost } from "../model/address.ts";
import { RefusedError } from "../model/crawl-error.ts";
import { isLocalhost, type Resolve, type ResolvedAddress } from "./resolve-host.ts";

export interface ConnectOptions {
  readonly allow: readonly AllowRule[];
  readonly connectTimeoutMs: number;
  readonly isHttp2Offered: boolean;
  /** Certificates (PEM) to trust beside the system's. */
  readonly trustedCertificates: readonly string[];
  readonly resolve: Resolve;
  /** Another address for a host, by its name (for any port), or by name and port, as `address:port`; it needs to be allowed like any other. */
  readonly connectTo?: ReadonlyMap<string, string>;
}

export type Connector = buildConnector.connector;

/** What TLS is to trust, as options of a connector. Certificates are always checked, whatever the environment says. */
export function trustOf(certificates: readonly string[]): { rejectUnauthorized: true; ca?: string[] } {
  const own = certificates.length === 0 ? {} : { ca: [...getCACertificates("default"), ...certificates] };
  return { rejectUnauthorized: true, ...own };
}

/**
 * Connects to the one origin of `url`, and only to addresses that are public or allowed. The addresses checked are the ones connected
 * to: a name is resolved once for a connection, in here, and what it resolves to beyond the permitted is left out. Gives the callback a
 * `RefusedError` where nothing is left.
 */
export function guardedConnector(url: URL, options: ConnectOptions): Connector {
  const reached = reachedFor(url, options.connectTo);
  const connect = buildConnector({
    allowH2: options.isHttp2Offered,
    preferH2: options.isHttp2Offered,
    timeout: options.connectTimeoutMs,
    lookup: guardedLookup(reached, options),
    ...trustOf(options.trustedCertificates),
  });
  // The network does not look up what is an address already, so this is the only place to check it.
  const refusal = refusalOf(reached, options.allow);
  return (target, callback) => {
    if (refusal !== undefined) return queueMicrotask(() => callback(refusal, null));
    if (reached === url) return connect(target, callback);
    const place = { hostname: networkHost(reached.hostname), host: reached.host, port: String(portOf(reached)) };
    return connect({ ...target, ...place, servername: target.servername ?? url.hostname }, callback);
  };
}

/** Where a host is to be reached instead, as a test server is: checked as that place, not as the host it stands for. */
function reachedFor(url: URL, connectTo: ReadonlyMap<string, string> | undefined): URL {
  const elsewhere = connectTo?.get(url.host) ?? connectTo?.get(url.hostname);
  return elsewhere === undefined ? url : new URL(`${url.protocol}//${elsewhere}/`);
}

/** Why an address may not be connected to, as far as the URL alone shows it: it is an address itself, or a name of this machine. */
export function refusalOf(url: URL, allow: readonly AllowRule[]): RefusedError | undefined {
  const host = networkHost(url.hostname);
  const addresses = isIP(host) !== 0 ? [host] : isLocalhost(host) ? ["127.0.0.1", "::1"] : undefined;
  const target = { hostname: url.hostname, port: portOf(url) };
  if (addresses === undefined || addresses.some((address) => isAllowedAddress(allow, { ...target, address })))
    return undefined;
  return refused(url, host);
}

export function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

function guardedLookup(url: URL, { allow, resolve }: ConnectOptions): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const wanted = found.filter(
          ({ family }) => options.family === undefined || options.family === 0 || options.family === family,
        );
        const allowed = wanted.filter(({ address }) =>
          isAllowedAddress(allow, { hostname: url.hostname, port: portOf(url), address }),
        );
        const [first] = allowed;
        if (first === undefined) callback(wanted.length === 0 ? noAddress(hostname) : refusedName(url, wanted), "");
        else if (options.all === true) callback(null, [...allowed]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    );
  };
}

function refusedName(url: URL, found: readonly ResolvedAddress[]): RefusedError {
  return refused(url, `${url.hostname} at ${found.map(({ address }) => address).join(", ")}`);
}

function refused(url: URL, found: string): RefusedError {
  const message = `${url.href}: expected a public address, found ${found}; \`--allow-address\` permits private ones`;
  return new RefusedError(message, "forbidden-address", url.href);
}

function noAddress(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address`), { code: "ENOTFOUND" });
}
