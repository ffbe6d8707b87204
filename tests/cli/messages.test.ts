import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runOogst } from "./run-oogst.ts";

const folder = mkdtempSync(join(tmpdir(), "oogst-messages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "folder.warc"));

describe("a mistake in what is given is told in one line, as bad usage", () => {
  it.each([
    ["an address that is none, to extract", ["extract", "http://x y/"], "expected a web address, got `http://x y/`"],
    ["an address that is none, to new", ["new", "http://x y/"], "expected a web address, got `http://x y/`"],
    ["an archive that is not there", ["extract", "nothing.warc.gz"], "nothing.warc.gz: no such file"],
    ["a folder named as an archive", ["extract", "folder.warc"], "folder.warc: is a folder"],
    ["a page without end", ["extract", "/dev/zero"], "/dev/zero: expected a page of at most 32 MiB, found more"],
    ["a name that steers a terminal", ["extract", "\u001b[31mx"], "\\x1b[31mx: no such file"],
  ])("%s", async (_, args, told) => {
    expect(await runOogst(args, folder)).toEqual({ code: 2, out: "", err: `oogst: ${told}\n` });
  });
});

it("an address that steers a terminal reaches it as text", async () => {
  const { code, err } = await runOogst(["extract", "http://127.0.0.1/\u001b[31m"], folder);
  expect(code).toBe(4);
  expect(err).toMatch(/^oogst: http:\/\/127\.0\.0\.1\/\\x1b\[31m: /);
});
