import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readWarc } from "./read-warc.ts";

/**
 * The WARC files behind these paths, in order: a file, a folder of files, or a dataset's folder with its `archive/`.
 * Throws where a path does not exist.
 */
export async function warcPaths(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) {
      found.push(path);
      continue;
    }
    const own = await warcsIn(path);
    const archive = join(path, "archive");
    found.push(...(own.length > 0 || !(await isFolder(archive)) ? own : await warcsIn(archive)));
  }
  return found;
}

async function warcsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /\.warc(\.gz)?$/i.test(name));
  return names.sort(byNumberThenName).map((name) => join(folder, name));
}

/** `crawl-00002` comes before `a-00010`: files of one archive are numbered on, whatever they are called. */
function byNumberThenName(one: string, other: string): number {
  const numberOf = (name: string) => Number(/-(\d{5,})\.warc\.gz$/.exec(name)?.[1] ?? 0);
  return numberOf(one) - numberOf(other) || (one < other ? -1 : 1);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The field of a warcinfo record that names the site files of a crawl. */
export const SITES_FIELD = "oogst-sites";

/** Names of the site files with which these archives were made, as their first records tell; none for other tools' files. */
export async function sitesIn(paths: readonly string[]): Promise<string[]> {
  const names = new Set<string>();
  for (const path of paths) {
    for await (const item of readWarc(path, { readBytes: 16 * 1024 })) {
      if (item.kind === "damage" || item.record.type !== "warcinfo") break;
      const field = new RegExp(`^${SITES_FIELD}: *(.+)$`, "m").exec(item.record.block.toString("utf8"))?.[1];
      for (const name of field?.trim().split(" ") ?? []) names.add(name);
      break;
    }
  }
  return [...names];
}
