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

  it("comes up to the jitter later", () => {
    expect(nextRunAtMs({ ...hourly, jitterMs: 60_000 }, null, at("2026-01-10T10:20:00Z"), () => 0.5)).toBe(
      at("2026-01-10T11:07:30Z"),
    );
  });
});
