import { networkHost } from "../model/address.ts";
import { parseHttpDateMs } from "./retry-after.ts";

/** Bounds of one trip's jar; a browser keeps at least as much (RFC 6265 §6.1). */
const MAX_COOKIES = 50;
const MAX_COOKIE_LENGTH = 4096;
/** No server takes much more in one header. */
const MAX_HEADER_LENGTH = 8192;

/**
 * Cookies of one trip, from its redirects to its end: some sites set one, send the visitor back to where he came from, and go on doing
 * so until it returns. Nothing is kept from trip to trip.
 *
 * Simpler and stricter than RFC 6265: a cookie goes back to the host that set it and to no other, whatever its Domain says, to every
 * path of it, and one that is Secure only over https.
 */
export interface TripCookies {
  keep(url: URL, setCookies: readonly string[], nowMs: number): void;
  /** The Cookie header for this address; `own` is the caller's, whose cookies give way to newer ones of the same name. */
  headerFor(url: URL, own: string | undefined): string | undefined;
}

interface Cookie {
  readonly value: string;
  readonly isSecure: boolean;
}

export function openTripCookies(): TripCookies {
  let jars: Map<string, Map<string, Cookie>> | undefined;
  return {
    keep(url, setCookies, nowMs) {
      if (setCookies.length === 0) return;
      jars ??= new Map();
      const host = networkHost(url.hostname);
      for (const line of setCookies.slice(0, MAX_COOKIES)) {
        const parsed = parseSetCookie(line, nowMs);
        if (parsed === undefined) continue;
        const jar = jars.get(host) ?? new Map<string, Cookie>();
        if (parsed.isDeleted) jar.delete(parsed.name);
        else if (jar.has(parsed.name) || jar.size < MAX_COOKIES) jar.set(parsed.name, parsed);
        jars.set(host, jar);
      }
    },
    headerFor(url, own) {
      const jar = jars?.get(networkHost(url.hostname));
      if (jar === undefined || jar.size === 0) return own;
      const sent = new Map(pairsOf(own ?? ""));
      for (const [name, { value, isSecure }] of jar) if (!isSecure || url.protocol === "https:") sent.set(name, value);
      let header = "";
      for (const [name, value] of sent) {
        const longer = `${header}${header === "" ? "" : "; "}${name}=${value}`;
        if (longer.length <= MAX_HEADER_LENGTH) header = longer;
      }
      return header === "" ? undefined : header;
    },
  };
}

function parseSetCookie(line: string, nowMs: number): (Cookie & { name: string; isDeleted: boolean }) | undefined {
  const [pair = "", ...attributes] = line.split(";");
  const [cookie] = pairsOf(pair);
  // What could not stand in a request header is not kept (RFC 6265 §4.1.1 is stricter still).
  if (cookie === undefined || pair.length > MAX_COOKIE_LENGTH || /[^\t\x20-\x7e\x80-\xff]/.test(pair)) return undefined;
  const [name, value] = cookie;
  const named = new Map(
    attributes.map((attribute) => splitPair(attribute)).map(([key, text]) => [key.toLowerCase(), text]),
  );
  return {
    name,
    value,
    isSecure: named.has("secure"),
    isDeleted: isPast(named.get("max-age"), named.get("expires"), nowMs),
  };
}

/** Max-Age goes before Expires (RFC 6265 §5.3); what cannot be read lasts as long as the trip. */
function isPast(maxAge: string | undefined, expires: string | undefined, nowMs: number): boolean {
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0;
  const atMs = expires === undefined ? undefined : parseHttpDateMs(expires, nowMs);
  return atMs !== undefined && atMs <= nowMs;
}

function pairsOf(header: string): [string, string][] {
  return header
    .split(";")
    .map(splitPair)
    .filter(([name]) => name !== "");
}

function splitPair(text: string): [string, string] {
  const equals = text.indexOf("=");
  return equals < 0 ? [text.trim(), ""] : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
}
