/** A request that a page wants to make, as the browser announces it. */
export interface PageAsk {
  readonly url: string;
  readonly method: string;
  /** The browser's word for what it is for: `Document`, `Script`, `XHR`, `Image` … */
  readonly type: string;
  /** Names as the browser spells them. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface GateRules {
  /** Host of the page itself. */
  readonly pageHost: string;
  readonly allowResources: readonly string[];
  readonly allowHosts: readonly string[];
}

/**
 * - `ask`: the server may be asked, if robots.txt and the host's clock agree.
 * - `permit`: a CORS preflight, which is answered here: nothing but GET and POST is ever sent, whoever asks.
 * - `blank`: answered with an empty picture, so that the page's own handlers of broken pictures leave the page as it is.
 * - `block`: not asked; `why` is a word for the report.
 */
export type GateWord = { readonly kind: "ask" | "permit" | "blank" } | { readonly kind: "block"; readonly why: string };

/** What becomes of a request before anybody is asked: pure, by what it is for and where it goes. */
export function judgeAsk(ask: PageAsk, rules: GateRules): GateWord {
  const url = URL.canParse(ask.url) ? new URL(ask.url) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") return block("scheme");
  const kind = kindOf(ask);
  if (NEVER.has(kind)) return block(kind);
  if (kind === "image" && !rules.allowResources.includes("image")) return { kind: "blank" };
  if (OPTIONAL.has(kind) && !rules.allowResources.includes(kind)) return block(kind);
  if (!isOwn(url.host, rules) && !rules.allowResources.includes("third-party"))
    return kind === "image" ? { kind: "blank" } : block("third-party");
  if (ask.method === "OPTIONS" && headerOf(ask, "access-control-request-method") !== undefined)
    return { kind: "permit" };
  if (ask.method !== "GET" && ask.method !== "POST") return block("method");
  return { kind: "ask" };
}

/**
 * True for the page's own host, hosts below it (`www.` aside), and hosts that were allowed, with what is below them. Without a list of public
 * suffixes it cannot be known whether two hosts side by side belong to one owner, so the site file names the others.
 */
export function isOwn(host: string, { pageHost, allowHosts }: Pick<GateRules, "pageHost" | "allowHosts">): boolean {
  const { name, port } = split(host);
  return [pageHost, ...allowHosts].some((allowed) => {
    const own = split(allowed);
    const base = own.name.replace(/^www\./, "");
    const isNamed = name === own.name || name === base || (name.endsWith(`.${base}`) && !isAddress(base));
    // A host that is allowed without a port is allowed on every port, the page's own host only on its own.
    return isNamed && (own.port === port || (own.port === "" && allowed !== pageHost));
  });
}

const NEVER = new Set(["ping", "report", "event-stream", "prefetch", "manifest", "icon", "track"]);
const OPTIONAL = new Set(["media", "font", "stylesheet"]);

const KINDS: Readonly<Record<string, string>> = {
  Image: "image",
  Media: "media",
  Font: "font",
  Stylesheet: "stylesheet",
  Ping: "ping",
  CSPViolationReport: "report",
  EventSource: "event-stream",
  Prefetch: "prefetch",
  Manifest: "manifest",
  TextTrack: "track",
  SignedExchange: "prefetch",
};

/** The browser calls some things `Other` or `XHR` that their headers tell apart. */
function kindOf(ask: PageAsk): string {
  const accept = headerOf(ask, "accept") ?? "";
  const purpose = headerOf(ask, "sec-purpose") ?? headerOf(ask, "purpose") ?? "";
  if (/prefetch|prerender/i.test(purpose)) return "prefetch";
  if (/^text\/event-stream/i.test(accept)) return "event-stream";
  if (ask.type === "Other" && /^image\//i.test(accept)) return "icon";
  return KINDS[ask.type] ?? "other";
}

function headerOf({ headers }: PageAsk, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function split(host: string): { name: string; port: string } {
  const port = /:(\d+)$/.exec(host)?.[1] ?? "";
  return { name: port === "" ? host : host.slice(0, -port.length - 1), port };
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.startsWith("[");
}

function block(why: string): GateWord {
  return { kind: "block", why };
}
