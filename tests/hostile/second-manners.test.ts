import { beforeAll, describe, expect, test } from "vitest";
import { fastClock, paperArticle } from "./crawl-hosts.ts";
import {
  type Asked,
  answerOf,
  article,
  crawlCases,
  front,
  hang,
  redirect,
  type SecondCase,
  type SecondCrawl,
  type Serve,
  text,
  titleOf,
} from "./second-hosts.ts";

const many = Array.from({ length: 40 }, (_, at) => `/nieuws/nummer-${at}`);
const slugs = many.map((path) => path.slice(8));

/** A host of forty articles that answers each so. */
const flood = (name: string, serve: Serve, wish: Partial<SecondCase> = {}): SecondCase => ({
  name: `flood-${name}`,
  paths: { "/": front(many), "/nieuws/*": serve },
  records: [],
  maxRequests: 16,
  isBanned: true,
  ...wish,
});
const status = (code: number, ...headers: string[]): Serve => text("nee", code, ...headers);

const floods: readonly SecondCase[] = [
  flood("401", status(401)),
  flood("403-with-page", (call) => call.send(paperArticle(titleOf(call.path)), 403)),
  flood("429-in-the-past", status(429, "Retry-After: Mon, 01 Jan 2001 00:00:00 GMT")),
  flood("429-negative", status(429, "Retry-After: -60")),
  flood("429-of-a-billion-seconds", status(429, "Retry-After: 1000000000000")),
  flood("429-in-2099", status(429, "Retry-After: Thu, 31 Dec 2099 23:59:59 GMT")),
  flood("429-of-words", status(429, "Retry-After: straks")),
  flood("429-twice-said", status(429, "Retry-After: 1", "Retry-After: 86400")),
  flood("503-of-a-day", status(503, "Retry-After: 86400")),
  flood("503-cut", async (call) => {
    await call.write("HTTP/1.1 503 Later\r\nRetry-After: 86400\r\nContent-Length: 500\r\n\r\nhalf");
    call.socket.end();
  }),
  flood("403-with-retry-after", status(403, "Retry-After: 86400")),
  flood("511", status(511)),
  flood("challenge", (call) => call.send("<p>Even controleren", 200, "cf-mitigated: challenge")),
  flood("silence", hang, { manners: { timeoutMs: 400, concurrency: 2 }, maxRequests: 18 }),
  flood(
    "drip",
    async (call) => {
      await call.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
      while (await call.write(" ")) await call.wait(50);
    },
    { manners: { timeoutMs: 400, concurrency: 2 }, maxRequests: 18 },
  ),
  flood("silence-now-and-then", (call) => (Number(call.path.split("-")[1]) % 8 === 0 ? undefined : article(call)), {
    records: slugs.filter((slug) => Number(slug.split("-")[1]) % 8 !== 0),
    manners: { timeoutMs: 4000, concurrency: 8 },
    maxRequests: 60,
    isBanned: false,
  }),
  flood("403-now-and-then", (call) => (Number(call.path.split("-")[1]) % 5 === 0 ? status(403)(call) : article(call)), {
    records: slugs.filter((slug) => Number(slug.split("-")[1]) % 5 !== 0),
    manners: { concurrency: 1 },
    maxRequests: 60,
    isBanned: false,
  }),
  flood("404", status(404), { maxRequests: 45, isBanned: false }),
  flood("500", status(500), { maxRequests: 45, isBanned: false }),
  flood("redirect-to-forbidden", redirect("http://127.0.0.1:9/"), { maxRequests: 45, isBanned: false }),
  {
    name: "comments-pause-their-host",
    // The pause is asked for by the comments' page of one article; the rest of the host hears of it.
    paths: {
      "/": front(many.slice(0, 6)),
      "/reacties*": status(429, "Retry-After: 300"),
      "/nieuws/*": (call) =>
        call.send(paperArticle(titleOf(call.path), "", `<a class="more" href="/reacties${call.path}">alle</a>`)),
    },
    more: "comments: { item: .comment, text: p, pages: { next: { select: a.more, attr: href } } }",
    records: ["nummer-0"],
    manners: { concurrency: 1 },
    maxRequests: 5,
  },
];

let crawl: SecondCrawl;
beforeAll(async () => {
  crawl = await crawlCases(floods, { address: "127.0.0.23", concurrency: 24 });
});

describe("hosts that refuse, hold back or ask for rest", () => {
  test.each(floods.map((one) => [one.name, one] as const))("%s", (_, one) => crawl.verify(one));
  test("nothing else was reached, and the healthy host came out whole, in time", () => crawl.verifyOthers());
});

/** On a busy machine an answer is heard so much later than it was given, in milliseconds. */
const HEARD_MS = 300;

/** The least time between the moment a pause was asked for and the next request to the host. */
function pauseKeptMs(asked: readonly Asked[], saidAtMs: number): number {
  return Math.min(...asked.filter(({ atMs }) => atMs > saidAtMs + HEARD_MS).map(({ atMs }) => atMs - saidAtMs));
}

describe("a pause holds for everything that is asked of a host", () => {
  test.each([
    ["a page's", "/nieuws/nummer-2"],
    ["a comments page's", "/reacties/nieuws/nummer-2"],
  ])("%s, whatever was under way", async (_, path) => {
    let saidAtMs = Number.POSITIVE_INFINITY;
    const pausing: SecondCase = {
      name: "rust",
      paths: {
        "/": front(many.slice(0, 12)),
        "/reacties*": (call) => call.send("<div class=comment><p>goed</p></div>"),
        "/nieuws/*": async (call) => {
          // Answers of others come while the pause has begun.
          if (call.path !== path) await call.wait(30);
          await call.send(
            paperArticle(titleOf(call.path), "", `<a class="more" href="/reacties${call.path}">alle</a>`),
          );
        },
        [path]: async (call) => {
          if (call.hit > 1) return call.send(paperArticle(titleOf(call.path)));
          saidAtMs = Date.now();
          return call.send("later", 503, "Retry-After: 20");
        },
      },
      more: "comments: { item: .comment, text: p, pages: { next: { select: a.more, attr: href } } }",
      manners: { concurrency: 6, retries: 2, timeoutMs: 20_000 },
      records: many.slice(0, 12).map((each) => each.slice(8)),
      maxRequests: 30,
    };
    const came = await crawlCases([pausing], { address: "127.0.0.24", maxWaitMs: 60_000 }, { clock: fastClock(20) });
    came.verify(pausing);
    came.verifyOthers();
    // Twenty seconds of the run's time are one of ours.
    expect(pauseKeptMs(came.asked("rust"), saidAtMs)).toBeGreaterThanOrEqual(850);
  });
});

describe("a clock that jumps while a host's turn is waited for", () => {
  test.each([
    ["back by a day", -86_400_000],
    ["back by an hour", -3_600_000],
    ["forward by a month", 30 * 86_400_000],
  ])("%s costs no record and no time", async (_, jumpMs) => {
    const paced: SecondCase = {
      name: "stap",
      paths: {
        "/": front(many.slice(0, 6)),
        "/reacties*": (call) => call.send("<div class=comment><p>goed</p></div>"),
        "/nieuws/*": (call) =>
          call.send(paperArticle(titleOf(call.path), "", `<a class="more" href="/reacties${call.path}">alle</a>`)),
      },
      more: "comments: { item: .comment, text: p, pages: { next: { select: a.more, attr: href } } }",
      manners: { hostDelayMs: 100, timeoutMs: 10_000 },
      records: many.slice(0, 6).map((each) => each.slice(8)),
      maxRequests: 60,
    };
    const base = fastClock(1);
    let jumpedMs = 0;
    const clock = { ...base, nowMs: () => base.nowMs() + jumpedMs };
    const timers = [300, 650].map((ms) => setTimeout(() => (jumpedMs += jumpMs / 2), ms));
    const came = await crawlCases([paced], { address: "127.0.0.25", maxWaitMs: 60_000 }, { clock });
    for (const timer of timers) clearTimeout(timer);
    came.verify(paced);
    // What is due by the clock after its jump may be asked again, and then it is unchanged.
    expect(new Set(came.crawled.recordsOf("gezond").map(({ id }) => id)).size).toBe(20);
    expect(came.crawled.recordsOf("gezond")).toHaveLength(20);
    expect(came.crawled.elapsedMs).toBeLessThan(25_000);
  });
});

test("a pause shorter than another's that still holds does not end it", async () => {
  let saidAtMs = 0;
  const two: SecondCase = {
    name: "twee-pauzes",
    paths: {
      "/": front(many.slice(0, 4)),
      "/nieuws/nummer-0": (call) => {
        if (call.hit > 1) return article(call);
        saidAtMs = Date.now();
        return call.send("later", 503, "Retry-After: 20");
      },
      "/nieuws/nummer-1": async (call) => {
        if (call.hit > 1) return article(call);
        await call.wait(40);
        return call.write(answerOf("later", 503, "Retry-After: 1"));
      },
    },
    manners: { concurrency: 4, retries: 2, timeoutMs: 20_000 },
    records: slugs.slice(0, 4),
    maxRequests: 12,
  };
  const came = await crawlCases([two], { address: "127.0.0.26", maxWaitMs: 60_000 }, { clock: fastClock(20) });
  came.verify(two);
  expect(pauseKeptMs(came.asked("twee-pauzes"), saidAtMs)).toBeGreaterThanOrEqual(800);
});
