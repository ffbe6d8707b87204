import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ScheduledSite } from "./scheduler.ts";

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * `/health` as JSON (503 where a site's last run failed) and `/metrics` as OpenMetrics 1.0, on loopback only. Port 0 takes any free one.
 */
export async function serveHealth(
  port: number,
  version: string,
  health: () => readonly ScheduledSite[],
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const sites = health();
    const path = request.url?.split("?", 1)[0];
    const isWell = sites.every(({ lastOutcome }) => lastOutcome !== "failed");
    if (path === "/health")
      return send(isWell ? 200 : 503, "application/json", `${JSON.stringify({ isWell, version, sites })}\n`);
    if (path === "/metrics")
      return send(200, "application/openmetrics-text; version=1.0.0; charset=utf-8", metricsOf(sites));
    return send(404, "text/plain", "known: /health, /metrics\n");
    function send(status: number, type: string, body: string): void {
      response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) }).end(body);
    }
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function metricsOf(sites: readonly ScheduledSite[]): string {
  const family = (
    name: string,
    type: "counter" | "gauge",
    help: string,
    read: (site: ScheduledSite) => number | null,
  ) => [
    `# TYPE ${name} ${type}`,
    ...(name.endsWith("_seconds") ? [`# UNIT ${name} seconds`] : []),
    `# HELP ${name} ${help}`,
    ...sites.flatMap((site) => {
      const value = read(site);
      return value === null
        ? []
        : [`${name}${type === "counter" ? "_total" : ""}{site="${escaped(site.site)}"} ${value}`];
    }),
  ];
  const seconds = (at: string | null) => (at === null ? null : Date.parse(at) / 1000);
  return [
    ...family("oogst_runs", "counter", "Runs begun.", ({ runs }) => runs),
    ...family("oogst_run_failures", "counter", "Runs that could not be done.", ({ failures }) => failures),
    ...family("oogst_records", "counter", "Records written.", ({ records }) => records),
    ...family("oogst_failed_pages", "counter", "Pages that could not be got.", ({ failedPages }) => failedPages),
    ...family("oogst_requests", "counter", "Requests made.", ({ requests }) => requests),
    ...family("oogst_running", "gauge", "1 while a run is under way.", ({ isRunning }) => Number(isRunning)),
    ...family("oogst_next_run_timestamp_seconds", "gauge", "When the next run is due.", ({ nextAt }) =>
      seconds(nextAt),
    ),
    ...family("oogst_last_run_end_timestamp_seconds", "gauge", "When the last run ended.", ({ lastEndedAt }) =>
      seconds(lastEndedAt),
    ),
    "# EOF",
    "",
  ].join("\n");
}

/** A label's value (OpenMetrics 1.0, ABNF of `escaped-string`). */
function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
