import fc from "fast-check";
import { expect, test } from "vitest";
import { backOffMs } from "../../src/fetch/back-off.ts";

const BOUNDS = { baseMs: 1000, capMs: 60_000 };

test("the longest wait doubles with every try, up to the cap", () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 8, 5000].map((attempt) => backOffMs(attempt, () => 0.999_999, BOUNDS) + 1);
  expect(longest.map((ms) => Math.round(ms / 1000))).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test("the wait is spread over all of it, so that pages which failed together do not come back together", () => {
  expect(backOffMs(3, () => 0, BOUNDS)).toBe(0);
  expect(backOffMs(3, () => 0.5, BOUNDS)).toBe(2000);
});

test("no wait is negative, beyond the cap, or no number", () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 100_000 }), random, fc.nat(), fc.nat(), (attempt, number, baseMs, capMs) => {
      const waitMs = backOffMs(attempt, () => number, { baseMs, capMs });
      expect(waitMs >= 0 && waitMs <= capMs).toBe(true);
    }),
  );
});
