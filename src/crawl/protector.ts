import { readFile } from "node:fs/promises";
import { type CrawlOptions, OptionsError } from "../config/options.ts";
import type { Extraction } from "../model/extraction.ts";
import type { Site } from "../model/site.ts";
import { protectPeople } from "../people/protect-people.ts";
import { pseudonymsFor } from "../people/pseudonym.ts";

/** Applies a site's policy for people to what was read. */
export type Protector = (extraction: Extraction, site: Site) => Extraction;

export const KEY_VARIABLE = "OOGST_PSEUDONYM_KEY";

/** The key is read once, kept in memory, and never written. Throws an `OptionsError` where one is needed and there is none. */
export async function openProtector(
  options: Pick<CrawlOptions, "comments" | "pseudonymKeyFile">,
  sites: readonly Site[],
): Promise<Protector> {
  const commentsOf = (site: Site) => options.comments ?? site.people.comments;
  const isNeeded = sites.some((site) => commentsOf(site) === "pseudonymous");
  const key = isNeeded ? await readKey(options.pseudonymKeyFile) : null;
  return (extraction, site) => {
    const comments = commentsOf(site);
    const scope = site.people.scope === "site" ? site.name : "dataset";
    return protectPeople(
      extraction,
      { comments, roles: site.people.roles },
      comments === "pseudonymous" && key !== null ? pseudonymsFor(key, scope) : null,
    );
  };
}

async function readKey(file: string | null): Promise<string> {
  const key = file === null ? process.env[KEY_VARIABLE] : (await readFile(file, "utf8")).trim();
  if (key === undefined || Buffer.byteLength(key) < 16)
    throw new OptionsError([
      `pseudonymous comments need a key of at least 16 bytes in ${file ?? `the variable ${KEY_VARIABLE}, or in a file named by --pseudonym-key-file`}, got ${key === undefined ? "none" : `${Buffer.byteLength(key)} bytes`}`,
    ]);
  return key;
}
