/** One capture: where in which file an answer lies. */
export interface Capture {
  /** The address with its host turned round, by which the index is sorted. */
  readonly key: string;
  readonly url: string;
  /** ISO 8601, UTC, with milliseconds, as WARC-Date has it. */
  readonly at: string;
  readonly recordId: string;
  readonly status: number;
  /** Media type; `warc/revisit` where the body is an earlier record's. */
  readonly mime: string;
  readonly digest: string;
  readonly offset: number;
  readonly length: number;
  /** Name of the WARC file, without its folder. */
  readonly file: string;
  readonly method: "GET" | "POST";
  /** Digest of what was posted; null where nothing was. */
  readonly sentDigest: string | null;
}

export const REVISIT = "warc/revisit";

/** One line of CDXJ as pywb and others read it: key, time to the second, JSON. What they do not know they pass over. */
export function lineOfCapture(capture: Capture): string {
  const { key, at, status, offset, length, method, sentDigest } = capture;
  const facts = {
    url: capture.url,
    mime: capture.mime,
    status: String(status),
    digest: capture.digest,
    length: String(length),
    offset: String(offset),
    filename: capture.file,
    at,
    id: capture.recordId,
    ...(method === "GET" ? {} : { method, sent: sentDigest }),
  };
  return `${key} ${at.replace(/\D/g, "").slice(0, 14)} ${asciiJson(facts)}`;
}

/** Only ASCII, so that the order of bytes, of code units and of code points is one. */
function asciiJson(facts: object): string {
  return JSON.stringify(facts).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** `undefined` for a line that is none of ours. */
export function parseCapture(line: string): Capture | undefined {
  const begin = line.indexOf(" {");
  const space = line.indexOf(" ");
  if (begin < 0 || space < 0) return undefined;
  try {
    const facts = JSON.parse(line.slice(begin + 1)) as Record<string, string | undefined>;
    const { url, at, id, mime, status, digest, length, offset, filename, method, sent } = facts;
    if (url === undefined || at === undefined || filename === undefined) return undefined;
    if (!/^\d+$/.test(offset ?? "") || !/^\d+$/.test(length ?? "")) return undefined;
    return {
      ...{ key: line.slice(0, space), url, at, file: filename, recordId: id ?? "", mime: mime ?? "" },
      ...{ status: Number(status ?? 0), digest: digest ?? "", offset: Number(offset), length: Number(length) },
      method: method === "POST" ? "POST" : "GET",
      sentDigest: sent ?? null,
    };
  } catch {
    return undefined;
  }
}

const NO_URL = { protocol: "", hostname: "", port: "", pathname: "", search: "" };

/**
 * The sort-friendly key of an address, as CDX tools make it: `https://www.Example.org/A?b&a` → `org,example)/a?a&b`.
 * Several addresses may share a key; a capture's own address decides.
 */
export function keyOf(url: string): string {
  const { protocol, hostname, port, pathname, search, href } = URL.canParse(url)
    ? new URL(url)
    : { ...NO_URL, href: encodeURIComponent(url.toWellFormed()) };
  if (hostname === "") return href.replaceAll(" ", "%20");
  const isAddress = /^[\d.]+$|^\[/.test(hostname);
  const host = hostname.replace(/^www\d*\./, "");
  const turned = isAddress ? host : host.split(".").reverse().join(",");
  const path = pathname.length > 1 && pathname.endsWith("/") ? pathname.slice(0, -1) : pathname;
  const query = search.length > 1 ? `?${search.slice(1).split("&").sort().join("&")}` : "";
  const isWeb = protocol === "http:" || protocol === "https:";
  return `${isWeb ? "" : protocol}${turned}${port === "" ? "" : `:${port}`})${path}${query}`
    .toLowerCase()
    .replaceAll(" ", "%20");
}
