import { expect, test } from "vitest";
import { fuzz, keptSeeds } from "./fuzz.ts";
import { fuzzers } from "./fuzzers.ts";
import { mutated } from "./mutate.ts";

const MIB = 1024 * 1024;

test.each(Object.keys(fuzzers))(
  "two seconds of broken %s: nothing thrown, nothing that hangs, nothing kept",
  async (name) => {
    const { inputs, failures, slowest, grownBytes } = await fuzz(name, { seed: 20_260_701, seconds: 2 });
    expect(failures).toEqual([]);
    expect(inputs).toBeGreaterThan(keptSeeds[name]?.length ?? 0);
    expect(slowest.milliseconds).toBeLessThan(4000);
    expect(grownBytes).toBeLessThan(48 * MIB);
  },
  60_000,
);

test("an input is the same for the same seed, and another for another", () => {
  const inputOf = (seed: number) => mutated(fuzzers.html?.corpus ?? [], fuzzers.html?.words ?? [], seed);
  expect(inputOf(7)).toBe(inputOf(7));
  expect(inputOf(7)).not.toBe(inputOf(8));
});

test("every kept seed is of a fuzzer that there is", () => {
  for (const name of Object.keys(keptSeeds)) expect(fuzzers).toHaveProperty(name);
});
