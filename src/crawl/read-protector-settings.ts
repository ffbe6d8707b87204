import { readFile } from "node:fs/promises";
import { type CrawlOptions, OptionsError } from "../config/options.ts";
import type { Site } from "../model/site.ts";
import type { ProtectorSettings } from "./protector.ts";

export const KEY_VARIABLE = "OOGST_PSEUDONYM_KEY";

/** The key is read once, kept in memory, and never written. Throws an `OptionsError` where one is needed and there is none. */
export async function readProtectorSettings(
  { comments, pseudonymKeyFile }: Pick<CrawlOptions, "comments" | "pseudonymKeyFile">,
  sites: readonly Site[],
): Promise<ProtectorSettings> {
  const isNeeded = sites.some((site) => (comments ?? site.people.comments) === "pseudonymous");
  return { comments, key: isNeeded ? await readKey(pseudonymKeyFile) : null };
}

async function readKey(file: string | null): Promise<string> {
  const key = file === null ? process.env[KEY_VARIABLE] : (await readFile(file, "utf8")).trim();
  if (key === undefined || Buffer.byteLength(key) < 16)
    throw new OptionsError([
      `pseudonymous comments need a key of at least 16 bytes in ${file ?? `the variable ${KEY_VARIABLE}, or in a file named by --pseudonym-key-file`}, got ${key === undefined ? "none" : `${Buffer.byteLength(key)} bytes`}`,
    ]);
  return key;
}
