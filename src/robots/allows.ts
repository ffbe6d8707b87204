import { hasNonAscii } from "../model/letters.ts";
import { comparedUrl, escapeHigh } from "./compared-path.ts";
import type { RobotsRules } from "./parse-robots.ts";
import { bestMatch, indexRules, type RuleIndex } from "./rule-index.ts";

export interface RobotsDecision {
  readonly isAllowed: boolean;
  /** The line that decided, as written; null where no rule speaks of this URL. */
  readonly rule: string | null;
  /** Its number, from 1. */
  readonly line: number | null;
  /** What the crawler's group asks to wait between two requests; null where it asks nothing. */
  readonly crawlDelayMs: number | null;
}

/**
 * Whether a crawler may fetch a URL of the authority these rules came from (RFC 9309 §2.2).
 *
 * `url` is absolute and escaped as it goes on the wire, or a path with its query. Where it holds characters beyond ASCII, only
 * a Disallow is compared with their escaped form: Google's cases leave the escaping to the caller.
 */
export function allows(rules: RobotsRules, productToken: string, url: string): RobotsDecision {
  const agent = agentRules(rules, productToken.toLowerCase());
  const { crawlDelayMs } = agent;
  const path = pathAndQueryOf(url);
  // §2.2.2: the file itself is always allowed.
  if (path === "/robots.txt") return { isAllowed: true, rule: null, line: null, crawlDelayMs };
  const escaped = comparedUrl(escapeHigh(path));
  const isEscaped = !/[\x80-\xff]/.test(path);
  const allowed = bestMatch(agent.allow, isEscaped ? escaped : { literal: path, plain: path });
  const disallowed = bestMatch(agent.disallow, escaped);
  const isAllowed = disallowed === undefined || (allowed !== undefined && allowed.octets >= disallowed.octets);
  const rule = (isAllowed ? allowed : disallowed)?.rule;
  return { isAllowed, rule: rule?.text ?? null, line: rule?.line ?? null, crawlDelayMs };
}

interface AgentRules {
  readonly allow: RuleIndex;
  readonly disallow: RuleIndex;
  readonly crawlDelayMs: number | null;
}

const agentsByRules = new WeakMap<RobotsRules, Map<string, AgentRules>>();

/** All groups that name the agent, taken as one; without any, those for "*" (§2.2.1). Built once for each file and agent. */
function agentRules(rules: RobotsRules, agent: string): AgentRules {
  const agents = agentsByRules.get(rules) ?? new Map<string, AgentRules>();
  agentsByRules.set(rules, agents);
  const known = agents.get(agent);
  if (known !== undefined) return known;
  const own = rules.groups.filter((group) => group.agents.includes(agent));
  const groups = own.length > 0 ? own : rules.groups.filter((group) => group.agents.includes("*"));
  const lines = groups.flatMap((group) => group.rules);
  const delaysMs = groups.flatMap((group) => group.crawlDelayMs ?? []);
  const built = {
    allow: indexRules(lines.filter((rule) => rule.kind === "allow")),
    disallow: indexRules(lines.filter((rule) => rule.kind === "disallow")),
    crawlDelayMs: delaysMs.length > 0 ? Math.max(...delaysMs) : null,
  };
  agents.set(agent, built);
  return built;
}

/** In octets, from the first "/" after the authority to the fragment; "/" where there is no path. */
function pathAndQueryOf(url: string): string {
  const rest = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").replace(/#.*$/s, "");
  const path = rest.startsWith("/") ? rest : `/${rest}`;
  return hasNonAscii(path) ? Buffer.from(path, "utf8").toString("latin1") : path;
}
