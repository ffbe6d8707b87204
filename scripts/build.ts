// Makes what is published, in dist/: JavaScript in few files, so that a start reads few, with its types and the licences of what is in it.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, globSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

/** The tables of HTML's entities are made of text letter by letter at each start; packed, they are there at once. */
const packedTables: Plugin = {
  name: "packed-tables",
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/]entities[\\/].*[\\/]esm[\\/]generated[\\/]decode-data-(?:html|xml)\.js$/ },
      async ({ path }) => {
        const tables: Record<string, unknown> = await import(path);
        const lines = Object.entries(tables).map(([name, table]) => {
          if (!(table instanceof Uint16Array)) throw new Error(`${path}: expected tables of 16 bits, found ${name}`);
          const packed = Buffer.from(table.buffer, table.byteOffset, table.byteLength).toString("base64");
          const made = `new Uint16Array(new Uint8Array(Buffer.from("${packed}", "base64")).buffer)`;
          return name === "default" ? `export default ${made};` : `export const ${name} = ${made};`;
        });
        return { contents: lines.join("\n"), loader: "js" };
      },
    );
  },
};

/** Files that the first one only asks for when the quick way does not do. */
const laterFiles = ["run-whole", "remember-site"];

const whatComesLater: Plugin = {
  name: "what-comes-later",
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^\\./(?:${laterFiles.join("|")})\\.ts$`) }, ({ path, kind }) =>
      kind === "dynamic-import" ? { path: path.replace(/^\.(.*)\.ts$/, "../chunks$1.js"), external: true } : undefined,
    );
  },
};

/** What makes HTML of trees comes with css-select, for those who let it choose how to walk trees. The quick way does neither. */
const withoutWriters: Plugin = {
  name: "without-writers",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^dom-serializer$/ }, ({ path }) => ({ path, namespace: "without" }));
    onLoad({ filter: /./, namespace: "without" }, () => ({
      contents: "export default function write() { throw new Error('The quick way writes no HTML.'); }",
    }));
  },
};

rmSync("dist", { recursive: true, force: true });
const { status } = spawnSync("tsc", ["-p", "tsconfig.build.json", "--emitDeclarationOnly"], { stdio: "inherit" });
if (status === 0) await bundle();
process.exitCode = status ?? 1;

async function bundle(): Promise<void> {
  const common: BuildOptions = {
    outdir: "dist",
    outbase: "src",
    bundle: true,
    platform: "node",
    target: "node24",
    // Else the pattern is made of text at each start, and compiled there.
    supported: { "regexp-set-notation": true },
    legalComments: "none",
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: false,
    plugins: [packedTables],
    define: { OOGST_BUILD: JSON.stringify(idOfBuild()) },
  };
  const { metafile } = await build({
    ...common,
    entryPoints: [
      { in: "src/index.ts", out: "index" },
      ...laterFiles.map((name) => ({ in: `src/cli/${name}.ts`, out: `chunks/${name}` })),
    ],
    metafile: true,
    // As deep as the sources: some look two folders up for package.json and selectors/.
    chunkNames: "chunks/[name]-[hash]",
    splitting: true,
    format: "esm",
    // Browsers are driven by files of Playwright's own; pino finds files of its own; stores and DuckDB are brought by whoever wants them.
    external: ["playwright", "pino", "pino-pretty", "@keyv/*", "@duckdb/*", "pg", "redis"],
    banner: {
      // Packages of the older kind ask for Node's own modules by `require`.
      js: 'import { createRequire as createRequireOf } from "node:module"; const require = createRequireOf(import.meta.url);',
    },
  });
  // What a start begins with is CommonJS: imported by a module, Node's own modules load all that they ever export, streams among it.
  // `quick-extract`, which is all that `oogst extract` of a saved page needs, is a script that V8 can be given with its code compiled.
  await build({
    ...common,
    entryPoints: ["src/cli/main.ts", "src/cli/quick-extract.ts"],
    format: "cjs",
    charset: "ascii",
    minifyIdentifiers: true,
    plugins: [packedTables, whatComesLater, withoutWriters],
    define: { ...common.define, "import.meta.url": "scriptUrl", "import.meta.dirname": "__dirname" },
    banner: { js: 'const scriptUrl = require("node:url").pathToFileURL(__filename).href;' },
  });
  writeFileSync("dist/cli/package.json", '{ "type": "commonjs" }\n');
  writeInAscii("dist/cli/quick-extract.js");
  // A reading thread has files of its own: shared ones would be cut smaller, and every start of the program would read more of them.
  await build({
    ...common,
    entryPoints: ["src/crawl/reading-worker.ts"],
    chunkNames: "chunks/thread-[name]-[hash]",
    splitting: true,
    format: "esm",
    banner: {
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

/** Differs with everything that may make another program. */
function idOfBuild(): string {
  const hash = createHash("sha256");
  for (const path of ["package-lock.json", "scripts/build.ts", ...globSync("src/**/*.ts").sort()])
    hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  return hash.digest("hex").slice(0, 16);
}

/** V8 reads a script of one byte a letter twice as fast. esbuild leaves other letters in regular expressions, which may be escaped there. */
function writeInAscii(path: string): void {
  const escaped = readFileSync(path, "utf8").replace(
    /[^\0-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  writeFileSync(path, escaped);
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
