import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Site } from "../model/site.ts";
import { makeFolder } from "./make-folder.ts";

/** What is kept of a site file that was read and checked before. */
export interface KnownSite {
  readonly hosts: readonly string[];
  /** The site; null where nobody has asked for it yet. */
  readonly site: Site | null;
}

/** What is known of the site file of this version; undefined where nothing is, or nothing that can be read. */
export function recallSite(folder: string, version: string): KnownSite | undefined {
  try {
    const { hosts, site } = JSON.parse(readFileSync(fileOf(folder, version), "utf8")) as Partial<KnownSite>;
    return Array.isArray(hosts) && typeof site === "object" ? { hosts, site } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what is known of a site file, if the folder lets us; a site that JSON would change is not kept. */
export function rememberSite(folder: string, version: string, known: KnownSite): void {
  const text = JSON.stringify(known);
  if (!isDeepStrictEqual(JSON.parse(text), known)) return;
  const path = fileOf(folder, version);
  const draft = `${path}.${process.pid}`;
  try {
    makeFolder(folder);
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    // Without it the file is read and checked anew the next time.
  }
}

const fileOf = (folder: string, version: string): string => join(folder, `${version}.json`);
