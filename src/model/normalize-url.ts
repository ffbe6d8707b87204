/** The one spelling by which we know a page. Only `normalizeUrl` makes one. */
export type NormalizedUrl = string & { readonly [brand]: "NormalizedUrl" };

declare const brand: unique symbol;

/** What a site adds to the general rules. Where `hosts` is given, the rules hold for these hosts alone: links to others are not ours to bend. */
export interface UrlRules {
  /** Host names of one site, with the port where it is not the scheme's own: the first is the main spelling, the others its aliases. */
  readonly hosts?: readonly string[] | undefined;
  /**
   * Names of query parameters, as they are when decoded; `*` at the end stands for any rest (`pageStart*`).
   * With `keep` only those stay, in the order written; `drop` is taken out; a name in both stays out.
   */
  readonly query?:
    | { readonly keep?: readonly string[] | undefined; readonly drop?: readonly string[] | undefined }
    | undefined;
  /** The scheme of pages that answer on both. Addresses with a port of their own are left as they are. */
  readonly scheme?: "https" | "http" | undefined;
}

/**
 * Gives the one spelling by which we know a page, or `undefined` where `href` is no address we would ask:
 * not http(s), no address at all, longer than 8,192 characters, or with a user name or password in it
 * (stripped, it would be another request; kept, a secret would stand in our data).
 *
 * Reads as browsers do (WHATWG URL: white space at the ends and tabs and line breaks anywhere are dropped, `\` is `/`, hosts become ASCII),
 * then as RFC 3986 §6.2.2–6.2.3 has it: scheme and host in lower case, no default port, no dot segments, `/` for an empty path,
 * percent-encoding in capitals and only where needed. The fragment goes, `#!` included, and so do an empty query and the parameters by which
 * advertisers follow readers (`utm_source`, `fbclid` …), unless `keep` names them. All else that a server is asked stays as written:
 * order of parameters, doubled slashes, `index.html`, the slash at the end. Twice is once.
 */
export function normalizeUrl(href: string, base?: string, rules: UrlRules = {}): NormalizedUrl | undefined {
  if (href.length > MAX_LENGTH) return undefined;
  const url = URL.parse(href, base);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:") || url.username || url.password) return undefined;
  const main = rules.hosts?.[0];
  const isOfSite = !rules.hosts || rules.hosts.some((host) => host.toLowerCase() === url.host);
  if (isOfSite) {
    if (main !== undefined) setHost(url, main);
    if (rules.scheme && url.port === "") url.protocol = rules.scheme;
  }
  const path = normalizePercents(url.pathname);
  const query = normalizeQuery(normalizePercents(url.search.slice(1)), isOfSite ? rules.query : undefined);
  const normal = `${url.protocol}//${url.host}${path}${query === "" ? "" : `?${query}`}`;
  return normal.length > MAX_LENGTH ? undefined : (normal as NormalizedUrl);
}

const MAX_LENGTH = 8192;

/** Sets name and port, which the `host` setter would leave where the new host has none. */
function setHost(url: URL, host: string): void {
  if (url.host === host) return;
  const [, name = host, port = ""] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  url.hostname = name;
  url.port = port;
}

/** `%7e` → `~`, `%c3` → `%C3`. A figure that would make an escape of a stray `%` before it stays as it is: `%2%65` is not `%2e`. */
function normalizePercents(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(TRIPLET, (triplet, offset: number) => {
    const letter = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
    if (!UNRESERVED.test(letter)) return triplet.toUpperCase();
    return HEX.test(letter) && isAfterStrayPercent(text, offset) ? triplet.toUpperCase() : letter;
  });
}

const TRIPLET = /%[0-9a-f]{2}/gi;
const UNRESERVED = /[A-Za-z0-9._~-]/;
const HEX = /[0-9a-f]/i;

function isAfterStrayPercent(text: string, offset: number): boolean {
  return text[offset - 1] === "%" || (text[offset - 2] === "%" && HEX.test(text[offset - 1]!));
}

function normalizeQuery(query: string, rules: UrlRules["query"]): string {
  if (query === "") return "";
  const keeps = rules?.keep && matcherOf(rules.keep);
  const drops = rules?.drop && matcherOf(rules.drop);
  const parts = query.split("&");
  const kept = parts.filter((part) => {
    const name = nameOf(part);
    if (drops?.(name)) return false;
    return keeps ? keeps(name) : !isTracking(name);
  });
  return kept.length === parts.length ? query : kept.join("&");
}

function nameOf(part: string): string {
  const end = part.indexOf("=");
  const name = (end < 0 ? part : part.slice(0, end)).replaceAll("+", " ");
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function matcherOf(patterns: readonly string[]): (name: string) => boolean {
  return (name) =>
    patterns.some((pattern) => (pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}

/** Parameters that tell where a reader came from, never which page is meant. Session ids and the like are for the site's own rules. */
const TRACKING = new Set(
  `fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid ymclid twclid ttclid li_fat_id igsh igshid epik mc_cid mc_eid mkt_tok vero_id vero_conv
   oly_enc_id oly_anon_id rb_clickid s_cid sc_cid wickedid _openstat _ga _gl _hsenc _hsmi __hssc __hstc __hsfp hsctatracking xtor
   fb_action_ids fb_action_types fb_source fb_ref action_object_map action_type_map action_ref_map
   guccounter guce_referrer guce_referrer_sig __twitter_impression _branch_match_id _branch_referrer ns_mchannel ns_campaign ns_source
   ns_linkname ns_fee srsltid at_medium at_campaign wt.mc_id wt_mc wt_zmc
   pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid`.split(/\s+/),
);
const TRACKING_PREFIXES = ["utm_", "mtm_", "matomo_", "piwik_", "hsa_"];

function isTracking(name: string): boolean {
  const lower = name.toLowerCase();
  return TRACKING.has(lower) || TRACKING_PREFIXES.some((prefix) => lower.startsWith(prefix));
}
