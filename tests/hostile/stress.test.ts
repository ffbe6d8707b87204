import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { findSite } from "../../src/config/find-site.ts";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { DEMO_HOST, type ServedMagazine, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { crawlHosts, fastClock, frontPage, paperArticle, paperSite, wrongInMagazine } from "./crawl-hosts.ts";
import { type Host, type HostileHosts, startHostileHosts } from "./hostile-hosts.ts";

const magazine = makeMagazine({ articleCount: 50, maxComments: 10, seed: 31 });
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(hosts: Readonly<Record<string, Host>>): Promise<{ hosts: HostileHosts; healthy: ServedMagazine }> {
  const sick = await startHostileHosts(hosts);
  const healthy = await serveMagazine(magazine);
  closing.push(
    () => sick.close(),
    () => healthy.close(),
  );
  return { hosts: sick, healthy };
}

const options = ({ hosts, healthy }: Awaited<ReturnType<typeof serve>>) => ({
  allowAddresses: [`127.0.0.1:${hosts.port}`, `127.0.0.1:${healthy.port}`],
  connectTo: [...hosts.connectTo, `${DEMO_HOST}=127.0.0.1:${healthy.port}`],
});

const paths = Array.from({ length: 60 }, (_, at) => `/nieuws/artikel-${at}`);
const front: Host = (call) => call.html(frontPage(paths));
const article: Host = (call) => call.html(paperArticle(`Artikel ${call.path.split("-").at(-1)}`));
const inOrder =
  (own: Readonly<Record<string, Host>>, rest: Host): Host =>
  (call) =>
    (own[call.path] ?? (call.path === "/robots.txt" ? (each) => each.text("", 404) : rest))(call);

describe("one sick host does not spend what belongs to the others", () => {
  test("a host that drips sixty pages holds no place of the magazine's", async () => {
    const served = await serve({ "traag.example": inOrder({ "/": front }, (call) => call.drip(40)) });
    const atOnce = new AbortController();
    const doneAtMs: number[] = [];
    const startedAtMs = Date.now();
    const crawled = await crawlHosts(
      [paperSite({ name: "traag", manners: { timeoutMs: 60_000, concurrency: 8 } }), await findSite("polderklerk")],
      { ...options(served), concurrency: 4 },
      {
        atOnce: atOnce.signal,
        onProgress: ({ records }) => {
          if (records >= magazine.articles.length && doneAtMs.length === 0) {
            doneAtMs.push(Date.now() - startedAtMs);
            atOnce.abort();
          }
        },
      },
    );
    expect(wrongInMagazine(crawled.records, magazine)).toEqual([]);
    expect(doneAtMs[0]).toBeLessThan(20_000);
    expect(crawled.recordsOf("traag")).toEqual([]);
  }, 60_000);

  test("twelve hosts that never answer do not, either", async () => {
    const names = Array.from({ length: 12 }, (_, at) => `stil${at}`);
    const served = await serve(Object.fromEntries(names.map((name) => [`${name}.example`, inOrder({}, () => {})])));
    const atOnce = new AbortController();
    let doneAtMs = Number.POSITIVE_INFINITY;
    const startedAtMs = Date.now();
    const crawled = await crawlHosts(
      [...names.map((name) => paperSite({ name, manners: { timeoutMs: 60_000 } })), await findSite("polderklerk")],
      { ...options(served), concurrency: 4 },
      {
        atOnce: atOnce.signal,
        onProgress: ({ records }) => {
          if (records < magazine.articles.length) return;
          doneAtMs = Math.min(doneAtMs, Date.now() - startedAtMs);
          atOnce.abort();
        },
      },
    );
    expect(wrongInMagazine(crawled.records, magazine)).toEqual([]);
    expect(doneAtMs).toBeLessThan(25_000);
  }, 60_000);
});

describe("Retry-After holds for the whole host", () => {
  const pauses = [
    ["seconds", () => "20"],
    ["a date", (nowMs: number) => new Date(nowMs + 20_000).toUTCString()],
  ] as const;
  test.each(pauses)(
    "in %s, robots.txt of the next origin included",
    async (_, retryAfterAt) => {
      const clock = fastClock(20);
      let askedAgainAfterMs = Number.POSITIVE_INFINITY;
      let saidAtMs = 0;
      const served = await serve({
        "druk.example": inOrder({ "/": front }, (call) => {
          if (saidAtMs === 0) {
            saidAtMs = clock.nowMs();
            call.html("later", 503, { "retry-after": retryAfterAt(saidAtMs) });
          } else {
            askedAgainAfterMs = Math.min(askedAgainAfterMs, clock.nowMs() - saidAtMs);
            article(call);
          }
        }),
      });
      const crawled = await crawlHosts(
        [paperSite({ name: "druk", manners: { concurrency: 1, retries: 2 } })],
        { ...options(served) },
        { clock },
      );
      expect(crawled.recordsOf("druk")).toHaveLength(paths.length);
      // A date of HTTP has whole seconds.
      expect(askedAgainAfterMs).toBeGreaterThanOrEqual(18_900);
    },
    60_000,
  );

  test("a pause that robots.txt asks for keeps everything else from being asked", async () => {
    const served = await serve({
      "later.example": (call) =>
        call.path === "/robots.txt" ? call.text("", 503, { "retry-after": "120" }) : article(call),
    });
    const crawled = await crawlHosts([paperSite({ name: "later" })], { ...options(served), maxWaitMs: 0 });
    expect(served.hosts.asked("later.example")).toEqual(["/robots.txt"]);
    expect(crawled.records).toEqual([]);
  });
});

describe("a server that is gone for a while", () => {
  test("loses no article, for the host is waited for and the pages' tries are not counted", async () => {
    const clock = fastClock(20);
    let server: Server | undefined;
    let answered = 0;
    let port = 0;
    const start = () =>
      new Promise<void>((resolve) => {
        const opened = createServer((request, response) => {
          const path = request.url ?? "/";
          if (path === "/robots.txt") response.writeHead(404).end();
          else if (path === "/") response.end(frontPage(paths));
          else {
            response.setHeader("content-type", "text/html; charset=utf-8");
            response.end(paperArticle(`Artikel ${path.split("-").at(-1)}`));
            answered++;
            if (answered === 20) stopAndReturn();
          }
        });
        server = opened;
        opened.listen(port, "127.0.0.1", () => {
          port = (opened.address() as AddressInfo).port;
          resolve();
        });
      });
    // Twenty seconds of the run's time.
    const stopAndReturn = () => {
      server?.close();
      setImmediate(() => server?.closeAllConnections());
      setTimeout(() => void start(), 1000);
    };
    await start();
    closing.push(async () => {
      server?.closeAllConnections();
      await new Promise((resolve) => server?.close(resolve));
    });
    const sites = [paperSite({ name: "weg", manners: { retries: 3 } })];
    const crawled = await crawlHosts(
      sites,
      { allowAddresses: [`127.0.0.1:${port}`], connectTo: [`weg.example=127.0.0.1:${port}`] },
      { clock },
    );
    expect(new Set(crawled.records.map(({ title }) => title)).size).toBe(paths.length);
    expect(crawled.records).toHaveLength(paths.length);
  }, 60_000);

  test("one that does not come back is left alone, and its pages wait for the next run", async () => {
    const clock = fastClock(40);
    const served = await serve({ "weg.example": inOrder({ "/": front }, article) });
    const gone = createServer((request, response) => {
      if (request.url === "/robots.txt") response.writeHead(404).end();
      else {
        response.end(frontPage(paths));
        gone.close();
        setImmediate(() => gone.closeAllConnections());
      }
    });
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    const port = (gone.address() as AddressInfo).port;
    const crawled = await crawlHosts(
      [paperSite({ name: "weg" }), await findSite("polderklerk")],
      {
        allowAddresses: [`127.0.0.1:${port}`, `127.0.0.1:${served.healthy.port}`],
        connectTo: [`weg.example=127.0.0.1:${port}`, `${DEMO_HOST}=127.0.0.1:${served.healthy.port}`],
      },
      { clock },
    );
    expect(crawled.report.bannedHosts["weg.example"]).toContain("connections in a row failed");
    expect(crawled.site("weg").queued).toBeGreaterThan(paths.length - 10);
    expect(wrongInMagazine(crawled.records, magazine)).toEqual([]);
  }, 60_000);
});

describe("clocks", () => {
  test.each([
    ["forward by a year", 365 * 86_400_000],
    ["back by a day", -86_400_000],
    ["back by an hour", -3_600_000],
  ])(
    "a clock that jumps %s in the middle of a run costs no record and doubles none",
    async (_, jumpMs) => {
      const served = await serve({ "krant.example": inOrder({ "/": front }, article) });
      const base = fastClock(1);
      let isJumped = false;
      const clock = { ...base, nowMs: () => base.nowMs() + (isJumped ? jumpMs : 0) };
      setTimeout(() => {
        isJumped = true;
      }, 400);
      const crawled = await crawlHosts(
        [paperSite({ name: "krant" }), await findSite("polderklerk")],
        { ...options(served) },
        { clock },
      );
      expect(crawled.recordsOf("krant")).toHaveLength(paths.length);
      expect(wrongInMagazine(crawled.records, magazine)).toEqual([]);
    },
    60_000,
  );
});
