import { describe, expect, it, onTestFinished } from "vitest";
import type { Ledger, LedgerOptions } from "../../src/model/ledger.ts";
import {
  claimAll,
  claimOneByOne,
  countsOf,
  endOf,
  NOW,
  pathsOf,
  recordEnd,
  recordOf,
  requestTo,
  SITE,
  temporaryDirectory,
} from "../support/ledger-dataset.ts";

export type OpenLedger = (options: LedgerOptions) => Promise<Ledger>;

/** What every ledger must do, whatever it is built on. */
export function ledgerSuite(name: string, openLedger: OpenLedger): void {
  /** A ledger of a new dataset, closed after the test. */
  async function newLedger(options: Partial<LedgerOptions> = {}): Promise<Ledger> {
    const ledger = await openLedger({ directory: temporaryDirectory(), nowMs: NOW, commitAfterMs: 5, ...options });
    onTestFinished(() => ledger.close());
    return ledger;
  }

  /** Closes cleanly and opens again. */
  async function reopen(ledger: Ledger, directory: string, nowMs = NOW): Promise<Ledger> {
    await ledger.close();
    return newLedger({ directory, nowMs });
  }

  describe(`${name}: known requests`, () => {
    it("counts only requests that were not known", async () => {
      const ledger = await newLedger();
      expect(await ledger.add([requestTo("/a"), requestTo("/b"), requestTo("/a")], NOW)).toBe(2);
      expect(await ledger.add([requestTo("/b"), requestTo("/c")], NOW)).toBe(1);
    });

    it("knows one URL apart in each site", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a"), requestTo("/a", { site: "bode" })], NOW);
      await ledger.end(endOf(requestTo("/a"), { reason: "read" }));
      expect((await ledger.known("https://courant.example/a")).map((page) => [page.request.site, page.state])).toEqual([
        [SITE, "discovered"],
        ["bode", "queued"],
      ]);
      expect(await ledger.knownIn("third", "https://courant.example/a")).toBeUndefined();
    });

    it("gives a request back as it was added", async () => {
      const ledger = await newLedger();
      const request = requestTo("/nieuws?page=3", {
        kind: "listing",
        depth: 4,
        discoveredOn: "https://courant.example/nieuws?page=2",
        priority: -2.5,
        hintAt: "2026-02-28",
        pageIndex: 3,
      });
      await ledger.add([request], NOW);
      expect((await ledger.knownIn(SITE, request.url))?.request).toEqual(request);
      expect((await claimAll(ledger))[0]?.request).toEqual(request);
    });

    it("keeps the higher priority, the shorter way and the newer hint of a known request", async () => {
      const ledger = await newLedger();
      await ledger.add(
        [
          requestTo("/home", { depth: 0 }),
          requestTo("/a", { depth: 3, priority: 1, discoveredOn: "https://courant.example/far" }),
        ],
        NOW,
      );
      await ledger.add(
        [
          requestTo("/a", {
            depth: 5,
            priority: 9,
            hintAt: "2026-02-01",
            discoveredOn: "https://courant.example/farther",
          }),
        ],
        NOW,
      );
      await ledger.add([requestTo("/a", { depth: 1, priority: 4, discoveredOn: "https://courant.example/home" })], NOW);
      expect((await ledger.knownIn(SITE, "https://courant.example/a"))?.request).toMatchObject({
        depth: 1,
        priority: 9,
        hintAt: "2026-02-01",
        discoveredOn: "https://courant.example/home",
      });
    });

    it("forgets who named a page when a seed names it", async () => {
      const ledger = await newLedger();
      await ledger.add(
        [requestTo("/home"), requestTo("/a", { depth: 2, discoveredOn: "https://courant.example/home" })],
        NOW,
      );
      await ledger.add([requestTo("/a", { depth: 0 })], NOW);
      expect((await ledger.knownIn(SITE, "https://courant.example/a"))?.request.discoveredOn).toBeNull();
    });

    it("leaves the priority of the next visit alone when a visited page is found again", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a", { priority: 5 })], NOW);
      await ledger.end(endOf(requestTo("/a"), { dueAtMs: NOW + 1000, priority: 1 }));
      await ledger.add([requestTo("/a", { priority: 5 })], NOW);
      expect((await ledger.knownIn(SITE, "https://courant.example/a"))?.request.priority).toBe(1);
    });

    it("remembers what is not wanted with its reason, and never gives it out", async () => {
      const ledger = await newLedger();
      const skipped = { request: requestTo("/tag/a"), reason: "out-of-scope", detail: "no pattern includes it" };
      expect(await ledger.skip([skipped, skipped])).toBe(1);
      await ledger.add([requestTo("/a")], NOW);
      await ledger.skip([{ ...skipped, request: requestTo("/a") }]);
      expect(pathsOf(await claimAll(ledger))).toEqual(["/a"]);
      expect(await ledger.knownIn(SITE, "https://courant.example/tag/a")).toMatchObject({
        state: "skipped",
        turn: "resting",
        reason: "out-of-scope",
        detail: "no pattern includes it",
        host: "courant.example",
      });
    });

    it("makes what rests ready again when its reason no longer holds", async () => {
      const ledger = await newLedger();
      await ledger.skip([
        { request: requestTo("/deep"), reason: "too-deep", detail: null },
        { request: requestTo("/tag"), reason: "out-of-scope", detail: null },
      ]);
      expect(await ledger.requeue({ site: SITE, reason: "too-deep" }, NOW)).toBe(1);
      expect(await ledger.requeue({ site: "bode" }, NOW)).toBe(0);
      expect(pathsOf(await claimAll(ledger))).toEqual(["/deep"]);
      await ledger.end(endOf(requestTo("/deep"), { state: "failed", reason: "timeout" }));
      expect(await ledger.requeue({ site: SITE, state: "rejected" }, NOW)).toBe(0);
      expect(await ledger.requeue({ state: "failed" }, NOW)).toBe(1);
      expect(await ledger.requeue({ reason: "never-heard-of" }, NOW)).toBe(0);
      expect(await claimAll(ledger)).toMatchObject([{ host: "courant.example", visits: 1 }]);
    });

    it("lists pages by site, state, turn and reason, in order of insertion, up to a limit", async () => {
      const ledger = await newLedger();
      const paths = Array.from({ length: 30 }, (_, i) => `/${i}`);
      await ledger.add(
        paths.map((path) => requestTo(path)),
        NOW,
      );
      await ledger.add([requestTo("/0", { site: "bode" })], NOW);
      await ledger.end(endOf(requestTo("/7"), { state: "failed", reason: "timeout" }));
      const list = async (query: Parameters<Ledger["pages"]>[0]) => {
        const found: string[] = [];
        for await (const page of ledger.pages(query)) found.push(new URL(page.request.url).pathname);
        return found;
      };
      expect(await list({ site: SITE, turn: "ready" })).toEqual(paths.filter((path) => path !== "/7"));
      expect(await list({ state: "failed" })).toEqual(["/7"]);
      expect(await list({ reason: "timeout", site: SITE })).toEqual(["/7"]);
      expect(await list({ reason: "never-heard-of" })).toEqual([]);
      expect(await list({ site: SITE, limit: 3 })).toEqual(["/0", "/1", "/2"]);
      expect(await list({ limit: 0 })).toEqual([]);
    });

    it("counts pages by kind, state, turn and reason through all their changes", async () => {
      const ledger = await newLedger();
      await ledger.add(
        [requestTo("/a"), requestTo("/b"), requestTo("/c"), requestTo("/list", { kind: "listing" })],
        NOW,
      );
      await ledger.skip([{ request: requestTo("/d"), reason: "robots", detail: null }]);
      await ledger.end(endOf(requestTo("/a"), { state: "queued", reason: "timeout", dueAtMs: NOW + 500 }));
      await ledger.end(recordEnd(requestTo("/b")));
      await ledger.end(endOf(requestTo("/list"), { dueAtMs: NOW + 9000 }));
      expect(await countsOf(ledger)).toEqual({
        "article queued ready -": 1,
        "article queued waiting timeout": 1,
        "article accepted resting -": 1,
        "article skipped resting robots": 1,
        "listing discovered waiting -": 1,
      });
      await claimAll(ledger, NOW + 10_000);
      expect(await countsOf(ledger)).toMatchObject({
        "listing discovered ready -": 1,
        "article queued ready timeout": 1,
      });
    });
  });

  describe(`${name}: order and manners`, () => {
    it("gives higher priorities first, then in order of insertion, and nothing twice", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/low", { priority: -1 }), requestTo("/first"), requestTo("/second")], NOW);
      await ledger.add([requestTo("/high", { priority: 10.5 })], NOW);
      expect(await claimOneByOne(ledger)).toEqual(["/high", "/first", "/second", "/low"]);
    });

    it("gives one request a host and call, unless the host's delay is 0", async () => {
      const ledger = await newLedger();
      await ledger.add(
        ["/a", "/b", "/c", "https://bode.example/x"].map((url) => requestTo(url)),
        NOW,
      );
      expect(pathsOf(await claimAll(ledger))).toEqual(["/a", "/x"]);
      await ledger.setHost("courant.example", { delayMs: 0 }, NOW);
      expect(pathsOf(await claimAll(ledger))).toEqual(["/b", "/c"]);
    });

    it("keeps within the limit and the room at a host", async () => {
      const ledger = await newLedger();
      await ledger.add(
        ["/a", "/b", "/c", "https://bode.example/x", "https://bode.example/y"].map((url) => requestTo(url)),
        NOW,
      );
      await ledger.setHost("courant.example", { delayMs: 0 }, NOW);
      await ledger.setHost("bode.example", { delayMs: 0 }, NOW);
      const roomAt = (host: string) => (host === "bode.example" ? 0 : 2);
      expect(pathsOf(await ledger.claim(NOW, { sites: [SITE], limit: 10, roomAt }))).toEqual(["/a", "/b"]);
      expect(pathsOf(await claimAll(ledger, NOW, [SITE], 2))).toHaveLength(2);
      expect(pathsOf(await claimAll(ledger, NOW, [SITE], 0))).toHaveLength(0);
    });

    it("lets hosts take turns, however many requests one of them has", async () => {
      const ledger = await newLedger();
      await ledger.add(
        Array.from({ length: 50 }, (_, i) => requestTo(`/big/${i}`, { priority: 100 })),
        NOW,
      );
      await ledger.add(
        ["https://bode.example/1", "https://bode.example/2"].map((url) => requestTo(url)),
        NOW,
      );
      expect((await claimOneByOne(ledger)).slice(0, 4)).toEqual(["/big/0", "/1", "/big/1", "/2"]);
    });

    it("lets sites that share a host take turns, under the host's one clock", async () => {
      const ledger = await newLedger();
      await ledger.add(
        ["/a", "/b"].map((url) => requestTo(url)),
        NOW,
      );
      await ledger.add(
        ["/x", "/y"].map((url) => requestTo(url, { site: "bode" })),
        NOW,
      );
      expect(await claimOneByOne(ledger, NOW, [SITE, "bode"])).toEqual(["/a", "/x", "/b", "/y"]);
      await ledger.takeTurn("courant.example", NOW, 1000);
      await ledger.add([requestTo("/z", { site: "bode" })], NOW);
      expect(await claimAll(ledger, NOW + 999, ["bode"])).toEqual([]);
      expect(pathsOf(await claimAll(ledger, NOW + 1000, ["bode"]))).toEqual(["/z"]);
    });

    it("gives only requests of the sites asked for", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a"), requestTo("/b", { site: "bode" })], NOW);
      expect(pathsOf(await claimAll(ledger, NOW, ["bode"]))).toEqual(["/b"]);
      expect(pathsOf(await claimAll(ledger, NOW, ["bode"]))).toEqual([]);
      expect(pathsOf(await claimAll(ledger, NOW, ["third", SITE]))).toEqual(["/a"]);
      expect(await claimAll(ledger, NOW, [])).toEqual([]);
    });

    it("lets a host be whose turn has not come, and one that is banned", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a"), requestTo("https://bode.example/b")], NOW);
      await ledger.setHost("courant.example", { nextAtMs: NOW + 2000 }, NOW);
      await ledger.setHost("bode.example", { bannedUntilMs: NOW + 5000 }, NOW);
      expect(await claimAll(ledger, NOW)).toEqual([]);
      expect(await ledger.nextClaimAtMs(NOW, [SITE])).toBe(NOW + 2000);
      expect(pathsOf(await claimAll(ledger, NOW + 2000))).toEqual(["/a"]);
      expect(await ledger.nextClaimAtMs(NOW + 2000, [SITE])).toBe(NOW + 5000);
      expect(pathsOf(await claimAll(ledger, NOW + 5000))).toEqual(["/b"]);
      expect(await ledger.nextClaimAtMs(NOW + 5000, [SITE])).toBeNull();
    });

    it("lets a ban end early", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a")], NOW);
      await ledger.setHost("courant.example", { bannedUntilMs: NOW + 90_000 }, NOW);
      expect(await claimAll(ledger)).toEqual([]);
      await ledger.setHost("courant.example", { bannedUntilMs: 0 }, NOW);
      expect(pathsOf(await claimAll(ledger))).toEqual(["/a"]);
    });

    it("gives each turn at a host a delay after the one before, and a longer delay counts from the last turn", async () => {
      const ledger = await newLedger();
      expect(await ledger.takeTurn("courant.example", NOW, 1000)).toBe(NOW);
      expect(await ledger.takeTurn("courant.example", NOW + 10, 1000)).toBe(NOW + 1000);
      expect(await ledger.takeTurn("courant.example", NOW + 20, 10_000)).toBe(NOW + 11_000);
      expect(await ledger.takeTurn("bode.example", NOW + 20, 1000)).toBe(NOW + 20);
      expect(await ledger.takeTurn("bode.example", NOW + 30, 0)).toBe(NOW + 30);
    });

    it("never lets a turn come sooner than the delay, whatever else is set", async () => {
      const ledger = await newLedger();
      await ledger.takeTurn("courant.example", NOW, 1000);
      await ledger.setHost("courant.example", { nextAtMs: NOW + 10 }, NOW);
      expect(await ledger.takeTurn("courant.example", NOW + 20, 1000)).toBe(NOW + 1000);
      await ledger.setHost("courant.example", { nextAtMs: NOW + 60_000 }, NOW);
      expect(await ledger.hostClock("courant.example")).toEqual({
        nextAtMs: NOW + 60_000,
        bannedUntilMs: 0,
        delayMs: 1000,
      });
      expect(await ledger.takeTurn("courant.example", NOW + 3000, 1000)).toBe(NOW + 60_000);
    });

    it("gives released requests out again, in their old place", async () => {
      const ledger = await newLedger();
      await ledger.add(
        ["/a", "/b"].map((url) => requestTo(url)),
        NOW,
      );
      const claims = await claimAll(ledger);
      await ledger.release(claims);
      await ledger.release(claims);
      expect(await claimOneByOne(ledger)).toEqual(["/a", "/b"]);
      expect(await ledger.nextClaimAtMs(NOW, [SITE])).toBeNull();
      await ledger.release(claims);
      expect(await ledger.nextClaimAtMs(NOW, [SITE])).toBe(NOW);
    });

    it("gives out what has risen, come, come back or been put off meanwhile as if it had always stood so", async () => {
      const ledger = await newLedger();
      await ledger.add(
        Array.from({ length: 50 }, (_, i) => requestTo(`/${i}`)),
        NOW,
      );
      await ledger.setHost("courant.example", { delayMs: 0 }, NOW);
      const next = async () => pathsOf(await claimAll(ledger, NOW, [SITE], 1))[0];
      const given = await claimAll(ledger, NOW, [SITE], 3);
      expect(pathsOf(given)).toEqual(["/0", "/1", "/2"]);
      await ledger.add([requestTo("/new", { priority: 1 }), requestTo("/40", { priority: 2 })], NOW);
      expect([await next(), await next(), await next()]).toEqual(["/40", "/new", "/3"]);
      await ledger.release(given.filter(({ request }) => request.url.endsWith("/1")));
      expect([await next(), await next()]).toEqual(["/1", "/4"]);
      await ledger.reschedule(SITE, requestTo("/5").url, null);
      await ledger.reschedule(SITE, requestTo("/6").url, NOW + 1000, 5);
      await ledger.end(endOf(requestTo("/0")));
      expect(await next()).toBe("/7");
      expect(pathsOf(await claimAll(ledger, NOW + 1000, [SITE], 2))).toEqual(["/6", "/8"]);
      expect(await claimOneByOne(ledger)).toEqual(
        Array.from({ length: 41 }, (_, i) => `/${i + 9}`).filter((path) => path !== "/40"),
      );
    });

    it("gives a waiting request out when it is due, after those of higher priority", async () => {
      const ledger = await newLedger();
      await ledger.add(
        ["/a", "/b"].map((url) => requestTo(url)),
        NOW,
      );
      await ledger.end(endOf(requestTo("/a"), { dueAtMs: NOW + 5000, priority: -1 }));
      expect(await claimOneByOne(ledger)).toEqual(["/b"]);
      expect(await ledger.nextClaimAtMs(NOW, [SITE])).toBe(NOW + 5000);
      await ledger.add([requestTo("/c")], NOW);
      expect(await claimOneByOne(ledger, NOW + 5000)).toEqual(["/c", "/a"]);
    });

    it("has work while something is ready, due or to be tried again, and none for what comes due later", async () => {
      const ledger = await newLedger();
      expect(await ledger.hasWork(NOW, [SITE])).toBe(false);
      await ledger.add([requestTo("/a")], NOW);
      await ledger.takeTurn("courant.example", NOW, 60_000);
      expect(await ledger.hasWork(NOW, [SITE])).toBe(true);
      expect(await ledger.hasWork(NOW, ["bode"])).toBe(false);
      await claimAll(ledger, NOW + 60_000);
      expect(await ledger.hasWork(NOW + 60_000, [SITE])).toBe(false);
      await ledger.end(endOf(requestTo("/a"), { state: "queued", dueAtMs: NOW + 90_000 }));
      expect(await ledger.hasWork(NOW + 60_000, [SITE])).toBe(true);
      await claimAll(ledger, NOW + 90_000);
      await ledger.end(endOf(requestTo("/a"), { dueAtMs: NOW + 100_000 }));
      expect(await ledger.hasWork(NOW + 99_999, [SITE])).toBe(false);
      expect(await ledger.hasWork(NOW + 100_000, [SITE])).toBe(true);
    });

    it("does not count hosts without room when it tells the time of the next claim", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a"), requestTo("https://bode.example/b")], NOW);
      await ledger.setHost("bode.example", { nextAtMs: NOW + 700 }, NOW);
      expect(await ledger.nextClaimAtMs(NOW, [SITE], (host) => (host === "courant.example" ? 0 : 1))).toBe(NOW + 700);
      expect(await ledger.nextClaimAtMs(NOW, [SITE])).toBe(NOW);
    });

    it("wakes more due requests at once than it moves in one go", async () => {
      const ledger = await newLedger();
      const requests = Array.from({ length: 1500 }, (_, i) => requestTo(`/${i}`));
      await ledger.add(requests, NOW);
      await Promise.all(requests.map((request) => ledger.end(endOf(request, { dueAtMs: NOW + 1 }))));
      expect(new Set(await claimOneByOne(ledger, NOW + 1)).size).toBe(1500);
    });

    it("lets a page be visited at another time than it was going to", async () => {
      const ledger = await newLedger();
      await ledger.add(
        ["/a", "/b", "/c"].map((url) => requestTo(url)),
        NOW,
      );
      await ledger.end(endOf(requestTo("/a")));
      expect(await ledger.reschedule(SITE, "https://courant.example/a", NOW - 1, 7)).toBe(true);
      expect(await ledger.reschedule(SITE, "https://courant.example/b", NOW + 5000)).toBe(true);
      expect(await ledger.reschedule(SITE, "https://courant.example/c", null)).toBe(true);
      expect(await ledger.reschedule(SITE, "https://courant.example/d", NOW)).toBe(false);
      expect(await claimOneByOne(ledger)).toEqual(["/a"]);
      expect(await claimOneByOne(ledger, NOW + 5000)).toEqual(["/b"]);
    });

    it("waits no longer than told when the clock is put back by years", async () => {
      const ledger = await newLedger();
      const year = 365 * 86_400_000;
      await ledger.add(
        ["/a", "https://bode.example/b"].map((url) => requestTo(url)),
        NOW + year,
      );
      await ledger.takeTurn("courant.example", NOW + year, 1000);
      await ledger.end(endOf(requestTo("https://bode.example/b"), { state: "queued", dueAtMs: NOW + year + 3000 }));
      expect(await claimAll(ledger, NOW)).toEqual([]);
      expect(pathsOf(await claimAll(ledger, NOW + 1000))).toEqual(["/a"]);
      expect(pathsOf(await claimAll(ledger, NOW + 3000))).toEqual(["/b"]);
    });

    it("waits no longer than told when the clock was put back between two runs", async () => {
      const directory = temporaryDirectory();
      const ledger = await newLedger({ directory, nowMs: NOW + 1e12 });
      await ledger.add([requestTo("/a")], NOW + 1e12);
      await ledger.setHost("courant.example", { nextAtMs: NOW + 1e12 + 4000 }, NOW + 1e12);
      const again = await reopen(ledger, directory);
      expect(await claimAll(again, NOW + 3999)).toEqual([]);
      expect(pathsOf(await claimAll(again, NOW + 4000))).toEqual(["/a"]);
    });
  });

  describe(`${name}: the end of a page`, () => {
    it("changes state, links, validators and what is remembered, all in one", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/list", { kind: "listing" })], NOW);
      await ledger.end(
        endOf(requestTo("/list"), {
          dueAtMs: NOW + 60_000,
          found: [requestTo("/a", { discoveredOn: "https://courant.example/list" })],
          skipped: [{ request: requestTo("/b"), reason: "robots", detail: "Disallow: /b" }],
          validators: { etag: '"e1"', lastModified: "Sun, 01 Mar 2026 08:00:00 GMT" },
          contentHash: "h1",
          isChanged: true,
          notes: { newLinks: 1 },
        }),
      );
      expect(await ledger.knownIn(SITE, "https://courant.example/list")).toMatchObject({
        state: "discovered",
        turn: "waiting",
        dueAtMs: NOW + 60_000,
        visits: 1,
        lastVisitAtMs: NOW,
        changes: 1,
        lastChangeAtMs: NOW,
        etag: '"e1"',
        lastModified: "Sun, 01 Mar 2026 08:00:00 GMT",
        contentHash: "h1",
        article: null,
        notes: { newLinks: 1 },
      });
      expect((await ledger.knownIn(SITE, "https://courant.example/a"))?.request.discoveredOn).toBe(
        "https://courant.example/list",
      );
      expect(await ledger.knownIn(SITE, "https://courant.example/b")).toMatchObject({
        reason: "robots",
        detail: "Disallow: /b",
      });
    });

    it("changes what the conductor remembers together with the end", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a")], NOW);
      await ledger.end(endOf(requestTo("/a"), { meta: { archived: 7, "site:courant": { seen: ["x"] } } }));
      expect(await ledger.getMeta("archived")).toBe(7);
      expect(await ledger.getMeta("site:courant")).toEqual({ seen: ["x"] });
    });

    it("keeps what a later end does not tell, such as validators after a 304", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a")], NOW);
      const first = { validators: { etag: "e", lastModified: null }, contentHash: "h", isChanged: true, notes: [1] };
      await ledger.end(endOf(requestTo("/a"), { ...first, dueAtMs: NOW }));
      await ledger.end(endOf(requestTo("/a"), { state: "skipped", reason: "not-modified", visitedAtMs: NOW + 5 }));
      expect(await ledger.knownIn(SITE, "https://courant.example/a")).toMatchObject({
        state: "skipped",
        reason: "not-modified",
        visits: 2,
        lastVisitAtMs: NOW + 5,
        changes: 1,
        lastChangeAtMs: NOW,
        etag: "e",
        contentHash: "h",
        notes: [1],
      });
      await ledger.end(endOf(requestTo("/a"), { validators: { etag: null, lastModified: null }, notes: null }));
      expect(await ledger.knownIn(SITE, "https://courant.example/a")).toMatchObject({ etag: null, notes: null });
    });

    it("counts tries until one comes to an end, and no visit where nobody was asked", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a")], NOW);
      const retry = endOf(requestTo("/a"), { state: "queued", reason: "timeout", detail: "no answer", dueAtMs: NOW });
      await ledger.end(retry);
      await ledger.end(retry);
      const [claim] = await claimAll(ledger);
      expect(claim).toMatchObject({ attempts: 2, visits: 0 });
      expect(await ledger.knownIn(SITE, "https://courant.example/a")).toMatchObject({
        reason: "timeout",
        detail: "no answer",
      });
      await ledger.end(endOf(requestTo("/a"), { state: "skipped", reason: "robots", visitedAtMs: null }));
      expect(await ledger.knownIn(SITE, "https://courant.example/a")).toMatchObject({
        attempts: 0,
        visits: 0,
        detail: null,
      });
    });

    it("numbers records in the order of their ends", async () => {
      const ledger = await newLedger();
      const requests = Array.from({ length: 30 }, (_, i) => requestTo(`/${i}`));
      await ledger.add(requests, NOW);
      const results = await Promise.all(requests.map((request) => ledger.end(recordEnd(request))));
      expect(results.map(({ sequence }) => sequence)).toEqual(requests.map((_, i) => i + 1));
    });

    it("refuses the end of a page nobody asked for, and goes on", async () => {
      const ledger = await newLedger();
      await expect(ledger.end(endOf(requestTo("/never")))).rejects.toThrow("was never a request of courant");
      await ledger.add([requestTo("/a")], NOW);
      await expect(ledger.end(endOf(requestTo("/a"), { state: "queued" }))).rejects.toThrow("not told when");
      await expect(ledger.end(recordEnd(requestTo("/a"), { line: "{\n}" }))).rejects.toThrow("newline");
      expect(await ledger.end(recordEnd(requestTo("/a")))).toMatchObject({ sequence: 1 });
    });

    it("writes an article once, whichever of its pages ends first", async () => {
      const ledger = await newLedger();
      await ledger.add(
        ["/a", "/a?print"].map((url) => requestTo(url)),
        NOW,
      );
      const results = await Promise.all([
        ledger.end(recordEnd(requestTo("/a"), { articleId: "courant:1" })),
        ledger.end(recordEnd(requestTo("/a?print"), { articleId: "courant:1" }, { dueAtMs: NOW + 5 })),
      ]);
      expect(results).toEqual([
        { sequence: 1, duplicateOf: null },
        { sequence: null, duplicateOf: "https://courant.example/a" },
      ]);
      expect(await ledger.knownIn(SITE, "https://courant.example/a?print")).toMatchObject({
        state: "skipped",
        reason: "duplicate",
        detail: "https://courant.example/a",
        turn: "resting",
      });
      expect(await ledger.article("courant:1")).toMatchObject({
        url: "https://courant.example/a",
        revision: 1,
        sequence: 1,
      });
      expect(await ledger.article("courant:2")).toBeUndefined();
    });

    it.each([
      ["", null],
      [", also where that is to be looked at again", NOW + 5],
    ])("lets an article move to another page when its own has it no more%s", async (_, dueAtMs) => {
      const ledger = await newLedger();
      await ledger.add(
        ["/old", "/new"].map((url) => requestTo(url)),
        NOW,
      );
      await ledger.end(recordEnd(requestTo("/old"), { articleId: "courant:1" }));
      await ledger.end(endOf(requestTo("/old"), { state: "not-article", reason: "gone", dueAtMs }));
      const moved = recordEnd(requestTo("/new"), { articleId: "courant:1", revision: 2 });
      expect(await ledger.end(moved)).toEqual({ sequence: 2, duplicateOf: null });
      expect(await ledger.article("courant:1")).toMatchObject({ url: "https://courant.example/new", revision: 2 });
    });

    it("keeps what an article was first seen at, through all revisions", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a")], NOW);
      await ledger.end(recordEnd(requestTo("/a"), { articleId: "courant:1" }));
      await ledger.end(
        recordEnd(requestTo("/a"), {
          articleId: "courant:1",
          revision: 2,
          contentHash: "beef",
          firstSeenAt: "2027-01-01T00:00:00.000Z",
        }),
      );
      expect((await ledger.knownIn(SITE, "https://courant.example/a"))?.article).toEqual({
        articleId: "courant:1",
        site: SITE,
        url: "https://courant.example/a",
        revision: 2,
        contentHash: "beef",
        firstSeenAt: "2026-03-01T09:00:00.000Z",
        sequence: 2,
      });
    });

    it("gives the last record of an article before it has reached its file", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a")], NOW);
      await ledger.end(recordEnd(requestTo("/a"), recordOf("courant:1")));
      await ledger.end(recordEnd(requestTo("/a"), recordOf("courant:1", { revision: 2 })));
      expect(await ledger.lastRecordOf("courant:1")).toMatchObject({ id: "courant:1", revision: 2 });
      expect(await ledger.lastRecordOf("courant:2")).toBeUndefined();
    });
  });

  describe(`${name}: lines to write`, () => {
    it("gives lines out once they are durable, in order, about as many bytes as asked for", async () => {
      const ledger = await newLedger({ commitAfterMs: 60_000, commitAfterEnds: 60_000 });
      await ledger.add(
        ["/a", "/b", "/c"].map((url) => requestTo(url)),
        NOW,
      );
      let told = 0;
      ledger.outbox.onLines(() => told++);
      const ends = ["/a", "/b", "/c"].map((url) => ledger.end(recordEnd(requestTo(url), { line: `"${url}"` })));
      expect(await ledger.outbox.linesAfter("articles", 0, 1000)).toEqual([]);
      await ledger.flush();
      await Promise.all(ends);
      expect(told).toBe(1);
      const textOf = async (after: number, bytes: number) =>
        (await ledger.outbox.linesAfter("articles", after, bytes)).map((line) => Buffer.from(line.bytes).toString());
      expect(await textOf(0, 1000)).toEqual(['"/a"\n', '"/b"\n', '"/c"\n']);
      expect(await textOf(0, 10)).toEqual(['"/a"\n', '"/b"\n']);
      expect(await textOf(1, 1)).toEqual(['"/b"\n']);
      expect(await textOf(3, 1000)).toEqual([]);
    });

    it("settles segment and offset with the end: full segments are left for the next", async () => {
      const ledger = await newLedger({ maxSegmentBytes: 12, maxSegmentRecords: 3 });
      const lines = ['"1"', '"2"', '"3"', '"4"', '"12345678901234567890"', '"6"', '"7"', '"8"', '"9"'];
      const requests = lines.map((_, i) => requestTo(`/${i}`));
      await ledger.add(requests, NOW);
      await Promise.all(requests.map((request, i) => ledger.end(recordEnd(request, { line: lines[i]! }))));
      const placed = await ledger.outbox.linesAfter("articles", 0, 1e6);
      expect(placed.map(({ sequence, segment, offset }) => [sequence, segment, offset])).toEqual([
        [1, 1, 0],
        [2, 1, 4],
        [3, 1, 8],
        [4, 2, 0],
        [5, 3, 0],
        [6, 4, 0],
        [7, 4, 4],
        [8, 4, 8],
        [9, 5, 0],
      ]);
      expect(await ledger.outbox.placedIn("articles", 4)).toEqual({ firstSequence: 6, records: 3 });
      expect(await ledger.outbox.placedIn("articles", 5)).toEqual({ firstSequence: 9, records: 1 });
    });

    it("keeps rejected lines in a stream of their own", async () => {
      const ledger = await newLedger();
      await ledger.add([requestTo("/a")], NOW);
      await ledger.end(endOf(requestTo("/a"), { state: "rejected", rejectedLine: '{"why":"no title"}' }));
      expect(await ledger.outbox.linesAfter("articles", 0, 1000)).toEqual([]);
      expect(await ledger.outbox.linesAfter("rejected", 0, 1000)).toMatchObject([
        { sequence: 1, segment: 1, offset: 0 },
      ]);
    });

    it("gives a line out byte for byte, however long, and beside another of the same end", async () => {
      const ledger = await newLedger();
      const letters = ["é", "€".repeat(70_000), "x".repeat(300_000), "🌾"];
      await ledger.add(
        letters.map((_, i) => requestTo(`/${i}`)),
        NOW,
      );
      for (const [i, line] of letters.entries())
        await ledger.end(recordEnd(requestTo(`/${i}`), { line }, { rejectedLine: `no ${line}` }));
      for (const [stream, before] of [
        ["articles", ""],
        ["rejected", "no "],
      ] as const) {
        const lines = await ledger.outbox.linesAfter(stream, 0, 10_000_000);
        expect(lines.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(
          letters.map((line) => `${before}${line}\n`),
        );
      }
    });

    it("forgets lines that are written, and remembers how far that is and what is sealed", async () => {
      const directory = temporaryDirectory();
      const ledger = await newLedger({ directory, maxSegmentRecords: 2 });
      const requests = ["/a", "/b", "/c"].map((url) => requestTo(url));
      await ledger.add(requests, NOW);
      await Promise.all(requests.map((request) => ledger.end(recordEnd(request, { line: "1" }))));
      await ledger.outbox.noteWritten("articles", { segment: 1, bytes: 4, sequence: 2 });
      const sealed = {
        stream: "articles",
        segment: 1,
        name: "articles-000001.jsonl",
        records: 2,
        bytes: 4,
        sha256: "ab",
        firstSequence: 1,
        lastSequence: 2,
      } as const;
      await ledger.outbox.noteSealed(sealed);
      await ledger.outbox.noteSealed(sealed);
      const again = await reopen(ledger, directory);
      expect(await again.outbox.written("articles")).toEqual({ segment: 1, bytes: 4, sequence: 2 });
      expect(await again.outbox.sealed("articles")).toEqual([sealed]);
      expect(await again.outbox.linesAfter("articles", 0, 1000)).toMatchObject([
        { sequence: 3, segment: 2, offset: 0 },
      ]);
    });
  });

  describe(`${name}: closing and opening again`, () => {
    it("keeps everything, and gives out again what had not ended", async () => {
      const directory = temporaryDirectory();
      const ledger = await newLedger({ directory });
      expect([ledger.isNew, ledger.wasUnclean]).toEqual([true, false]);
      await ledger.add(
        ["/a", "/b", "/c"].map((url) => requestTo(url)),
        NOW,
      );
      await claimAll(ledger);
      await ledger.end(recordEnd(requestTo("/a"), { articleId: "courant:1" }, { dueAtMs: NOW + 50 }));
      await ledger.setMeta("run", { number: 3 });
      const before = await countsOf(ledger);
      const again = await reopen(ledger, directory);
      expect([again.isNew, again.wasUnclean]).toEqual([false, false]);
      expect(await countsOf(again)).toEqual(before);
      expect(await again.getMeta("run")).toEqual({ number: 3 });
      expect(await again.getMeta("other")).toBeUndefined();
      expect(await again.add([requestTo("/b")], NOW)).toBe(0);
      expect(await claimOneByOne(again, NOW + 50)).toEqual(["/a", "/b", "/c"]);
      expect(await again.end(recordEnd(requestTo("/b"), { articleId: "courant:1" }))).toMatchObject({
        duplicateOf: "https://courant.example/a",
      });
    });

    it("keeps the hosts' clocks", async () => {
      const directory = temporaryDirectory();
      const ledger = await newLedger({ directory });
      await ledger.takeTurn("courant.example", NOW, 2000);
      await ledger.setHost("bode.example", { bannedUntilMs: NOW + 7000 }, NOW);
      const again = await reopen(ledger, directory, NOW + 500);
      expect(await again.takeTurn("courant.example", NOW + 500, 2000)).toBe(NOW + 2000);
      expect(await again.hostClock("bode.example")).toMatchObject({ bannedUntilMs: NOW + 7000 });
      expect(await again.hostClock("third.example")).toBeUndefined();
    });

    it("begins anew when told to, and keeps what was there", async () => {
      const directory = temporaryDirectory();
      const ledger = await newLedger({ directory });
      await ledger.add([requestTo("/a")], NOW);
      await ledger.close();
      const fresh = await newLedger({ directory, isFresh: true });
      expect(fresh.isNew).toBe(true);
      expect(await countsOf(fresh)).toEqual({});
    });

    it("may be closed twice", async () => {
      const ledger = await newLedger();
      await Promise.all([ledger.close(), ledger.close()]);
    });
  });
}
