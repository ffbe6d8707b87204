import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { Headers } from "../model/page.ts";
import { printable } from "../model/printable.ts";

/** Longer than any address we would ask (`normalizeUrl`). */
const MAX_LENGTH = 8192;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** True for the statuses that lead elsewhere (RFC 9110 §15.4): 300 offers a choice, 304 is no redirect, 305 and 306 are dead. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/**
 * Where a redirect leads, absolute, without fragment and credentials.
 *
 * Throws a `CrawlError` where it leads nowhere (no Location, two that differ, one that is no address), a `RefusedError` where it leaves
 * the web (`file:`, `about:`, `data:`, `blob:` and all the rest).
 */
export function redirectTarget(status: number, headers: Headers, from: URL): URL {
  const found = new Set((headers.location ?? []).map((value) => inUtf8(value).trim()));
  const [location] = found;
  const isOne = location !== undefined && location !== "" && location.length <= MAX_LENGTH && found.size === 1;
  if (!isOne || !URL.canParse(location, from.href)) {
    const what = found.size === 0 ? "none" : [...found].map((value) => JSON.stringify(printable(value))).join(" and ");
    throw new CrawlError(
      `${printable(from.href, 500)}: expected one address in the Location of a ${status}, found ${what}`,
      {
        reason: "protocol",
        consequence: "give-up",
        url: from.href,
        status,
      },
    );
  }
  const target = new URL(location, from);
  if (target.protocol !== "http:" && target.protocol !== "https:") {
    const where = printable(target.href);
    throw new RefusedError(
      `${printable(from.href, 500)}: a redirect may lead to http: or https:, not to ${where}`,
      "forbidden-address",
      where,
    );
  }
  return withoutSecrets(target);
}

/** The address as it is asked for and written down: no fragment, no user name, no password. */
export function withoutSecrets(url: URL): URL {
  if (url.hash === "" && url.username === "" && url.password === "") return url;
  const bare = new URL(url);
  bare.hash = "";
  bare.username = "";
  bare.password = "";
  return bare;
}

/** Headers come as Latin-1; browsers read a Location that is UTF-8 as UTF-8. */
function inUtf8(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value;
  const text = Buffer.from(value, "latin1").toString("utf8");
  return text.includes("\ufffd") ? value : text;
}
