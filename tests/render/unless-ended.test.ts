import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EndedError, unlessEnded } from "../../src/render/unless-ended.ts";

vi.setConfig({ testTimeout: 60_000 });

describe("waiting for a browser to start", () => {
  let profile: string;
  let program: ChildProcess;
  beforeEach(async () => {
    profile = mkdtempSync(join(tmpdir(), "oogst-start-"));
    const keepsOn = "process.stdout.write('x'); setInterval(() => {}, 1000)";
    program = spawn(process.execPath, ["-e", keepsOn, "--", `--user-data-dir=${profile}`]);
    if (program.stdout !== null) await once(program.stdout, "data");
  });
  afterEach(() => {
    program.kill("SIGKILL");
    rmSync(profile, { recursive: true, force: true });
  });

  it("ends when its process is killed, though nobody else notices", async () => {
    const starting = unlessEnded(new Promise(() => undefined), profile).catch((error: unknown) => error);
    setTimeout(() => program.kill("SIGKILL"), 600);
    expect(await starting).toBeInstanceOf(EndedError);
  });

  it("goes on as long as the process runs, and gives what it then gives", async () => {
    const slow = new Promise((resolve) => setTimeout(() => resolve("open"), 3500));
    expect(await unlessEnded(slow, profile)).toBe("open");
  });

  it("the reason of who started it comes first", async () => {
    await expect(unlessEnded(Promise.reject(new Error("no sandbox")), profile)).rejects.toThrow("no sandbox");
  });
});
