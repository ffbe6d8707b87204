import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it.each([
  ["0", "8"],
  ["2", "4"],
])(
  "a crawl with %s reading threads, killed again and again, loses nothing, repeats nothing, and never takes a line back",
  (threads, kills) => {
    const judged = spawnSync(
      process.execPath,
      [
        "bench/kill/judge-kill.ts",
        "--kills",
        kills,
        "--articles",
        "300",
        "--longest",
        "900",
        "--delay",
        "3",
        "--threads",
        threads,
      ],
      { encoding: "utf8" },
    );
    expect(judged.stdout).toContain("judge:kill passed");
    expect(JSON.parse(judged.stdout.slice(0, judged.stdout.lastIndexOf("}") + 1))).toMatchObject({
      lost: 0,
      duplicated: 0,
      torn: 0,
      wrong: 0,
      tooSoon: 0,
      faults: [],
    });
  },
  120_000,
);
