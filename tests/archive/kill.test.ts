import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { chanceFrom } from "../../src/demo/random.ts";
import { DEMO_HOST, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { linesOf, replayInto, scratch, sweep } from "./support.ts";

afterAll(sweep);

const KILLS = 4;

it("an archive whose crawl was killed again and again replays to the crawl's dataset, byte for byte", async () => {
  const magazine = makeMagazine({ articleCount: 150, maxComments: 12, seed: 11 });
  const server = await serveMagazine(magazine);
  const chance = chanceFrom(4);
  const directory = scratch();
  try {
    let kills = 0;
    for (let code: number | null = null; code === null; ) {
      code = await crawlOnce(server.port, directory, kills < KILLS ? chance.between(700, 1500) : null);
      if (code === null) kills++;
    }
    expect(kills).toBeGreaterThanOrEqual(2);
    const again = scratch();
    const result = await replayInto([directory], again);
    expect(result.damaged).toBe(0);
    expect(linesOf(directory)).toHaveLength(magazine.articles.length);
    expect(readFileSync(join(again, "articles.jsonl"))).toEqual(readFileSync(join(directory, "articles.jsonl")));
  } finally {
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  }
}, 90_000);

/** One life of the crawl: null when it was killed, else its exit code. */
async function crawlOnce(port: number, directory: string, killAfterMs: number | null): Promise<number | null> {
  const child = spawn(
    process.execPath,
    [
      ...["src/cli/main.ts", "crawl", "polderklerk", "--archive", "--output", directory, "--log-level", "error"],
      ...["--connect-to", `${DEMO_HOST}=127.0.0.1:${port}`, "--allow-address", "127.0.0.1", "--host-delay", "6"],
    ],
    { stdio: "ignore" },
  );
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  clearTimeout(timer);
  return code;
}
