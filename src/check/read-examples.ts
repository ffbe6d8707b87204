import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** A saved page with the record expected of it: one folder `page.html`, `meta.json`, `record.json`. */
export interface Example {
  readonly name: string;
  readonly directory: string;
  readonly page: Uint8Array;
  readonly url: string;
  /** ISO 8601: relative dates are read against it. */
  readonly fetchedAt: string;
  readonly contentType: string | null;
  readonly status: number;
  /** Pages of comments and JSON answers that belong to the visit, by URL: name of the file in the folder. */
  readonly followUps: Readonly<Record<string, string>>;
  /** The record, or an outcome: `{ "notArticle": "consent" }`. */
  readonly expected: Readonly<Record<string, unknown>>;
}

/** The examples of a site below `directory` (`tests/sites/<site>/<example>/`), by name; none where there is no such folder. */
export async function readExamples(directory: string): Promise<Example[]> {
  const names = await foldersIn(directory);
  return Promise.all(names.map((name) => readExample(name, join(directory, name))));
}

async function foldersIn(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory);
    const flags = await Promise.all(entries.map(async (entry) => (await stat(join(directory, entry))).isDirectory()));
    return entries.filter((_, index) => flags[index]).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

async function readExample(name: string, directory: string): Promise<Example> {
  const [page, meta, expected] = await Promise.all([
    readFile(join(directory, "page.html")),
    readJson(join(directory, "meta.json")),
    readJson(join(directory, "record.json")),
  ]);
  if (typeof meta.url !== "string" || typeof meta.fetchedAt !== "string")
    throw new Error(
      `${join(directory, "meta.json")}: expected \`url\` and \`fetchedAt\`, got ${JSON.stringify(Object.keys(meta))}`,
    );
  return {
    name,
    directory,
    page,
    url: meta.url,
    fetchedAt: meta.fetchedAt,
    contentType: typeof meta.contentType === "string" ? meta.contentType : null,
    status: typeof meta.status === "number" ? meta.status : 200,
    followUps: (meta.followUps ?? {}) as Record<string, string>,
    expected,
  };
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new Error(`${path}: expected JSON, ${(cause as Error).message}`, { cause });
  }
}
