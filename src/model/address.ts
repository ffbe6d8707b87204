import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** What may be connected to although it is not public: a host, a host with its port, or a range of addresses. */
export interface AllowRule {
  /** In the spelling that `new URL(…).hostname` gives, without the brackets of IPv6; absent for a range. */
  readonly hostname?: string;
  /** Absent: any port. */
  readonly port?: number;
  readonly range?: readonly [ipaddr.IPv4 | ipaddr.IPv6, number];
}

/** One connection about to be made: the host as the URL names it, and the address it would go to. */
export interface Destination {
  readonly hostname: string;
  readonly port: number;
  readonly address: string;
}

/**
 * True for an address of the public internet, in canonical spelling: nothing else may be connected to unless allowed.
 *
 * Follows the IANA special-purpose registries (RFC 6890): an IPv4 address is public unless a block below holds it; of IPv6 only
 * 2000::/3 is handed out (RFC 4291 §2.4), less the blocks below. So every spelling of an IPv4 address inside IPv6 (mapped,
 * compatible, NAT64, 6to4, Teredo) is refused, whatever it holds. Anything that is not an address is not public.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed === undefined) return false;
  if (parsed.kind() === "ipv4") return !isInside(parsed, NOT_PUBLIC_IPV4);
  return isInside(parsed, PUBLIC_IPV6) && !isInside(parsed, NOT_PUBLIC_IPV6);
}

/**
 * Reads an opt-in list: `demo.example`, `localhost:8080`, `127.0.0.1`, `127.0.0.1:8080`, `[::1]:8080`, `10.0.0.0/8`, `fd00::/8`.
 * Throws a `TypeError` that names the first entry it cannot read.
 */
export function parseAllow(list: readonly string[]): readonly AllowRule[] {
  return list.map((entry, index) => {
    const rule = parseRange(entry) ?? parseHost(entry);
    if (rule === undefined) {
      const found = JSON.stringify(entry);
      throw new TypeError(
        `allowAddresses[${index}]: expected a host, host:port, an address or a range such as 10.0.0.0/8, found ${found}`,
      );
    }
    return rule;
  });
}

/** True when the connection may be made: the address is public, or a rule names its host (and port) or holds its address. */
export function isAllowedAddress(rules: readonly AllowRule[], destination: Destination): boolean {
  return isPublicAddress(destination.address) || rules.some((rule) => holds(rule, destination));
}

/** The host of a URL as the rules and the network want it: IPv6 without brackets, names without the dot of the root. */
export function networkHost(hostname: string): string {
  if (hostname.startsWith("[")) return hostname.slice(1, -1);
  return hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
}

function holds(rule: AllowRule, { hostname, port, address }: Destination): boolean {
  if (rule.port !== undefined && rule.port !== port) return false;
  if (rule.hostname !== undefined) return rule.hostname === networkHost(hostname);
  const parsed = parseAddress(address);
  return parsed !== undefined && rule.range !== undefined && isInside(parsed, [rule.range]);
}

function parseRange(entry: string): AllowRule | undefined {
  const slash = entry.indexOf("/");
  const start = slash < 0 ? entry.replace(/^\[(.*)\]$/, "$1") : entry.slice(0, slash);
  const address = start.includes("%") ? undefined : parseAddress(start);
  if (address === undefined) return undefined;
  const bits = address.kind() === "ipv4" ? 32 : 128;
  if (slash < 0) return { range: [address, bits] };
  const length = /^\d{1,3}$/.test(entry.slice(slash + 1)) ? Number(entry.slice(slash + 1)) : Number.NaN;
  return length <= bits ? { range: [address, length] } : undefined;
}

function parseHost(entry: string): AllowRule | undefined {
  if (!/^(\[[0-9a-f:.]+\]|[^\s/\\?#@:[\]]+)(:\d{1,5})?$/i.test(entry)) return undefined;
  const port = /:(\d{1,5})$/.exec(entry)?.[1];
  if (port !== undefined && Number(port) > 65_535) return undefined;
  const host = port === undefined ? entry : entry.slice(0, -port.length - 1);
  if (!URL.canParse(`http://${host}/`)) return undefined;
  const hostname = networkHost(new URL(`http://${host}/`).hostname);
  if (hostname === "") return undefined;
  const address = parseAddress(hostname);
  // `127.0.0.1:8080` is about the address, however the host that leads there is called.
  const place =
    address === undefined ? { hostname } : { range: [address, address.kind() === "ipv4" ? 32 : 128] as const };
  return port === undefined ? place : { ...place, port: Number(port) };
}

/** Strict where the library is lenient: `010.1`, `0x7f.1` and `2130706433` are no addresses here. A zone is dropped. */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return isIP(text) === 0 ? undefined : ipaddr.parse(text.replace(/%.*$/, ""));
}

function isInside(address: ipaddr.IPv4 | ipaddr.IPv6, ranges: readonly Range[]): boolean {
  return ranges.some(([start, bits]) =>
    start.kind() === "ipv4"
      ? address.kind() === "ipv4" && (address as ipaddr.IPv4).match(start as ipaddr.IPv4, bits)
      : address.kind() === "ipv6" && (address as ipaddr.IPv6).match(start as ipaddr.IPv6, bits),
  );
}

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

const ranges = (...blocks: string[]): readonly Range[] => blocks.map((block) => ipaddr.parseCIDR(block));

const NOT_PUBLIC_IPV4 = ranges(
  "0.0.0.0/8", // this network, RFC 791
  "10.0.0.0/8", // private, RFC 1918
  "100.64.0.0/10", // carrier-grade NAT, RFC 6598
  "127.0.0.0/8", // loopback, RFC 1122
  "169.254.0.0/16", // link-local, RFC 3927; where clouds keep their metadata
  "172.16.0.0/12", // private, RFC 1918
  "192.0.0.0/24", // IETF protocol assignments, RFC 6890
  "192.0.2.0/24", // documentation, RFC 5737
  "192.88.99.0/24", // 6to4 relays, RFC 7526
  "192.168.0.0/16", // private, RFC 1918
  "198.18.0.0/15", // benchmarking, RFC 2544
  "198.51.100.0/24", // documentation, RFC 5737
  "203.0.113.0/24", // documentation, RFC 5737
  "224.0.0.0/4", // multicast, RFC 5771
  "240.0.0.0/4", // reserved, RFC 1112; broadcast
);

const PUBLIC_IPV6 = ranges("2000::/3");

const NOT_PUBLIC_IPV6 = ranges(
  "2001::/23", // IETF protocol assignments, RFC 2928: Teredo, benchmarking, ORCHID
  "2001:db8::/32", // documentation, RFC 3849
  "2002::/16", // 6to4, RFC 3056
  "3fff::/20", // documentation, RFC 9637
);
