import { type FaultCase, SECURE_DOMAIN } from "../support/fault-server.ts";
import type { SiteWish } from "./crawl-hosts.ts";

const isSecure = ({ over }: FaultCase) => over !== "http";
export const siteOf = ({ name }: FaultCase) => `${name.toLowerCase()}-krant`;
export const hostOf = (fault: FaultCase) => `${siteOf(fault)}.${isSecure(fault) ? SECURE_DOMAIN : "example"}`;
/** Its one article. */
export const urlOf = (fault: FaultCase) => `http${isSecure(fault) ? "s" : ""}://${hostOf(fault)}/${fault.name}`;

/** A paper whose only article is this fault. */
export const paperOf = (fault: FaultCase): SiteWish => ({
  name: siteOf(fault),
  host: hostOf(fault),
  start: `  - url: ${urlOf(fault)}`,
  manners: { maxBodyBytes: 4_194_304, timeoutMs: 4000 },
});

/** How a visit of this fault may end. */
export function wantedOutcomes({ name, expected, over }: FaultCase): string[] {
  if (expected.kind === "refused") return ["skipped:forbidden-address"];
  // Where no connection comes about, none does for robots.txt.
  if (over.startsWith("https-")) return ["skipped:robots"];
  // On a busy machine, what has no end may reach its time-out before its bound.
  if (expected.kind === "failed") return [...expected.reasons, "timeout"].map((reason) => `failed:${reason}`);
  const { status = 200 } = expected;
  if (status === 304) return ["skipped:not-modified"];
  if (expected.text === undefined) return ["not-article:empty"];
  if (status !== 200) return [absent[status] ?? "failed:http-status"];
  if (name.startsWith("charset-") || name === "type-binary") return ["rejected:no-title,no-body,required-missing"];
  return name === "zeros" || name === "type-json" ? ["not-article:not-an-article"] : ["accepted"];
}

const absent: Readonly<Record<number, string>> = {
  401: "not-article:login",
  402: "not-article:login",
  403: "not-article:forbidden",
  404: "not-article:not-found",
  410: "not-article:gone",
  451: "not-article:forbidden",
};
