import { hostsOfSiteFiles } from "../config/find-site.ts";
import { recallSite, rememberSite } from "../config/known-sites.ts";
import { hostsAsAsked } from "../config/site-files.ts";
import type { QuickRequest } from "./quick-request.ts";
import { readSaved } from "./read-saved.ts";

/** Keeps what this request had to read site files for, so that the next one need not; files that have gone meanwhile are let go. */
export async function rememberSiteOf(request: QuickRequest, cache: string): Promise<void> {
  await remember(request, cache).catch(() => {});
}

async function remember({ file, site, url }: QuickRequest, cache: string): Promise<void> {
  if (site === undefined) {
    for (const [version, hosts] of await hostsOfSiteFiles())
      if (recallSite(cache, version) === undefined) rememberSite(cache, version, { hosts, site: null });
  }
  const { loaded } = await readSaved(file, {
    ...(site === undefined ? {} : { site }),
    ...(url === undefined ? {} : { url }),
  });
  if (loaded !== null)
    rememberSite(cache, loaded.version, { hosts: hostsAsAsked(loaded.site.hosts), site: loaded.site });
}
