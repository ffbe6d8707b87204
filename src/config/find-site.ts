import { stat } from "node:fs/promises";
import { type LoadedSite, loadSite, parseSite, readSiteFile } from "./load-site.ts";
import { nearestOf } from "./nearest.ts";
import { readYaml } from "./read-yaml.ts";
import { isMapping } from "./schema-walk.ts";
import { SiteFileError } from "./site-file-error.ts";
import {
  directoriesOf,
  hostsAsAsked,
  hostToFind,
  isAbsence,
  isSitePath,
  type SiteDirectories,
  siteFiles,
} from "./site-files.ts";
import { versionOf } from "./site-version.ts";

export { type SiteDirectories, type SiteFile, siteFiles } from "./site-files.ts";

/** No site file has the name, or the path, that was asked for. */
export class SiteNotFoundError extends Error {
  override readonly name = "SiteNotFoundError";
  readonly asked: string;
  /** The known name that was most likely meant. */
  readonly meant: string | undefined;

  constructor(asked: string, message: string, meant?: string) {
    super(message);
    this.asked = asked;
    this.meant = meant;
  }
}

/**
 * The site file of this name, or at this path: whatever holds a slash or ends in `.yaml` is a path. Throws a
 * `SiteNotFoundError`, or a `SiteFileError` where the file is not sound.
 */
export async function findSite(nameOrPath: string, options: SiteDirectories = {}): Promise<LoadedSite> {
  if (isSitePath(nameOrPath)) {
    if (await isFile(nameOrPath)) return loadSite(nameOrPath);
    throw new SiteNotFoundError(nameOrPath, `no site file at ${nameOrPath}`);
  }
  const files = siteFiles(options);
  const found = files.find((file) => file.name === nameOrPath);
  if (found !== undefined) return loadSite(found.path);
  const names = files.map((file) => file.name);
  const meant = nearestOf(nameOrPath, names);
  const help = meant === undefined ? `known: ${names.slice(0, 40).join(", ") || "none"}` : `did you mean ${meant}?`;
  const places = directoriesOf(options).join(", ");
  throw new SiteNotFoundError(nameOrPath, `no site file is called ${nameOrPath} in ${places}; ${help}`, meant);
}

/**
 * The site whose `hosts` name this host (with its port, where that is not the usual one), or null. Throws a `SiteFileError`
 * where the file that names it is not sound; files of other hosts are not judged.
 */
export async function siteForHost(host: string, options: SiteDirectories = {}): Promise<LoadedSite | null> {
  const wanted = hostToFind(host);
  for (const file of siteFiles(options)) {
    const known = await knownFile(file.path);
    if (known === undefined || !known.hosts.includes(wanted)) continue;
    known.loaded ??= parseSite(known.text, file.path);
    return known.loaded;
  }
  return null;
}

/** The hosts that each readable site file names, by the file's version. */
export async function hostsOfSiteFiles(options: SiteDirectories = {}): Promise<Map<string, readonly string[]>> {
  const hosts = new Map<string, readonly string[]>();
  for (const { path } of siteFiles(options)) {
    const known = await knownFile(path);
    if (known !== undefined) hosts.set(versionOf(known.text), known.hosts);
  }
  return hosts;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isDirectory();
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

interface KnownFile {
  readonly changedAtMs: number;
  readonly size: number;
  readonly text: string;
  readonly hosts: readonly string[];
  loaded?: LoadedSite;
}

/** Read once and again when the file changes: a daemon asks for every address. */
const knownFiles = new Map<string, KnownFile>();

async function knownFile(path: string): Promise<KnownFile | undefined> {
  const { mtimeMs, size } = await stat(path);
  const known = knownFiles.get(path);
  if (known?.changedAtMs === mtimeMs && known.size === size) return known;
  try {
    const text = await readSiteFile(path);
    const read = { changedAtMs: mtimeMs, size, text, hosts: hostsIn(text) };
    knownFiles.set(path, read);
    return read;
  } catch (error) {
    if (error instanceof SiteFileError) return undefined;
    throw error;
  }
}

function hostsIn(text: string): string[] {
  const { data } = readYaml(text);
  const hosts = isMapping(data) ? data.hosts : undefined;
  return hostsAsAsked(Array.isArray(hosts) ? hosts.filter((host) => typeof host === "string") : []);
}
