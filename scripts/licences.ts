// Lists what is installed with Oogst, with its licence, in docs/licences.md: `node scripts/licences.ts` after a dependency has changed.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
}

export interface InstalledPackage extends LockedPackage {
  readonly name: string;
}

/** What a user of Oogst installs with it, by the lock file: nothing that only serves its making. */
export function installedPackages(): InstalledPackage[] {
  const lock = JSON.parse(readFileSync(at("package-lock.json"), "utf8")) as { packages: Record<string, LockedPackage> };
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== "" && dev !== true && devOptional !== true)
    .map(([path, locked]) => ({
      ...locked,
      name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
    }))
    .toSorted(
      (one, other) => one.name.localeCompare(other.name, "en") || one.version.localeCompare(other.version, "en"),
    );
}

/** `docs/licences.md` as it should be. */
export function licencesPage(): string {
  const rows = installedPackages().map(
    ({ name, version, license }) => `| ${name} | ${version} | ${license ?? "not told"} |`,
  );
  return `# Licences of what is installed with Oogst

Made by \`node scripts/licences.ts\` from package-lock.json; a test compares. Optional peers (Redis, PostgreSQL, DuckDB) are the user's own choice and not in here.

| package | version | licence |
| --- | --- | --- |
${rows.join("\n")}
`;
}

if (import.meta.main) writeFileSync(at("docs/licences.md"), licencesPage());
