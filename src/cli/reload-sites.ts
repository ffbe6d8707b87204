import { join } from "node:path";
import { type LoadedSite, loadSite } from "../config/load-site.ts";
import type { Scheduler } from "../crawl/scheduler.ts";

/**
 * Takes a site file over that changed. One that is broken or gone leaves in force what was read before; one without a `schedule` any more
 * is taken off, and one with another name takes the place of the old. A file that was not there is taken over where `takesNew`.
 */
export function siteReloader(
  sites: readonly LoadedSite[],
  takesNew: boolean,
  scheduler: Pick<Scheduler, "put" | "remove">,
  onRefused: (path: string, error: Error) => void,
): (path: string) => Promise<void> {
  const names = new Map(sites.map(({ fileName, site }) => [join(fileName), site.name]));
  return async (path) => {
    const before = names.get(path);
    if (before === undefined && !takesNew) return;
    try {
      const loaded = await loadSite(path);
      const { name, schedule } = loaded.site;
      if (before !== undefined && (before !== name || schedule === undefined)) scheduler.remove(before);
      names.delete(path);
      if (schedule === undefined) return;
      await scheduler.put(loaded);
      names.set(path, name);
    } catch (error) {
      onRefused(path, error as Error);
    }
  };
}
