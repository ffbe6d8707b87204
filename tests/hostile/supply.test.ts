import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installedPackages, licencesPage } from "../../scripts/licences.ts";
import { faultCases } from "../support/fault-server.ts";
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

test("every file that the threat model names as its proof is there", () => {
  const page = readFileSync(join(root, "docs/threat-model.md"), "utf8");
  const named = [...page.matchAll(/`((?:tests|bench|scripts)\/[^`]+\.ts)`/g)].map(([, path]) => path as string);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const rows = page.split("\n").filter((line) => /^\| (?!threat|---)/.test(line));
  expect(rows.filter((row) => !/`(?:tests|bench)\/[^`]+\.ts`/.test(row))).toEqual([]);
});

test("there are more than three hundred hostile cases, each with a name of its own", () => {
  const names = [
    ...faultCases.map(({ name }) => `fault ${name}`),
    ...wrongPages.map(({ name }) => `page ${name}`),
    ...sickHosts.map(({ name }) => `host ${name}`),
  ];
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(450);
});
