import { expect, test } from "vitest";
import { consequenceOf } from "../../src/fetch/judge-status.ts";

const NOW_MS = Date.UTC(2026, 0, 31, 12, 0, 0);

test.each([
  [200, "ok"],
  [203, "ok"],
  [204, "ok"],
  [304, "ok"],
  [300, "give-up"],
  [305, "give-up"],
  [400, "give-up"],
  [401, "give-up"],
  [402, "give-up"],
  [403, "give-up"],
  [404, "give-up"],
  [407, "stop"],
  [408, "retry"],
  [410, "give-up"],
  [425, "retry"],
  [429, "retry"],
  [451, "give-up"],
  [500, "retry"],
  [502, "retry"],
  [503, "retry"],
  [504, "retry"],
  [511, "stop"],
  [520, "retry"],
  [599, "retry"],
  [600, "give-up"],
  [999, "give-up"],
])("%i means %s", (status, consequence) => {
  expect(consequenceOf(status, {}, NOW_MS)).toEqual({ consequence });
});

test.each([429, 503, 500, 408, 403])("Retry-After of a %i holds the host", (status) => {
  expect(consequenceOf(status, { "retry-after": ["120"] }, NOW_MS).retryAfterMs).toBe(120_000);
});

test("Retry-After of a page, or of one that is gone, holds nobody", () => {
  expect(consequenceOf(200, { "retry-after": ["120"] }, NOW_MS)).toEqual({ consequence: "ok" });
  expect(consequenceOf(404, { "retry-after": ["120"] }, NOW_MS)).toEqual({ consequence: "give-up" });
});

test("of several Retry-After headers the longest that can be read counts", () => {
  const headers = { "retry-after": ["10", "straks", "Sat, 31 Jan 2026 12:01:00 GMT", "-5"] };
  expect(consequenceOf(503, headers, NOW_MS)).toEqual({ consequence: "retry", retryAfterMs: 60_000 });
});

test("a challenge put before every page ends the host's queue, whatever its status", () => {
  expect(consequenceOf(403, { "cf-mitigated": ["challenge"] }, NOW_MS)).toEqual({ consequence: "stop" });
  expect(consequenceOf(503, { "cf-mitigated": ["Challenge"] }, NOW_MS)).toEqual({ consequence: "stop" });
});
