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
  /** Another address for a host (name, and port where it is not the scheme's), as `address:port`; it needs to be allowed like any other. */
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
  const connect = buildConnector({
    allowH2: options.isHttp2Offered,
    preferH2: options.isHttp2Offered,
    timeout: options.connectTimeoutMs,
    lookup: guardedLookup(url, options),
    ...trustOf(options.trustedCertificates),
  });
  const elsewhere = options.connectTo?.get(url.host);
  if (elsewhere !== undefined) return connectorElsewhere(url, elsewhere, connect, options.allow);
  return (target, callback) => {
    // The network does not look up what is an address already, so this is the only place to check it.
    const refusal = refusalOf(url, options.allow);
    if (refusal === undefined) return connect(target, callback);
    queueMicrotask(() => callback(refusal, null));
  };
}

/** For a host that is reached at another address, as a test server is: checked as that address. */
function connectorElsewhere(url: URL, elsewhere: string, connect: Connector, allow: readonly AllowRule[]): Connector {
  const { hostname, port } = new URL(`http://${elsewhere}`);
  const refusal = refusalOf(new URL(`http://${elsewhere}/`), allow);
  return (target, callback) => {
    if (refusal === undefined)
      return connect(
        { ...target, hostname, host: elsewhere, port: port || "80", servername: target.servername ?? url.hostname },
        callback,
      );
    queueMicrotask(() => callback(refusal, null));
  };
}

/** Why an address may not be connected to, as far as the URL alone shows it: it is an address itself, or a name of this machine. */
export function refusalOf(url: URL, allow: readonly AllowRule[]): RefusedError | undefined {
  const host = networkHost(url.hostname);
  const addresses = isIP(host) !== 0 ? [host] : isLocalhost(host) ? ["127.0.0.1", "::1"] : undefined;
  const target = { hostname: url.hostname, port: portOf(url) };
  if (addresses === undefined || addresses.some((address) => isAllowedAddress(allow, { ...target, address })))
    return undefined;
  return new RefusedError(`${url.href}: expected a public address, found ${host}`, "forbidden-address", url.href);
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
  const addresses = found.map(({ address }) => address).join(", ");
  const message = `${url.href}: expected a public address, found ${url.hostname} at ${addresses}`;
  return new RefusedError(message, "forbidden-address", url.href);
}

function noAddress(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address`), { code: "ENOTFOUND" });
}
