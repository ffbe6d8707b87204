import { describe, expect, it } from "vitest";
import { nextRunAtMs } from "../../src/revisit/next-run.ts";

const hourly = { cron: "7 * * * *", timeZone: "Europe/Amsterdam", jitterMs: 0 };
const at = (iso: string) => Date.parse(iso);

describe("when the next run is", () => {
  it("is the next time of the pattern", () => {
    expect(nextRunAtMs(hourly, at("2026-01-10T10:07:00Z"), at("2026-01-10T10:20:00Z"), () => 0)).toBe(
      at("2026-01-10T11:07:00Z"),
    );
  });

  it("is now where a time passed without a run, and only once, however many passed", () => {
    const now = at("2026-01-10T15:20:00Z");
    expect(nextRunAtMs(hourly, at("2026-01-10T10:07:00Z"), now, () => 0)).toBe(now);
    expect(nextRunAtMs(hourly, now, now, () => 0)).toBe(at("2026-01-10T16:07:00Z"));
  });

  it("is not now for a site that never ran", () => {
    expect(nextRunAtMs(hourly, null, at("2026-01-10T10:20:00Z"), () => 0)).toBe(at("2026-01-10T11:07:00Z"));
  });

  it("is read in the site's zone, also across the change of summer time", () => {
    const daily = { cron: "30 5 * * *", timeZone: "Europe/Amsterdam", jitterMs: 0 };
    expect(nextRunAtMs(daily, null, at("2026-03-28T12:00:00Z"), () => 0)).toBe(at("2026-03-29T03:30:00Z"));
    expect(nextRunAtMs(daily, null, at("2026-03-27T12:00:00Z"), () => 0)).toBe(at("2026-03-28T04:30:00Z"));
  });

  it("comes once where the clock is put back, and once where its time is left out", () => {
    const night = { cron: "30 2 * * *", timeZone: "Europe/Amsterdam", jitterMs: 0 };
    const daysFrom = (start: string) => {
      const times: string[] = [];
      for (let ms = at(start); times.length < 3; ms++) {
        ms = nextRunAtMs(night, null, ms, () => 0) as number;
        times.push(new Date(ms).toISOString());
      }
      return times;
    };
    expect(daysFrom("2026-10-24T00:00:00Z")).toEqual([
      ...["2026-10-24T00:30:00.000Z", "2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"],
    ]);
    expect(daysFrom("2026-03-28T00:00:00Z")).toEqual([
      ...["2026-03-28T01:30:00.000Z", "2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"],
    ]);
  });

  it("is not caught up in the second of two same hours, nor after an hour that was left out", () => {
    const night = { cron: "30 2 * * *", timeZone: "Europe/Amsterdam", jitterMs: 0 };
    const next = (last: string, now: string) => nextRunAtMs(night, at(last), at(now), () => 0);
    expect(next("2026-10-25T00:30:05Z", "2026-10-25T01:45:00Z")).toBe(at("2026-10-26T01:30:00Z"));
    expect(next("2026-03-29T01:00:05Z", "2026-03-29T06:15:00Z")).toBe(at("2026-03-30T00:30:00Z"));
  });

  it("comes up to the jitter later", () => {
    expect(nextRunAtMs({ ...hourly, jitterMs: 60_000 }, null, at("2026-01-10T10:20:00Z"), () => 0.5)).toBe(
      at("2026-01-10T11:07:30Z"),
    );
  });
});
