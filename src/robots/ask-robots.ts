import { CrawlError } from "../model/crawl-error.ts";
import { MAX_ROBOTS_BYTES } from "./parse-robots.ts";

export interface FetchTextLimits {
  /** A longer body is cut there and handed over, not refused. */
  readonly maxBytes: number;
  /** So many redirects are followed, also to other authorities. */
  readonly redirectLimit: number;
  readonly userAgent: string;
}

export interface FetchedText {
  readonly status: number;
  readonly body: Uint8Array;
  /** How many redirects were followed. */
  readonly redirects: number;
  readonly finalUrl: string;
  /** What a Retry-After asks for, in milliseconds. */
  readonly retryAfterMs?: number | null;
}

/**
 * Brings one small file, whatever its status. A redirect beyond the limit comes back as it is, with its 3xx, or is thrown as a
 * `CrawlError` with the reason "too-many-redirects"; anything else thrown means the file was out of reach.
 */
export type FetchText = (url: string, limits: FetchTextLimits) => Promise<FetchedText>;

/** How a robots.txt answered (RFC 9309 §2.3.1), with what a report says of it. */
export type RobotsAnswer =
  | { readonly kind: "read"; readonly detail: string; readonly body: Uint8Array }
  | { readonly kind: "unavailable"; readonly detail: string }
  | { readonly kind: "unreachable"; readonly detail: string; readonly retryAfterMs: number | null };

/** RFC 9309 §2.3.1.2: at least five consecutive redirects are followed. */
const REDIRECT_LIMIT = 5;

export async function askRobots(fetchText: FetchText, origin: string, userAgent: string): Promise<RobotsAnswer> {
  // One byte more than is read shows that a file goes on.
  const limits = { maxBytes: MAX_ROBOTS_BYTES + 1, redirectLimit: REDIRECT_LIMIT, userAgent };
  try {
    return judge(await fetchText(`${origin}/robots.txt`, limits));
  } catch (error) {
    // A run that is being stopped learns nothing about the site.
    if (error instanceof Error && error.name === "AbortError") throw error;
    if (error instanceof CrawlError && error.reason === "too-many-redirects") return tooManyRedirects;
    const retryAfterMs = error instanceof CrawlError ? (error.retryAfterMs ?? null) : null;
    return { kind: "unreachable", detail: `could not be reached: ${messageOf(error)}`, retryAfterMs };
  }
}

const tooManyRedirects: RobotsAnswer = {
  kind: "unavailable",
  detail: `is behind more than ${REDIRECT_LIMIT} redirects`,
};

function judge({ status, body, redirects, retryAfterMs = null }: FetchedText): RobotsAnswer {
  const isRedirect = status >= 300 && status <= 399;
  if (redirects > REDIRECT_LIMIT || (isRedirect && redirects === REDIRECT_LIMIT)) return tooManyRedirects;
  const detail = `answered ${status}`;
  if (status >= 200 && status <= 299) return { kind: "read", detail, body };
  // §2.3.1.3 counts all of 4xx as unavailable. 429 says "later" rather than "not here"; Google too takes it for a server error.
  if (status >= 400 && status <= 499 && status !== 429) return { kind: "unavailable", detail };
  return { kind: "unreachable", detail, retryAfterMs };
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, " ").slice(0, 200);
}
