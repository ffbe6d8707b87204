import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** Floors of the house, from the ground up. Folders of one floor stand side by side and do not know each other. */
const FLOORS: readonly (readonly string[])[] = [
  ["model"],
  ["dom"],
  ["config"],
  [
    "discover",
    "frontier",
    "robots",
    "fetch",
    "render",
    "extract",
    "validate",
    "write",
    "archive",
    "export",
    "people",
    "revisit",
    "scaffold",
    "check",
    "demo",
  ],
  ["crawl"],
  ["index.ts"],
  ["cli"],
];
const PURE = ["model", "dom", "discover", "extract", "validate"];
const files = globSync("src/**/*.ts").map((file) => file.replaceAll("\\", "/"));

describe("the house", () => {
  it("has every folder on a floor", () => {
    const known = new Set(FLOORS.flat());
    expect(files.map(folderOf).filter((folder) => !known.has(folder))).toEqual([]);
  });

  it("has no import that runs up or sideways", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !mayImport(folderOf(file), folderOf(target)))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("has no circle", () => {
    const circles = files.flatMap((file) => circleFrom(file));
    expect(circles).toEqual([]);
  });

  it("keeps network, disk and clock out of the pure folders", () => {
    const forbidden =
      /from "(node:(fs|http|https|http2|tls|dns|child_process|worker_threads)[^"]*|undici|playwright[^"]*)"|Date\.now\(|new Date\(\)|performance\.now\(|^import (?!\{ isIP(v4|v6)? \}).* from "node:net"/m;
    expect(files.filter((file) => PURE.includes(folderOf(file)) && forbidden.test(readFileSync(file, "utf8")))).toEqual(
      [],
    );
  });

  it("has no drawer called utils, helpers, common or types at the top", () => {
    expect(files.filter((file) => /^src\/(utils|helpers|common|types|lib|shared)\//.test(file))).toEqual([]);
  });
});

/** "src/extract/generic/x.ts" → "extract"; "src/index.ts" → "index.ts". */
function folderOf(file: string): string {
  return file.split("/")[1] ?? "";
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const specifiers = [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map((match) => match[1] as string);
  return specifiers
    .map((specifier) => normalize(join(dirname(file), specifier)).replaceAll("\\", "/"))
    .filter((target) => target.startsWith("src/"));
}

function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  const floor = (folder: string) => FLOORS.findIndex((folders) => folders.includes(folder));
  return floor(to) < floor(from);
}

/** Circles of values, not of types: `import type` is gone when the program runs. */
function circleFrom(start: string): string[] {
  const seen = new Set<string>();
  const waiting = valueImportsOf(start);
  while (waiting.length > 0) {
    const file = waiting.pop() as string;
    if (file === start) return [start];
    if (seen.has(file)) continue;
    seen.add(file);
    waiting.push(...valueImportsOf(file));
  }
  return [];
}

function valueImportsOf(file: string): string[] {
  const text = readFileSync(file, "utf8").replaceAll(/import type [^;]+;/g, "");
  return [...text.matchAll(/(?:from)\s*"(\.[^"]+)"/g)].map((match) =>
    normalize(join(dirname(file), match[1] as string)).replaceAll("\\", "/"),
  );
}
