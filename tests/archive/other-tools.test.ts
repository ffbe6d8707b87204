import { execFile, execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import { readPages } from "../../src/archive/read-pages.ts";
import { startAnsweringServer } from "../support/answering-server.ts";
import { crawlPaper, servePaper } from "./small-paper.ts";
import { answersTo, itemsOf, recordsOf, scratch, sweep } from "./support.ts";

afterAll(sweep);

const run = promisify(execFile);
const has = (program: string, flag: string) => spawnSync(program, [flag]).status === 0;

it("libarchive's bsdtar lists every answer of an archive", async ({ skip }) => {
  if (!has("bsdtar", "--version")) skip("bsdtar is not installed (Debian: libarchive-tools)");
  const paper = await servePaper();
  const directory = scratch();
  await crawlPaper(paper, directory);
  await paper.close();
  const path = join(directory, "archive", "krant-00001.warc.gz");
  // libarchive knows WARC up to 1.0, whose dates have no fractions of a second; all else is as we wrote it.
  const asOldVersion = gunzipSync(readFileSync(path))
    .toString("latin1")
    .replaceAll(/^WARC\/1\.1\r$/gm, "WARC/1.0\r")
    .replaceAll(/^(WARC-Date: [\dT:-]+)\.\d+Z/gm, "$1Z");
  const old = join(directory, "old.warc");
  writeFileSync(old, asOldVersion, "latin1");
  // Its reader wants a record's head within one block of input.
  const listed = execFileSync("bsdtar", ["-b", "8192", "-tf", old], { encoding: "utf8" }).split("\n").slice(0, -1);
  const answers = (await recordsOf(path)).filter(({ type }) => type === "response");
  const paths = answers
    .map(({ fields }) => new URL(fields.get("warc-target-uri") ?? ""))
    .map(({ pathname, search }) => pathname + search);
  // "/" names no file.
  expect(listed).toEqual(paths.flatMap((name) => (name === "/" ? [] : [name.slice(1)])));
  expect(listed).toContain("robots.txt");
  expect(listed).toContain("nieuws/tweede-pagina?deel=2");
});

it("an archive that wget made is read", async ({ skip }) => {
  if (!has("wget", "--version")) skip("wget is not installed");
  const server = await startAnsweringServer((path) =>
    path === "/a"
      ? { body: '<p>Blad a <a href="/b">verder</a></p>', headers: { "content-type": "text/html" } }
      : path === "/b"
        ? { body: "<p>Blad b</p>", headers: { "content-type": "text/html; charset=iso-8859-1" } }
        : { status: 404, body: "weg" },
  );
  try {
    const directory = scratch();
    const args = [
      "--quiet",
      "--tries=1",
      "--timeout=5",
      "--warc-file=theirs",
      "--recursive",
      "--level=1",
      `${server.origin}/a`,
    ];
    // robots.txt is not there, for which wget has an exit code.
    await run("wget", args, { cwd: directory, env: { ...process.env, no_proxy: "127.0.0.1", http_proxy: "" } }).catch(
      () => {},
    );
    const path = join(directory, "theirs.warc.gz");
    expect((await itemsOf(path)).filter(({ kind }) => kind === "damage")).toEqual([]);
    expect(
      answersTo(await recordsOf(path), `${server.origin}/a`).length +
        answersTo(await recordsOf(path), `<${server.origin}/a>`).length,
    ).toBe(1);
    const pages: string[] = [];
    for await (const item of readPages(path))
      if (item.kind === "page") pages.push(`${new URL(item.page.finalUrl).pathname} ${Buffer.from(item.page.body)}`);
    expect(pages).toEqual(['/a <p>Blad a <a href="/b">verder</a></p>', "/b <p>Blad b</p>"]);
  } finally {
    await server.close();
  }
});
