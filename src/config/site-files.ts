import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export interface SiteDirectories {
  /** Where site files are looked for, in this order; by default `./selectors`, then those that came with the program. */
  readonly directories?: readonly string[];
}

export interface SiteFile {
  readonly name: string;
  readonly path: string;
}

/** Every site file by name, in order of precedence; a name that stands in two directories is the first one's. */
export function siteFiles(options: SiteDirectories = {}): SiteFile[] {
  const files = new Map<string, SiteFile>();
  for (const directory of directoriesOf(options)) {
    for (const entry of entriesOf(directory).toSorted()) {
      const name = /^([^.].*)\.ya?ml$/.exec(entry)?.[1];
      if (name !== undefined && !files.has(name)) files.set(name, { name, path: join(directory, entry) });
    }
  }
  return [...files.values()];
}

/** The site files that came with the program: beside `src/`, and beside `dist/` where it is installed. */
const ownDirectory = fileURLToPath(new URL("../../selectors", import.meta.url));

export function directoriesOf({ directories = ["selectors", ownDirectory] }: SiteDirectories): string[] {
  return [...new Set(directories.map((directory) => resolve(directory)))];
}

function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

export const isAbsence = (error: unknown): boolean =>
  ["ENOENT", "ENOTDIR"].includes(String((error as NodeJS.ErrnoException).code));

/** Whether a site is named by the path of its file: it holds a slash or ends in `.yaml`. */
export const isSitePath = (nameOrPath: string): boolean => /[\\/]|\.ya?ml$/i.test(nameOrPath);

/** A host as site files write it. */
export const hostToFind = (host: string): string => host.toLowerCase().replace(/\.$/, "");

/** Hosts of a site file as addresses have them: in lower case, without the usual port. */
export const hostsAsAsked = (hosts: readonly string[]): string[] =>
  hosts.map((host) => URL.parse(`http://${host}/`)?.host ?? host);
