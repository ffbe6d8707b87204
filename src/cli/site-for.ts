import type { LoadedSite } from "../config/load-site.ts";
import { hostOf } from "../model/host-of.ts";

/** The site file that was named, else the one for the address's host, else none. */
export async function siteFor(url: string | undefined, named: string | undefined): Promise<LoadedSite | null> {
  const { findSite, siteForHost } = await import("../config/find-site.ts");
  if (named !== undefined) return findSite(named);
  return url === undefined ? null : siteForHost(hostOf(url));
}
