import { allows } from "./allows.ts";
import { askRobots, type FetchText } from "./ask-robots.ts";
import { parseRobots, type RobotsRules } from "./parse-robots.ts";
import { createRecall, type KeyValueStore } from "./recall.ts";
import {
  isCurrent,
  isRobotsMemory,
  MAX_COPY_AGE_MS,
  type RobotsCopy,
  type RobotsMemory,
  remember,
} from "./robots-memory.ts";

export { allows, type RobotsDecision } from "./allows.ts";
export type { FetchedText, FetchText, FetchTextLimits } from "./ask-robots.ts";
export { MAX_ROBOTS_BYTES, parseRobots, type RobotsGroup, type RobotsRule, type RobotsRules } from "./parse-robots.ts";
export { type PageRights, type RightsInput, type RightsSource, readRights } from "./read-rights.ts";
export type { KeyValueStore } from "./recall.ts";
export { createTdmFiles, type TdmFiles } from "./tdm-files.ts";
export { parseTdmRep, type TdmRule, tdmRuleFor } from "./tdmrep.ts";

export interface RobotsOptions {
  readonly fetchText: FetchText;
  /** Answers are kept here over runs, by the URL of each robots.txt. */
  readonly store: KeyValueStore;
  /** The identification string sent with each request (RFC 9309 §2.2.1). */
  readonly userAgent: string;
  /** The name by which groups are found: letters, hyphens and underscores. */
  readonly productToken: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long an answer is good; at most 24 hours (§2.4), which is the default. 0 asks each time. */
  readonly ttlMs?: number;
}

export interface RobotsVerdict {
  readonly isAllowed: boolean;
  /** In words, for a report: "robots.txt line 12: Disallow: /x", "robots.txt answered 503". */
  readonly reason: string;
  /** The line that decided, as written, and its number; null where none did. */
  readonly rule: string | null;
  readonly line: number | null;
  readonly crawlDelayMs: number | null;
  /** ISO instant before which a robots.txt out of reach is not asked again, so asking for the verdict is idle; else null. */
  readonly retryAt: string | null;
}

export interface Robots {
  /** Whether `url` may be fetched, by the robots.txt of its scheme and authority. */
  check(url: string): Promise<RobotsVerdict>;
  /** Absolute addresses of the sitemaps that this authority's robots.txt names. */
  sitemaps(url: string): Promise<readonly string[]>;
}

const MAX_TTL_MS = 24 * 60 * 60 * 1000;
const MAX_QUOTED_CHARACTERS = 200;

/** RFC 9309 §2.3 and §2.4: asks each authority for its robots.txt once a day at most, and judges URLs by the answer. */
export function createRobots(options: RobotsOptions): Robots {
  const { fetchText, store, userAgent, productToken, now } = options;
  const ttlMs = Math.min(options.ttlMs ?? MAX_TTL_MS, MAX_TTL_MS);
  const rulesByCopy = new WeakMap<RobotsCopy, RobotsRules>();
  const recall = createRecall<RobotsMemory>({
    store,
    keyOf: (origin) => `${origin}/robots.txt`,
    isValue: isRobotsMemory,
    isCurrent: (memory) => isCurrent(memory, now(), ttlMs),
    ask: async (origin, before) => remember(await askRobots(fetchText, origin, userAgent), before, now()),
    keepMs: MAX_COPY_AGE_MS,
  });

  return {
    async check(url) {
      const { protocol, origin, pathname, search } = new URL(url);
      if (protocol !== "https:" && protocol !== "http:")
        return bare(false, `robots.txt governs the web, not ${protocol}`);
      // §2.2.2, and without it no robots.txt could ever be asked for.
      if (pathname === "/robots.txt" && search === "") return bare(true, "robots.txt itself is always allowed");
      return judge(await recall(origin), url);
    },
    async sitemaps(url) {
      const { origin } = new URL(url);
      const rules = rulesOf(await recall(origin));
      const named = rules?.sitemaps.flatMap((sitemap) => absolute(sitemap, `${origin}/robots.txt`)) ?? [];
      return [...new Set(named)];
    },
  };

  function judge(memory: RobotsMemory, url: string): RobotsVerdict {
    if (memory.kind === "unavailable") return bare(true, `robots.txt ${memory.detail}`);
    const rules = rulesOf(memory);
    // §2.3.1.4: out of reach means complete disallow. That we MAY end this after 30 days we do not use: see docs/decisions/robots.md.
    if (rules === undefined) return { ...bare(false, `robots.txt ${memory.detail}`), retryAt: memory.retryAt };
    // As it goes on the wire: without an empty query, which would hide the end of a path from a rule that ends in `$`.
    const { pathname, search } = new URL(url);
    const decision = allows(rules, productToken, pathname + search);
    const said =
      decision.rule === null
        ? `robots.txt ${rules.isHtml ? "is a page of HTML and " : ""}has no rule against it`
        : `robots.txt line ${decision.line}: ${decision.rule.slice(0, MAX_QUOTED_CHARACTERS)}`;
    const reason =
      memory.kind === "read" ? said : `${said} (as read at ${memory.copy?.readAt}; now it ${memory.detail})`;
    return { ...decision, reason, retryAt: memory.retryAt };
  }

  /** The rules in force: of the last copy, or of an old one while the file is out of reach (§2.4); else undefined. */
  function rulesOf({ kind, copy }: RobotsMemory): RobotsRules | undefined {
    if (copy === null) return undefined;
    if (kind === "unreachable" && now() - Date.parse(copy.readAt) > MAX_COPY_AGE_MS) return undefined;
    const rules = rulesByCopy.get(copy) ?? parseRobots(Buffer.from(copy.octets, "latin1"));
    rulesByCopy.set(copy, rules);
    return rules;
  }
}

function bare(isAllowed: boolean, reason: string): RobotsVerdict {
  return { isAllowed, reason, rule: null, line: null, crawlDelayMs: null, retryAt: null };
}

function absolute(href: string, base: string): string[] {
  if (!URL.canParse(href, base)) return [];
  const url = new URL(href, base);
  return url.protocol === "https:" || url.protocol === "http:" ? [url.href] : [];
}
