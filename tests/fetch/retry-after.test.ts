import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRetryAfterMs } from "../../src/fetch/retry-after.ts";

const NOW_MS = Date.UTC(2026, 0, 31, 12, 0, 0);
const DAY_MS = 24 * 60 * 60 * 1000;

test.each([
  ["120", 120_000],
  [" 120 ", 120_000],
  ["0", 0],
  ["1.5", 1500],
  ["99999999999999999999999", DAY_MS],
  ["Sat, 31 Jan 2026 12:00:30 GMT", 30_000],
  ["Saturday, 31-Jan-26 12:00:30 GMT", 30_000],
  ["Sat Jan 31 12:00:30 2026", 30_000],
  ["Sun Feb  1 12:00:00 2026", DAY_MS],
  ["sat, 31 jan 2026 12:00:30 gmt", 30_000],
  ["Sat, 31 Jan 2026 11:59:00 GMT", 0],
  ["Fri, 31 Dec 9999 23:59:59 GMT", DAY_MS],
  ["Thursday, 01-Jan-70 00:00:00 GMT", DAY_MS],
  ["Friday, 01-Jan-99 00:00:00 GMT", 0],
])("%j asks for %i ms", (value, expected) => {
  expect(parseRetryAfterMs(value, NOW_MS)).toBe(expected);
});

test.each([
  "",
  "-60",
  "+60",
  "straks",
  "1e9",
  "0x10",
  "12 s",
  "Infinity",
  "NaN",
  "2026-01-31T12:00:00Z",
  "Sat, 30 Feb 2026 12:00:00 GMT",
  "Sat, 31 Jan 2026 25:00:00 GMT",
  "Sat, 00 Jan 2026 12:00:00 GMT",
  "Sat, 31 Foo 2026 12:00:00 GMT",
  "Sat, 31 Jan 2026 12:00:00 +0100",
])("%j asks for nothing", (value) => {
  expect(parseRetryAfterMs(value, NOW_MS)).toBeUndefined();
});

test("every date that a server writes is read back to the second", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: DAY_MS / 1000 }), (seconds) => {
      const value = new Date(NOW_MS + seconds * 1000).toUTCString();
      expect(parseRetryAfterMs(value, NOW_MS)).toBe(seconds * 1000);
    }),
  );
});

test("whatever is sent, the wait is none, or between nothing and a day", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.date().map(String)), (value) => {
      const waitMs = parseRetryAfterMs(value, NOW_MS) ?? 0;
      expect(waitMs >= 0 && waitMs <= DAY_MS).toBe(true);
    }),
  );
});
