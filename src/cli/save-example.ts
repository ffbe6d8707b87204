import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LoadedSite } from "../config/load-site.ts";
import { exampleFiles } from "../crawl/begin-site.ts";
import type { Page } from "../model/page.ts";

/** Saves a page as an example of its site, in a folder named after the page's address, and gives that folder. */
export async function saveExample(page: Page, loaded: LoadedSite, examples: string): Promise<string> {
  const folder = join(examples, loaded.site.name, nameFor(page.finalUrl));
  const { meta, record } = await exampleFiles(page, loaded);
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(folder, "page.html"), page.body),
    writeFile(join(folder, "meta.json"), meta),
    writeFile(join(folder, "record.json"), record),
  ]);
  return folder;
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
