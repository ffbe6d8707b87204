import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { LoadedSite } from "../config/load-site.ts";
import { version } from "../config/version.ts";
import { OutputError } from "../model/dataset-error.ts";
import type { Ledger } from "../model/ledger.ts";
import type { RunChecks } from "../validate/run-checks.ts";
import type { Desk } from "./desk.ts";
import { quietFindings } from "./quiet-seeds.ts";
import { noReadings, readingFindings } from "./reading-watch.ts";
import { type CrawlReport, knownOf, type SiteReport } from "./report.ts";
import type { RunState } from "./seed.ts";
import type { SiteTally } from "./tally.ts";

interface Ending {
  readonly state: RunState;
  readonly ended: CrawlReport["ended"];
  readonly startedAtMs: number;
  readonly nowMs: number;
  readonly bannedHosts: Readonly<Record<string, string>>;
  readonly browsed: (site: string) => SiteReport["browser"];
}

/** Puts the report together, keeps it as `report.json` in the dataset's folder, and remembers what the next run compares with. */
export async function writeReport(
  ledger: Ledger,
  sites: readonly LoadedSite[],
  directory: string,
  desk: Desk,
  ending: Ending,
): Promise<CrawlReport> {
  const counts = await ledger.counts();
  const bySite: Record<string, SiteReport> = {};
  for (const { site, fileName, version } of sites) {
    const meta = await ledger.getMeta(`checks:${site.name}`);
    const history = typeof meta === "string" ? meta : null;
    const checks = desk.checks.get(site.name) as RunChecks;
    bySite[site.name] = {
      ...(desk.tallies.get(site.name) as SiteTally),
      siteFile: fileName === "" ? "" : resolve(fileName),
      siteFileVersion: version,
      ...knownOf(counts, site.name),
      browser: ending.browsed(site.name),
      reading: desk.readings.get(site.name) ?? noReadings,
      findings: [
        ...checks.findings(history),
        ...readingFindings(desk.readings.get(site.name) ?? noReadings),
        ...(await quietFindings(ledger, site.name)),
      ],
    };
    await ledger.setMeta(`checks:${site.name}`, checks.history(history));
  }
  const made: CrawlReport = {
    oogst: version,
    run: ending.state.number,
    ended: ending.ended,
    startedAt: new Date(ending.startedAtMs).toISOString(),
    endedAt: new Date(ending.nowMs).toISOString(),
    elapsedMs: ending.nowMs - ending.startedAtMs,
    directory: directory,
    sites: bySite,
    bannedHosts: ending.bannedHosts,
  };
  await save(join(directory, "report.json"), `${JSON.stringify(made, null, 2)}\n`);
  return made;
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new OutputError(`${path}: the report cannot be written: ${message}`, { path, code, cause });
  }
}
