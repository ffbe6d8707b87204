import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { CrawlError } from "../model/crawl-error.ts";

export interface FoundBrowser {
  readonly path: string;
  readonly found: "OOGST_CHROMIUM" | "playwright" | "system";
}

export const INSTALL_COMMAND = "npx playwright install chromium";

/** No Chromium on this machine, or not where `OOGST_CHROMIUM` says; pages that need none are not concerned. */
export class BrowserMissingError extends CrawlError {
  override readonly name = "BrowserMissingError";

  constructor(what: string, url = "") {
    super(`${what}; \`${INSTALL_COMMAND}\` installs one`, { reason: "browser", consequence: "stop", url });
  }
}

/**
 * Looks for a Chromium: the one that `OOGST_CHROMIUM` names, Playwright's own, the system's. Gives `undefined` where there is none.
 * Throws a `BrowserMissingError` where `OOGST_CHROMIUM` names no program: who names one wants that one.
 */
export function findBrowser(env: Readonly<Record<string, string | undefined>>): FoundBrowser | undefined {
  const named = env.OOGST_CHROMIUM;
  if (named !== undefined && named !== "") {
    if (isProgram(named)) return { path: named, found: "OOGST_CHROMIUM" };
    throw new BrowserMissingError(`OOGST_CHROMIUM: expected the path of a Chromium, found no program at ${named}`);
  }
  const own = playwrightsOwn();
  if (own !== undefined) return { path: own, found: "playwright" };
  const system = [...onPath(env.PATH ?? ""), ...APPLICATIONS].find(isProgram);
  return system === undefined ? undefined : { path: system, found: "system" };
}

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const APPLICATIONS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

function onPath(path: string): string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
}

/** The browser of the release of Playwright that is installed here; the smaller headless one where only that was fetched. */
function playwrightsOwn(): string | undefined {
  const { chromium } = createRequire(import.meta.url)("playwright") as typeof import("playwright");
  const full = chromium.executablePath();
  if (isProgram(full)) return full;
  const revision = /[/\\]chromium-(\d+)[/\\]/.exec(full);
  if (revision === null) return undefined;
  const folder = join(full.slice(0, revision.index), `chromium_headless_shell-${revision[1]}`);
  if (!existsSync(folder)) return undefined;
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return paths.find(
    (path) => /[/\\](chrome-)?headless[-_]shell(\.exe)?$/.test(path) && dirname(path) !== folder && isProgram(path),
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
