// Gets a fresh checkout ready, and does nothing on a ready one. Plain JavaScript for any Node from 18 on: it runs before
// the Node that the project carries is installed.
//   node scripts/setup.mjs             packages
//   node scripts/setup.mjs --browser   packages, and a Chromium for the browser tests
//   node scripts/setup.mjs … -- FILE   then runs FILE with the Node that was installed: the shell may still remember another
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import process from "node:process";

const root = new URL("..", import.meta.url).pathname;

if (!isInstalled()) run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
const [own, next] = splitAt(process.argv.slice(2), "--");
if (own.includes("--browser") && findChromium() === undefined) installChromium();
if (next.length > 0) process.exit(spawnSync(carriedNode(), next, { cwd: root, stdio: "inherit" }).status ?? 1);

function splitAt(list, mark) {
  const place = list.indexOf(mark);
  return place < 0 ? [list, []] : [list.slice(0, place), list.slice(place + 1)];
}

/** The Node in node_modules, whose folder also goes first on the path of what it starts. */
function carriedNode() {
  const folder = join(root, "node_modules/.bin");
  process.env.PATH = folder + delimiter + process.env.PATH;
  return join(root, "node_modules/node/bin/node");
}

/** True when what lies in node_modules is what the lock file asks for. */
function isInstalled() {
  const installed = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const there = JSON.parse(readFileSync(installed, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional === true || there[path]?.version === entry.version,
  );
}

/** A browser in the order in which Oogst looks for one, or undefined. */
function findChromium() {
  if (process.env.OOGST_CHROMIUM !== undefined) return process.env.OOGST_CHROMIUM;
  const own = createRequire(join(root, "package.json"))("playwright").chromium.executablePath();
  if (existsSync(own)) return own;
  for (const folder of (process.env.PATH ?? "").split(delimiter))
    for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
      if (existsSync(join(folder, name))) return join(folder, name);
  return undefined;
}

function installChromium() {
  // Playwright's own build first; where it cannot be had, the distribution's.
  const playwright = spawnSync("npx", ["playwright", "install", "chromium"], {
    cwd: root,
    stdio: ["ignore", "ignore", "ignore"],
    timeout: 300_000,
  });
  if (playwright.status === 0 && findChromium() !== undefined) return;
  if (existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
    return;
  }
  console.error("No Chromium could be installed. Install one, or set OOGST_CHROMIUM to its path, and start again.");
  process.exit(1);
}

function run(command, args) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 2, "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (done.status !== 0) {
    console.error(`${command} ${args.join(" ")} ended with ${done.status ?? done.signal ?? done.error?.message}`);
    process.exit(1);
  }
}
