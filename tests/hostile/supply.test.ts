import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installedPackages, licencesPage } from "../../scripts/licences.ts";
import { faultCases } from "../support/fault-server.ts";
import { fieldBombs, pageBombs, yamlBombs } from "./parser-bombs.ts";
import { sickHosts } from "./sick-hosts.ts";
import { wrongPages } from "./wrong-pages.ts";

const root = join(import.meta.dirname, "../..");
const permissive = new Set([
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "BlueOak-1.0.0",
  "Unlicense",
  "CC0-1.0",
]);

test("no package that is installed with Oogst runs a script when it is installed", () => {
  const packages = installedPackages();
  expect(packages.length).toBeGreaterThan(20);
  expect(packages.filter(({ hasInstallScript }) => hasInstallScript === true).map(({ name }) => name)).toEqual([]);
});

test("each is locked to one content, and none comes from elsewhere than a registry", () => {
  const loose = installedPackages().filter(
    ({ integrity, resolved }) =>
      !/^sha512-/.test(integrity ?? "") ||
      (resolved !== undefined && !/^https:\/\/registry\.npmjs\.org\//.test(resolved)),
  );
  expect(loose.map(({ name }) => name)).toEqual([]);
});

test("each has a permissive licence, and docs/licences.md names it", () => {
  expect(
    installedPackages()
      .filter(({ license }) => !permissive.has(license ?? ""))
      .map(({ name, license }) => `${name}: ${license}`),
  ).toEqual([]);
  expect(readFileSync(join(root, "docs/licences.md"), "utf8")).toBe(licencesPage());
});

test("every line of the threat model names tests that there are", () => {
  const lines = threatLines(readFileSync(join(root, "docs/threat-model.md"), "utf8"));
  expect(lines.length).toBeGreaterThan(35);
  expect(lines.filter((line) => proofsOf(line).length === 0)).toEqual([]);
  const missing = lines.flatMap(proofsOf).filter(({ file, test }) => !isThere(file, test));
  expect(missing).toEqual([]);
});

test("a test that is not there is found missing", () => {
  expect(proofsOf('| x | y | `tests/a.test.ts` "one", "two"; `tests/b.test.ts` "three" |')).toEqual([
    { file: "tests/a.test.ts", test: "one" },
    { file: "tests/a.test.ts", test: "two" },
    { file: "tests/b.test.ts", test: "three" },
  ]);
  expect(isThere("tests/hostile/supply.test.ts", ["a", "test", "of", "another"].join(" "))).toBe(false);
  expect(isThere("tests/hostile/nowhere.test.ts", "a")).toBe(false);
  expect(proofsOf("| x | y | `tests/hostile/supply.test.ts` |")).toEqual([]);
});

/** Rows of tables and items of lists, each with what stands behind it on further lines. */
function threatLines(page: string): string[] {
  const joined = page.replaceAll(/\n {2}(?=\S)/g, " ");
  return joined.split("\n").filter((line) => /^(\| (?!threat|---)|- )/.test(line));
}

/** A file, and each name that stands behind it before the next file: of a test, or of a case in a table of cases. */
function proofsOf(line: string): { readonly file: string; readonly test: string }[] {
  return line
    .split(/(?=`tests\/[^`]+\.test\.ts`)/)
    .slice(1)
    .flatMap((part) => {
      const file = part.slice(1, part.indexOf("`", 1));
      return [...part.matchAll(/"([^"]+)"/g)].map(([, test]) => ({ file, test: test as string }));
    });
}

const caseNames = new Set([
  ...[faultCases, wrongPages, sickHosts].flatMap((cases) => cases.map(({ name }) => name)),
  ...[pageBombs, fieldBombs, yamlBombs].flatMap((bombs) => Object.keys(bombs)),
]);

function isThere(file: string, test: string): boolean {
  const path = join(root, file);
  return existsSync(path) && (caseNames.has(test) || readFileSync(path, "utf8").includes(test));
}

test("there are more than three hundred hostile cases, each with a name of its own", () => {
  const names = [
    ...faultCases.map(({ name }) => `fault ${name}`),
    ...wrongPages.map(({ name }) => `page ${name}`),
    ...sickHosts.map(({ name }) => `host ${name}`),
  ];
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(450);
});
