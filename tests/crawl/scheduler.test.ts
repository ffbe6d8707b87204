import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { parseSite } from "../../src/config/load-site.ts";
import type { Clock } from "../../src/crawl/clock.ts";
import type { CrawlReport } from "../../src/crawl/report.ts";
import { createScheduler, type SchedulerDoors } from "../../src/crawl/scheduler.ts";
import { serveHealth } from "../../src/crawl/serve-health.ts";

const siteWith = (cron: string, name = "krant") =>
  parseSite(
    `name: ${name}\nhosts: [${name}.example]\nlanguage: nl\ntimeZone: Europe/Amsterdam\nfields: { title: h1 }\nschedule: { cron: "${cron}", jitterMs: 0 }\n`,
    `${name}.yaml`,
  );

/** A clock that jumps to the end of each sleep, so that days pass in no time; ends the run at `untilMs`. */
function jumpingClock(startMs: number, untilMs: number, stop: AbortController): Clock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    async sleep(delayMs, signal) {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted !== true) nowMs += Math.max(1, delayMs);
      if (nowMs >= untilMs) stop.abort();
    },
  };
}

const report = (records: number) =>
  ({
    sites: {
      krant: {
        outcomes: { accepted: records, rejected: 0, failed: 1 },
        requests: 3,
        comments: 0,
        pages: { article: 2 },
      },
    },
  }) as unknown as CrawlReport;

function setUp(startIso: string, untilIso: string, doors: Partial<SchedulerDoors> = {}) {
  const stop = new AbortController();
  const clock = jumpingClock(Date.parse(startIso), Date.parse(untilIso), stop);
  const begun: string[] = [];
  const scheduler = createScheduler({
    clock,
    random: () => 0,
    signal: stop.signal,
    onEvent: () => {},
    lastRunAtMs: async () => null,
    crawlSite: async () => {
      begun.push(new Date(clock.nowMs()).toISOString().slice(0, 16));
      return report(2);
    },
    ...doors,
  });
  return { scheduler, begun, clock, stop };
}

describe("the scheduler", () => {
  it("runs a site at each time of its pattern, in the site's zone", async () => {
    const { scheduler, begun } = setUp("2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z");
    await scheduler.put(siteWith("30 5 * * *"));
    await scheduler.run();
    expect(begun).toEqual(["2026-03-28T04:30", "2026-03-29T03:30"]);
  });

  it("tells of each run what it brought, or why it could not be done", async () => {
    const told: object[] = [];
    let runs = 0;
    const { scheduler } = setUp("2026-01-10T10:00:00Z", "2026-01-10T11:10:00Z", {
      onEvent: (_, message, fields) => message === "run ended" && told.push(fields ?? {}),
      crawlSite: async () => {
        if (runs++ > 0) throw new Error("the disk is full");
        return report(2);
      },
    });
    await scheduler.put(siteWith("*/30 * * * *"));
    await scheduler.run();
    expect(told.slice(0, 2)).toMatchObject([
      { outcome: "well", records: 2, failed: 1, requests: 3 },
      { outcome: "failed", error: "the disk is full" },
    ]);
    expect(told[0]).not.toHaveProperty("error");
  });

  it("catches a missed time up once", async () => {
    const { scheduler, begun } = setUp("2026-01-10T10:20:00Z", "2026-01-10T11:30:00Z", {
      lastRunAtMs: async () => Date.parse("2026-01-08T10:07:00Z"),
    });
    await scheduler.put(siteWith("7 * * * *"));
    await scheduler.run();
    expect(begun).toEqual(["2026-01-10T10:20", "2026-01-10T11:07"]);
  });

  it("never runs a site while its last run is under way", async () => {
    let underWay = 0;
    let most = 0;
    const { scheduler, clock, stop } = setUp("2026-01-10T10:00:00Z", "2026-01-10T10:30:00Z", {
      crawlSite: async () => {
        most = Math.max(most, ++underWay);
        const begunMs = clock.nowMs();
        while (clock.nowMs() < begunMs + 150_000 && !stop.signal.aborted)
          await new Promise((resolve) => setImmediate(resolve));
        underWay--;
        return report(0);
      },
    });
    await scheduler.put(siteWith("* * * * *"));
    await scheduler.run();
    expect(most).toBe(1);
    expect(scheduler.health()[0]?.runs).toBeLessThan(12);
  });

  it("goes on after a run that failed, and says so", async () => {
    const { scheduler } = setUp("2026-01-10T10:00:00Z", "2026-01-10T12:30:00Z", {
      crawlSite: () => Promise.reject(new Error("disk full")),
    });
    await scheduler.put(siteWith("7 * * * *"));
    await scheduler.run();
    expect(scheduler.health()).toMatchObject([{ runs: 3, failures: 3, lastOutcome: "failed", lastError: "disk full" }]);
  });

  it("goes on after a run that could not even begin", async () => {
    const { scheduler } = setUp("2026-01-10T10:00:00Z", "2026-01-10T12:30:00Z", {
      crawlSite: () => {
        throw new Error("no such key file");
      },
    });
    await scheduler.put(siteWith("7 * * * *"));
    await scheduler.run();
    expect(scheduler.health()).toMatchObject([{ runs: 3, failures: 3, lastError: "no such key file" }]);
  });

  it("waits at its end for a run whose site was taken off meanwhile", async () => {
    let hasEnded = false;
    const { scheduler } = setUp("2026-01-10T10:06:59Z", "2026-01-10T10:08:30Z", {
      crawlSite: async () => {
        scheduler.remove("krant");
        for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
        hasEnded = true;
        return report(0);
      },
    });
    await scheduler.put(siteWith("7 * * * *"));
    await scheduler.run();
    expect(hasEnded).toBe(true);
  });

  it("takes a changed site file over", async () => {
    const { scheduler } = setUp("2026-01-10T10:00:00Z", "2026-01-10T11:00:00Z");
    await scheduler.put(siteWith("7 * * * *"));
    await scheduler.put(siteWith("9 * * * *"));
    expect(scheduler.health()).toMatchObject([{ cron: "9 * * * *", nextAt: "2026-01-10T10:09:00.000Z" }]);
    scheduler.remove("krant");
    expect(scheduler.health()).toEqual([]);
  });

  it("serves its health as JSON and as OpenMetrics on loopback", async () => {
    const { scheduler } = setUp("2026-01-10T10:00:00Z", "2026-01-10T12:30:00Z");
    await scheduler.put(siteWith("7 * * * *"));
    await scheduler.run();
    const server = await serveHealth(0, "1.2.3", scheduler.health);
    const health = await fetch(`http://127.0.0.1:${server.port}/health`);
    const metrics = await fetch(`http://127.0.0.1:${server.port}/metrics`);
    expect(await health.json()).toMatchObject({
      isWell: true,
      version: "1.2.3",
      sites: [{ site: "krant", runs: 3, records: 6, failedPages: 3 }],
    });
    expect(metrics.headers.get("content-type")).toContain("openmetrics-text");
    const text = await metrics.text();
    expect(text).toContain('oogst_records_total{site="krant"} 6');
    expect(text).toContain('oogst_failed_pages_total{site="krant"} 3');
    expect(text).toContain("# UNIT oogst_next_run_timestamp_seconds seconds\n");
    expect(text.endsWith("# EOF\n")).toBe(true);
    await server.close();
  });

  it("gives metrics that Prometheus' own reader of OpenMetrics takes", async ({ skip }) => {
    const python = ["python3", "/usr/bin/python3"].find(
      (each) => spawnSync(each, ["-c", "import prometheus_client.openmetrics.parser"]).status === 0,
    );
    if (python === undefined) return skip("no Python with prometheus_client (Debian: python3-prometheus-client)");
    const { scheduler } = setUp("2026-01-10T10:00:00Z", "2026-01-10T12:30:00Z");
    await scheduler.put(siteWith("7 * * * *"));
    await scheduler.put(siteWith("9 * * * *", "tagblatt"));
    await scheduler.run();
    const server = await serveHealth(0, "1.2.3", scheduler.health);
    const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics?name=all`)).text();
    await server.close();
    const code = `import sys, json
from prometheus_client.openmetrics.parser import text_string_to_metric_families as read
print(json.dumps([[f.name, f.type, f.unit, [[s.name, s.labels["site"], s.value] for s in f.samples]] for f in read(sys.stdin.read())]))`;
    const { stdout, stderr } = spawnSync(python, ["-c", code], { input: text, encoding: "utf8" });
    expect(stderr).toBe("");
    const families = JSON.parse(stdout);
    expect(families).toHaveLength(8);
    expect(families[2]).toEqual([
      ...["oogst_records", "counter", ""],
      [
        ["oogst_records_total", "krant", 6],
        ["oogst_records_total", "tagblatt", 6],
      ],
    ]);
    expect(families[6].slice(0, 3)).toEqual(["oogst_next_run_timestamp_seconds", "gauge", "seconds"]);
  });
});
