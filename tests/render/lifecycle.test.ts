import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { makeProfileFolder, sweepProfileFolders } from "../../src/render/profile-folders.ts";
import { hasBrowser, NO_BROWSER, type PageServer, renderFrom, scripted, servePages, textOf } from "./page-server.ts";

const isLinux = process.platform === "linux";

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

describe.skipIf(!hasBrowser || !isLinux)(
  `the browser's processes${hasBrowser ? "" : ` (skipped: ${NO_BROWSER})`}${isLinux ? "" : " (skipped: only Linux tells whose a process is)"}`,
  () => {
    let site: PageServer;
    let folder: string;

    beforeAll(async () => {
      site = await servePages({ "/goed": scripted("document.querySelector('#doel').textContent = 'Goed'") });
    });
    afterAll(() => site.close());
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "oogst-test-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it("none is started before the first page that is rendered, and none is left at the end", async () => {
      const rendering = renderFrom(site, { folder });
      expect(readdirSync(folder)).toEqual([]);
      const absent = await rendering.get("/nergens");
      expect(absent).toMatchObject({ status: 404, broughtBy: "http" });
      expect(readdirSync(folder)).toEqual([]);
      await rendering.get("/goed");
      expect(browsersIn(folder).length).toBeGreaterThan(0);
      await rendering.close();
      expect(browsersIn(folder)).toEqual([]);
      expect(readdirSync(folder)).toEqual([]);
    });

    it("a browser that is killed costs no page: its visits are made again, in another one", async () => {
      const rendering = renderFrom(site, { folder, maxTabs: 2 });
      try {
        site.pages["/wacht"] = scripted("setTimeout(() => document.querySelector('#doel').textContent = 'Klaar', 700)");
        const pages = Promise.all(
          Array.from({ length: 6 }, () =>
            rendering.get("/wacht", { actions: [{ waitFor: "#doel:not(:empty)", timeoutMs: 5000 }] }),
          ),
        );
        await expect
          .poll(() => site.asked.filter((ask) => ask === "GET /wacht").length, { timeout: 10_000 })
          .toBeGreaterThan(2);
        await expect.poll(() => browsersIn(folder).length, { timeout: 10_000 }).toBeGreaterThan(0);
        for (const pid of browsersIn(folder)) process.kill(pid, "SIGKILL");
        for (const page of await pages) expect(textOf(page)).toContain('<div id="doel">Klaar</div>');
        expect(site.asked.filter((ask) => ask === "GET /wacht")).toHaveLength(6);
      } finally {
        await rendering.close();
      }
      expect(readdirSync(folder)).toEqual([]);
    });

    it("a browser that does not answer any more is ended, and its page tried in another one", async () => {
      const rendering = renderFrom(site, { folder, maxTabs: 1 });
      try {
        await rendering.get("/goed");
        const stopped = browsersIn(folder);
        for (const pid of stopped) process.kill(pid, "SIGSTOP");
        const one = rendering.get("/goed", {}, { timeoutMs: 1500 }).catch((error: unknown) => error);
        expect(textOf(await rendering.get("/goed"))).toContain("Goed");
        // The page that was under way when the browser stopped is to be tried again, if it was not already.
        expect(await one).toMatchObject(
          (await one) instanceof Error ? { reason: "browser", consequence: "retry" } : { status: 200 },
        );
      } finally {
        await rendering.close();
      }
      expect(browsersIn(folder)).toEqual([]);
    });

    it("after kill -9 of the program nothing runs on, and the next start clears what it left", async () => {
      const child = await startRendering(folder, site.port);
      expect(browsersIn(folder).length).toBeGreaterThan(0);
      child.kill("SIGKILL");
      await once(child, "exit");
      await expect.poll(() => browsersIn(folder), { timeout: 5000 }).toEqual([]);
      expect(readdirSync(folder)).toHaveLength(1);
      const rendering = renderFrom(site, { folder });
      await rendering.get("/goed");
      await rendering.close();
      expect(readdirSync(folder)).toEqual([]);
    });

    it("a browser that outlives its killed program is ended at the next start; those of living programs, and others', are left alone", async () => {
      const [orphan, living, other] = [
        join(folder, "oogst-browser-999999999-a"),
        makeProfileFolder(folder).path,
        join(folder, "andermans-oogst-browser-1-x"),
      ];
      mkdirSync(orphan);
      mkdirSync(other);
      const sleepers = [orphan, living, other].map((path) =>
        spawn(process.execPath, [
          "-e",
          "setTimeout(() => {}, 20000)",
          "--",
          `--user-data-dir=${join(path, "profile")}`,
        ]),
      );
      try {
        await expect.poll(() => browsersIn(folder).length).toBe(3);
        expect(sweepProfileFolders(folder)).toEqual([orphan]);
        await once(sleepers[0] as ChildProcess, "exit");
        expect(sleepers.map(({ signalCode }) => signalCode)).toEqual(["SIGKILL", null, null]);
        expect(readdirSync(folder)).toHaveLength(2);
      } finally {
        for (const sleeper of sleepers) sleeper.kill("SIGKILL");
      }
    });

    it("a process number that was given out again does not keep a dead program's folder alive", () => {
      const path = makeProfileFolder(folder).path;
      writeFileSync(join(path, "owner.json"), JSON.stringify({ pid: process.pid, startedAt: "1" }));
      expect(sweepProfileFolders(folder)).toEqual([path]);
    });
  },
);

/** Processes whose command line names a folder of `folder` as a browser's. */
function browsersIn(folder: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, "utf8").includes(`--user-data-dir=${folder}/`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** A program of its own that has rendered a page and stays. */
async function startRendering(folder: string, port: number): Promise<ChildProcess> {
  const program = `
    import { renderFrom } from ${JSON.stringify(new URL("./page-server.ts", import.meta.url).href)};
    const rendering = renderFrom({ port: ${port}, origin: "http://polder.example:${port}" }, { folder: ${JSON.stringify(folder)} });
    await rendering.get("/goed");
    console.log("gerenderd");
    setTimeout(() => {}, 30000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout as NodeJS.ReadableStream, "data");
  return child;
}
