import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeMagazine } from "../src/demo/magazine.ts";
import { DEMO_HOST, serveMagazine } from "../src/demo/serve-magazine.ts";

const folder = mkdtempSync(join(tmpdir(), "oogst-package-"));
const here = resolve(".");

const run = (command: string, args: readonly string[], cwd: string) => {
  const done = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, npm_config_audit: "false", npm_config_fund: "false" },
  });
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${done.status}:\n${done.stdout}${done.stderr}`);
  return done.stdout;
};
const oogst = (...args: string[]) => run(process.execPath, ["node_modules/oogst/dist/cli/main.js", ...args], folder);

beforeAll(() => {
  run("npm", ["run", "build"], here);
  run("npm", ["pack", "--pack-destination", folder], here);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) as string;
  writeFileSync(join(folder, "package.json"), '{"private":true,"type":"module"}');
  // No script of any dependency is run: what is installed works without a build step.
  run("npm", ["install", "--prefer-offline", "--ignore-scripts", join(folder, tarball)], folder);
  // Whoever writes TypeScript for Node has its types.
  run("npm", ["install", "--prefer-offline", "--ignore-scripts", "--save-dev", "@types/node@24"], folder);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the published package, installed in an empty folder", () => {
  it("says its version", () => {
    expect(oogst("--version").trim()).toBe(JSON.parse(readFileSync("package.json", "utf8")).version);
  });

  it("crawls the bundled magazine into a right dataset", () => {
    oogst("demo");
    expect(readFileSync(join(folder, "output/demo/articles.jsonl"), "utf8").trim().split("\n")).toHaveLength(87);
  }, 60_000);

  it("reads pages in threads, in a crawl and in a replay", async () => {
    const server = await serveMagazine(makeMagazine({ articleCount: 20, maxComments: 10, seed: 3 }));
    try {
      const child = spawn(
        process.execPath,
        [
          ...["node_modules/oogst/dist/cli/main.js", "crawl", "polderklerk", "--threads", "2", "--archive"],
          ...["--allow-address", "127.0.0.1", "--connect-to", `${DEMO_HOST}=127.0.0.1:${server.port}`],
        ],
        { cwd: folder, stdio: "ignore" },
      );
      expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
    } finally {
      await server.close();
    }
    oogst("replay", "output/polderklerk", "--threads", "2");
    const [crawled, replayed] = ["polderklerk", "polderklerk-replay"].map((name) =>
      readFileSync(join(folder, "output", name, "articles.jsonl"), "utf8"),
    );
    expect(crawled?.trim().split("\n")).toHaveLength(20);
    expect(replayed).toBe(crawled);
  }, 60_000);

  it("extracts a saved page", () => {
    const html = `<!doctype html><html lang="nl"><title>Brug dicht</title><article><h1>Brug dicht</h1>${"<p>De brug bij Zandmeer blijft voorlopig dicht, zegt de wethouder, want het hout is rot en de planken liggen los.</p>".repeat(5)}</article></html>`;
    writeFileSync(join(folder, "page.html"), html);
    expect(JSON.parse(oogst("extract", "page.html", "--url", "https://krant.example/brug"))).toMatchObject({
      title: "Brug dicht",
      site: "krant.example",
    });
  });

  it("says the same of a saved page by its quick way as by the whole program", () => {
    const cache = join(folder, "cache");
    const site = (name: string, rules: string) =>
      writeFileSync(
        join(folder, `${name}.yaml`),
        `name: ${name}\nhosts: [${name}.example]\nlanguage: nl\ntimeZone: Europe/Amsterdam\n${rules}`,
      );
    site("krant", "fields: { title: h1, body: article }\nrules: { required: [title, body] }\n");
    site("unsound", "fields: { titel: h1 }\n");
    writeFileSync(join(folder, "empty.html"), "");
    const url = ["--url", "https://krant.example/brug"];
    const asked = [
      ["page.html", "--site", "krant.yaml", ...url],
      ["page.html", "--site", "./krant.yaml", "--pretty"],
      ["page.html", ...url],
      ["page.html"],
      ["empty.html", ...url],
      ["nothing.html", "--site", "krant.yaml"],
      ["page.html", "--site", "unsound.yaml"],
      ["page.html", "--site", "nobody"],
      ["page.html", "--url", "no address"],
      ["page.html", "--site"],
      ["page.html", "page.html", "--site", "krant.yaml", ...url],
    ];
    const answer = (args: readonly string[], env: NodeJS.ProcessEnv) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ["node_modules/oogst/dist/cli/main.js", "extract", ...args],
        { cwd: folder, encoding: "utf8", env: { ...process.env, ...env } },
      );
      return { status, stdout, stderr };
    };
    for (const args of asked) {
      const whole = answer(args, { NODE_DISABLE_COMPILE_CACHE: "1" });
      // Whatever is asked first is not known yet; the second start may know it, and the third has its code compiled.
      for (let start = 0; start < 3; start++) expect(answer(args, { XDG_CACHE_HOME: cache })).toEqual(whole);
    }
    const kept = readdirSync(cache, { recursive: true, encoding: "utf8" });
    expect(kept.filter((path) => path.endsWith(".code"))).toHaveLength(2);
  }, 60_000);

  it("can be imported, with types", () => {
    writeFileSync(
      join(folder, "use.ts"),
      'import { articleRecordSchema, extractOne, pageOfFile, type ArticleRecord } from "oogst";\nconst page = pageOfFile({ body: new Uint8Array(), url: "https://krant.example/", fetchedAt: "2026-01-01T00:00:00.000Z" });\nconst outcome = await extractOne(page, null);\nconst record: ArticleRecord | undefined = outcome.kind === "record" ? outcome.record : undefined;\nexport const seen = [outcome.kind, record === undefined, typeof articleRecordSchema.parse];\n',
    );
    expect(
      run(process.execPath, ["-e", 'import("./use.ts").then(({ seen }) => console.log(seen.join()))'], folder).trim(),
    ).toBe("not-article,true,function");
    writeFileSync(
      join(folder, "tsconfig.json"),
      '{"compilerOptions":{"module":"nodenext","strict":true,"noEmit":true,"types":["node"]},"files":["use.ts"]}',
    );
    run(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "-p", "."], folder);
  }, 60_000);
});
