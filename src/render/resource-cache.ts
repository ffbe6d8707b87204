import { headerOf, type Page } from "../model/page.ts";

/** What pages of one site share is asked for once: scripts, styles and whatever its server lets be kept. Nothing outlasts the program. */
export interface ResourceCache {
  /** Gives what is kept and fresh, waits for one on its way, or brings it. */
  get(wanted: CacheKey, bring: () => Promise<Page>): Promise<Page>;
}

export interface CacheKey {
  /** Pages of different keys share nothing. */
  readonly contextKey: string;
  readonly url: string;
  /** The browser's word for what it is for. */
  readonly type: string;
  /** False where the answer may depend on more than the address: another method, or credentials. */
  readonly isPlain: boolean;
}

interface Kept {
  readonly page: Page;
  readonly untilMs: number;
}

export function createResourceCache(maxBytes: number, nowMs: () => number): ResourceCache {
  // In the order of their last use, the longest unused first.
  const kept = new Map<string, Kept>();
  const onTheWay = new Map<string, Promise<Page>>();
  let bytes = 0;
  const drop = (key: string) => {
    bytes -= kept.get(key)?.page.body.byteLength ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, page: Page, freshMs: number) => {
    if (page.body.byteLength > maxBytes / 4) return;
    drop(key);
    kept.set(key, { page, untilMs: nowMs() + freshMs });
    bytes += page.body.byteLength;
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  };
  return {
    async get({ contextKey, url, type, isPlain }, bring) {
      if (!isPlain) return bring();
      const key = `${contextKey} ${url}`;
      const found = kept.get(key);
      if (found !== undefined && found.untilMs > nowMs()) {
        kept.delete(key);
        kept.set(key, found);
        return found.page;
      }
      const before = onTheWay.get(key);
      if (before !== undefined) {
        const other = await before.catch(() => undefined);
        if (other !== undefined && freshMsOf(other, type) > 0) return other;
      }
      const brought = bring();
      onTheWay.set(key, brought);
      try {
        const page = await brought;
        const freshMs = freshMsOf(page, type);
        if (freshMs > 0) keep(key, page, freshMs);
        return page;
      } finally {
        if (onTheWay.get(key) === brought) onTheWay.delete(key);
      }
    },
  };
}

/** How long code and style may be used whose server says nothing of it (RFC 9111 §4.2.2). */
const HEURISTIC_MS = 5 * 60_000;
const LONGEST_MS = 24 * 3_600_000;
const CODE = new Set(["Script", "Stylesheet", "Font"]);

/** How long from now an answer may be used again without asking (RFC 9111 §4.2), in milliseconds; 0 for not at all. */
export function freshMsOf(page: Page, type: string): number {
  const control = (page.headers["cache-control"] ?? []).join(",").toLowerCase();
  if (page.status !== 200 || page.hops.length > 0 || /\bno-(store|cache)\b/.test(control)) return 0;
  if (headerOf(page.headers, "set-cookie") !== undefined) return 0;
  const varying = (page.headers.vary ?? []).join(",").toLowerCase().split(",");
  if (varying.some((name) => !["", "accept-encoding", "user-agent"].includes(name.trim()))) return 0;
  const ageMs = Number(headerOf(page.headers, "age") ?? 0) * 1000 || 0;
  const maxAge = /\bmax-age\s*=\s*"?(\d+)/.exec(control)?.[1];
  if (maxAge !== undefined) return Math.max(0, Math.min(Number(maxAge) * 1000 - ageMs, LONGEST_MS));
  const dateMs = Date.parse(headerOf(page.headers, "date") ?? page.fetchedAt);
  const expires = headerOf(page.headers, "expires");
  // An Expires that cannot be read, such as 0, is past (§5.3).
  if (expires !== undefined) return Math.max(0, Math.min(Date.parse(expires) - dateMs - ageMs || 0, LONGEST_MS));
  return CODE.has(type) ? HEURISTIC_MS : 0;
}
