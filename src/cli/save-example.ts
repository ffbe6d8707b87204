import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LoadedSite } from "../config/load-site.ts";
import { exampleFiles } from "../crawl/begin-site.ts";
import type { Page } from "../model/page.ts";

/** The record that was expected until now, perhaps by hand: kept beside the new one where that differs. */
const FORMER_RECORD = "record.former.json";

export interface SavedExample {
  readonly folder: string;
  /** Where the record that was expected before is kept; null where there was none, or the same. */
  readonly former: string | null;
}

/** Saves a page as an example of its site, in a folder named after the page's address. */
export async function saveExample(page: Page, loaded: LoadedSite, examples: string): Promise<SavedExample> {
  const folder = join(examples, loaded.site.name, nameFor(page.finalUrl));
  const { meta, record } = await exampleFiles(page, loaded);
  await mkdir(folder, { recursive: true });
  const before = await readFile(join(folder, "record.json"), "utf8").catch(() => null);
  const former = before === null || before === record ? null : join(folder, FORMER_RECORD);
  if (former !== null) await rename(join(folder, "record.json"), former);
  await Promise.all([
    writeFile(join(folder, "page.html"), page.body),
    writeFile(join(folder, "meta.json"), meta),
    writeFile(join(folder, "record.json"), record),
  ]);
  return { folder, former };
}

/** Letters, figures and hyphens of the last part of the path: a name from a page never leads out of the folder. */
function nameFor(url: string): string {
  const last =
    new URL(url).pathname
      .split("/")
      .filter((part) => part !== "")
      .at(-1) ?? "front-page";
  return (
    last
      .replace(/\.[a-z]{2,5}$/i, "")
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 60) || "page"
  );
}
