// Makes what is published, in dist/: JavaScript in few files, so that a start reads few, with its types and the licences of what is in it.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
const { status } = spawnSync("tsc", ["-p", "tsconfig.build.json", "--emitDeclarationOnly"], { stdio: "inherit" });
if (status === 0) await bundle();
process.exitCode = status ?? 1;

async function bundle(): Promise<void> {
  const { metafile } = await build({
    entryPoints: ["src/cli/main.ts", "src/index.ts"],
    outdir: "dist",
    outbase: "src",
    // As deep as the sources: some look two folders up for package.json and selectors/.
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    legalComments: "none",
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: false,
    metafile: true,
    // Browsers are driven by files of Playwright's own; pino finds files of its own; stores and DuckDB are brought by whoever wants them.
    external: ["playwright", "pino", "pino-pretty", "@keyv/*", "@duckdb/*", "pg", "redis"],
    banner: {
      // Packages of the older kind ask for Node's own modules by `require`.
      js: 'import { createRequire as createRequireOf } from "node:module"; const require = createRequireOf(import.meta.url);',
    },
  });
  chmodSync("dist/cli/main.js", 0o755);
  for (const file of readdirSync("dist").filter((name) => name.endsWith(".js"))) {
    if (readFileSync(join("dist", file), "utf8").includes('"../../'))
      throw new Error(`dist/${file} looks two folders up, which is outside the package`);
  }
  writeFileSync("dist/LICENSES.txt", licencesOf(Object.keys(metafile.inputs)));
}

/** The licence of each package whose code is in the bundle. */
function licencesOf(inputs: readonly string[]): string {
  const found = inputs
    .map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  // What a package has taken into its own files stands under its licence.
  const folders = new Set(
    found.map((folder) =>
      existsSync(join(folder, "package.json"))
        ? folder
        : (/^.*?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(folder)?.[0] ?? folder),
    ),
  );
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text =
      file !== undefined && existsSync(join(folder, file))
        ? readFileSync(join(folder, file), "utf8").trim()
        : `Licence: ${license}`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `Oogst's published files hold code of these packages:\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}
