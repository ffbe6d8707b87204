import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fuzz, growthOf, MAX_GROWN_BYTES } from "./fuzz.ts";
import { fuzzers } from "./fuzzers.ts";
import { fuzzersWithKept, inputOf, keepInput, keptInputs } from "./kept-inputs.ts";

// The short run, for everyone's own machine. In CI the same fuzzers have a minute each, in processes of their own: scripts/test.ts.
test.each(Object.keys(fuzzers))(
  "two seconds of broken %s: nothing thrown, nothing that hangs, nothing kept in memory",
  async (name) => {
    const { inputs, kept, failures } = await fuzz(name, { seed: 20_260_701, seconds: 2 });
    const seeds = failures.flatMap(({ seed }) => seed ?? []);
    expect(failures, `kept in ${seeds.map((seed) => keepInput(name, seed)).join(", ")}`).toEqual([]);
    expect(kept).toBe(keptInputs(name).length);
    expect(inputs).toBeGreaterThan(kept);
  },
  180_000,
);

test("an input is the same for the same seed, and another for another", () => {
  expect(inputOf("html", 7)).toBe(inputOf("html", 7));
  expect(inputOf("html", 7)).not.toBe(inputOf("html", 8));
});

test("an input that is kept is read again as it was, lone surrogates too", () => {
  const folder = mkdtempSync(join(tmpdir(), "oogst-fuzz-"));
  try {
    const seed = Array.from({ length: 5000 }, (_, at) => at).find((at) => /\p{Cs}/u.test(inputOf("dates", at))) ?? -1;
    keepInput("dates", seed, folder);
    expect(keptInputs("dates", folder)).toEqual([{ seed, input: inputOf("dates", seed) }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a heap that grows beyond its bound is a failure, and one that stays is none", () => {
  expect(growthOf(MAX_GROWN_BYTES + 1)).toHaveLength(1);
  expect(growthOf(MAX_GROWN_BYTES)).toEqual([]);
});

test("every kept input is of a fuzzer that there is", () => {
  expect(fuzzersWithKept().length).toBeGreaterThan(0);
  for (const name of fuzzersWithKept()) expect(fuzzers).toHaveProperty(name);
});
