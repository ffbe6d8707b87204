import { describe, expect, test } from "vitest";
import { type BombResult, bombApart } from "./bomb-apart.ts";
import { type Bombs, fieldBombs, pageBombs, yamlBombs } from "./parser-bombs.ts";

/** The process's own time, 600 ms of start among it: a busy machine decides nothing. */
const MAX_CPU_MS = 5000;
/** A process that reads one small page has 150 MiB at its highest. */
const MAX_PEAK_MIB = 400;
/** Pages as large as any that is read have their bytes, their text and its pieces. */
const MAX_LARGE_PEAK_MIB = 650;
/** The few that need more: of three million words, of sixty thousand comments. */
const ownPeakMib: Readonly<Record<string, number>> = {
  "16 MB of text": 900,
  "60,000 comments of readers": 650,
};

const expectWithin = ({ cpuMs, peakMib, prototypeKeys }: BombResult, maxPeakMib: number): void => {
  expect(cpuMs).toBeLessThan(MAX_CPU_MS);
  expect(peakMib).toBeLessThan(maxPeakMib);
  expect(prototypeKeys).toEqual([]);
};
const namesOf = (bombs: Bombs) => Object.keys(bombs);

// No crawl around them: what is asked of the network stands in bombs.test.ts. Each is read in a process of its own.
describe.each(["described", "undescribed"] as const)("a page made to be slow, on a site that is %s", (kind) => {
  test.each(namesOf(pageBombs))(
    "%s is read or refused, in time and memory",
    async (name) => {
      const result = await bombApart(kind, name);
      expect(result.outcome).toMatch(/^(record: Kade gaat op de schop|rejected$|parse-bounds$)/);
      expectWithin(result, ownPeakMib[name] ?? (name.includes("16 MB") ? MAX_LARGE_PEAK_MIB : MAX_PEAK_MIB));
    },
    160_000,
  );
});

describe("a site file made to be slow", () => {
  test.each(namesOf(fieldBombs))(
    "%s is refused when it is loaded, or ends in time on a page made for it",
    async (name) => {
      const result = await bombApart("field", name);
      expect(result.outcome).toMatch(/^(refused|parse-bounds|rejected|not-article|record)/);
      expectWithin(result, MAX_PEAK_MIB);
    },
    160_000,
  );

  test.each(namesOf(yamlBombs))(
    "YAML of %s is refused in time and memory",
    async (name) => {
      const result = await bombApart("yaml", name);
      expect(result.outcome).toBe("refused");
      expectWithin(result, MAX_PEAK_MIB);
    },
    160_000,
  );
});
