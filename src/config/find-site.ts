import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type LoadedSite, loadSite, parseSite, readSiteFile } from "./load-site.ts";
import { nearestOf } from "./nearest.ts";
import { readYaml } from "./read-yaml.ts";
import { isMapping } from "./schema-walk.ts";
import { SiteFileError } from "./site-file-error.ts";

export interface SiteDirectories {
  /** Where site files are looked for, in this order; by default `./selectors`, then those that came with the program. */
  readonly directories?: readonly string[];
}

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
  if (/[\\/]|\.ya?ml$/i.test(nameOrPath)) {
    if (await isFile(nameOrPath)) return loadSite(nameOrPath);
    throw new SiteNotFoundError(nameOrPath, `no site file at ${nameOrPath}`);
  }
  const files = await siteFiles(options);
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
  const wanted = host.toLowerCase().replace(/\.$/, "");
  for (const file of await siteFiles(options)) {
    const known = await knownFile(file.path);
    if (known === undefined || !known.hosts.includes(wanted)) continue;
    known.loaded ??= parseSite(known.text, file.path);
    return known.loaded;
  }
  return null;
}

export interface SiteFile {
  readonly name: string;
  readonly path: string;
}

/** Every site file by name, in order of precedence; a name that stands in two directories is the first one's. */
export async function siteFiles(options: SiteDirectories = {}): Promise<SiteFile[]> {
  const files = new Map<string, SiteFile>();
  for (const directory of directoriesOf(options)) {
    for (const entry of (await entriesOf(directory)).toSorted()) {
      const name = /^([^.].*)\.ya?ml$/.exec(entry)?.[1];
      if (name !== undefined && !files.has(name)) files.set(name, { name, path: join(directory, entry) });
    }
  }
  return [...files.values()];
}

/** The site files that came with the program: beside `src/`, and beside `dist/` where it is installed. */
const ownDirectory = fileURLToPath(new URL("../../selectors", import.meta.url));

function directoriesOf({ directories = ["selectors", ownDirectory] }: SiteDirectories): string[] {
  return [...new Set(directories.map((directory) => resolve(directory)))];
}

async function entriesOf(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isDirectory();
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

const isAbsence = (error: unknown): boolean =>
  ["ENOENT", "ENOTDIR"].includes(String((error as NodeJS.ErrnoException).code));

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
  const names = Array.isArray(hosts) ? hosts.filter((host) => typeof host === "string") : [];
  return names.map((host) => URL.parse(`http://${host}/`)?.host ?? host);
}
