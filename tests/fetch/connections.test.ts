import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFetcher, type FetcherOptions } from "../../src/fetch/fetcher.ts";
import type { FetchRequest, PageSource } from "../../src/model/page-source.ts";
import { type FaultCall, type FaultServer, fault, page, startFaultServer, whole } from "../support/fault-server.ts";

let answer: (call: FaultCall) => unknown;
let turns: number[];
let server: FaultServer;
const opened: PageSource[] = [];

const open = (options: Partial<FetcherOptions> = {}) => {
  const fetcher = createFetcher({ userAgent: "oogst/0", allowAddresses: ["127.0.0.1"], ...options });
  opened.push(fetcher);
  return (request: Partial<FetchRequest> = {}) =>
    fetcher.get({ url: server.url("any"), timeoutMs: 5000, maxBodyBytes: 100_000, ...request });
};

beforeEach(async () => {
  turns = [];
  answer = (call) => call.write(whole("goed"));
  server = await startFaultServer({
    cases: [
      fault("any", "whatever a test wants", page(), (call) => {
        turns.push(call.turn);
        return answer(call);
      }),
    ],
  });
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((fetcher) => fetcher.close()));
  await server.close();
});

describe("a connection is kept", () => {
  test("requests to one host follow each other over one connection", async () => {
    const get = open();
    for (let count = 0; count < 4; count++) await get();
    expect(turns).toEqual([1, 2, 3, 4]);
  });

  test("however many come over it: each answer has a head of its own", async () => {
    const get = open({ maxHeaderBytes: 300 });
    for (let count = 0; count < 100; count++) await get();
    expect(turns.at(-1)).toBe(100);
  });

  test("also after a redirect, an error page and a 204", async () => {
    const get = open();
    answer = (call) => {
      if (call.hit === 1) return call.write("HTTP/1.1 302 Found\r\nLocation: /any/b\r\nContent-Length: 5\r\n\r\nweg!!");
      if (call.hit === 2) return call.write("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nniks");
      if (call.hit === 3) return call.write("HTTP/1.1 204 No Content\r\n\r\n");
      return call.write(whole("goed"));
    };
    for (let count = 0; count < 3; count++) await get();
    expect(turns).toEqual([1, 2, 3, 4]);
  });

  test("not after a body that was given up, nor where the server says close", async () => {
    const get = open();
    answer = (call) =>
      call.hit === 1 ? call.write(whole("x".repeat(200_000))) : call.write(whole("goed", "Connection: close"));
    await expect(get()).rejects.toMatchObject({ reason: "too-large" });
    await get();
    await get();
    expect(turns).toEqual([1, 1, 1]);
  });

  test("no more connections to a host than allowed: the others wait, and all are served", async () => {
    const get = open({ connectionsPerHost: 2 });
    let underWay = 0;
    let most = 0;
    answer = async (call) => {
      most = Math.max(most, ++underWay);
      await call.wait(15);
      underWay -= 1;
      await call.write(whole("goed"));
    };
    await Promise.all(Array.from({ length: 9 }, () => get()));
    expect(most).toBe(2);
    expect(turns.filter((turn) => turn === 1).length).toBe(2);
  });

  test("who waits longer than his time is told so, and the next one is served", async () => {
    const get = open({ connectionsPerHost: 1 });
    answer = async (call) => {
      if (call.hit === 1) await call.wait(300);
      await call.write(whole("goed"));
    };
    const first = get();
    await expect(get({ timeoutMs: 60 })).rejects.toMatchObject({ reason: "timeout", consequence: "retry" });
    await expect(first).resolves.toMatchObject({ status: 200 });
    await expect(get()).resolves.toMatchObject({ status: 200 });
    expect(server.hits("any")).toBe(2);
  });
});

describe("a kept connection that the server had closed", () => {
  const loseSecondTurn = (lose: (call: FaultCall) => unknown) => {
    answer = (call) => (call.turn > 1 ? lose(call) : call.write(whole("goed")));
  };

  test.each([
    ["a reset", (call: FaultCall) => call.socket.resetAndDestroy()],
    ["an end", (call: FaultCall) => call.socket.end()],
  ])("%s before any byte costs nothing: the page is asked for once more, over a new connection", async (_, lose) => {
    const get = open();
    loseSecondTurn(lose);
    await get();
    await expect(get()).resolves.toMatchObject({ status: 200 });
    expect(turns).toEqual([1, 2, 1]);
  });

  test("the second try goes over a new connection even where another kept one is idle", async () => {
    const get = open();
    answer = async (call) => {
      await call.wait(20);
      await call.write(whole("goed"));
    };
    await Promise.all([get(), get(), get()]);
    loseSecondTurn((call) => call.socket.resetAndDestroy());
    await expect(get()).resolves.toMatchObject({ status: 200 });
    expect(turns).toEqual([1, 1, 1, 2, 1]);
  });

  test("a second loss in a row is a failure", async () => {
    const get = open();
    await get();
    answer = (call) => call.socket.resetAndDestroy();
    await expect(get()).rejects.toMatchObject({ reason: "network", consequence: "retry" });
    expect(turns).toEqual([1, 2, 1]);
  });

  test("a POST is not repeated: nobody knows what the first one did", async () => {
    const get = open();
    await get();
    answer = (call) => call.socket.resetAndDestroy();
    await expect(get({ method: "POST", body: "{}" })).rejects.toMatchObject({ reason: "network" });
    expect(turns).toEqual([1, 2]);
  });

  test("a first connection that is lost gets no free try", async () => {
    answer = (call) => call.socket.resetAndDestroy();
    await expect(open()()).rejects.toMatchObject({ reason: "network" });
    expect(turns).toEqual([1]);
  });

  test("a loss after the first byte gets none either", async () => {
    const get = open();
    await get();
    answer = async (call) => {
      await call.write("HTTP/1.1 2");
      await call.wait(20);
      call.socket.resetAndDestroy();
    };
    await expect(get()).rejects.toMatchObject({ reason: "network" });
    expect(turns).toEqual([1, 2]);
  });

  test("silence is no loss", async () => {
    const get = open({ headersTimeoutMs: 100 });
    await get();
    answer = () => {};
    await expect(get()).rejects.toMatchObject({ reason: "timeout" });
    expect(turns).toEqual([1, 2]);
  });

  test("many at once, all lost, all come through", async () => {
    const get = open({ connectionsPerHost: 6 });
    answer = async (call) => {
      await call.wait(20);
      await call.write(whole("goed"));
    };
    await Promise.all(Array.from({ length: 6 }, () => get()));
    loseSecondTurn((call) => call.socket.resetAndDestroy());
    const pages = await Promise.all(Array.from({ length: 6 }, () => get()));
    expect(pages.map(({ status }) => status)).toEqual(Array(6).fill(200));
  });
});

describe("a trip that is not wanted any more", () => {
  test("ends at once with the signal's reason, before and while it is under way", async () => {
    const get = open();
    answer = () => {};
    const gone = new AbortController();
    gone.abort(new Error("genoeg"));
    await expect(get({ signal: gone.signal })).rejects.toThrow("genoeg");
    expect(server.hits("any")).toBe(0);
    const going = new AbortController();
    const trip = get({ signal: going.signal });
    answer = () => going.abort();
    await expect(trip).rejects.toMatchObject({ name: "AbortError" });
  });

  test("also in the midst of a body", async () => {
    const aborter = new AbortController();
    answer = async (call) => {
      await call.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
      await call.wait(20);
      aborter.abort();
    };
    await expect(open()({ signal: aborter.signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  test("closing the fetcher fails what is under way, to be tried again another time", async () => {
    const fetcher = createFetcher({ userAgent: "oogst/0", allowAddresses: ["127.0.0.1"], connectionsPerHost: 1 });
    const get = () => fetcher.get({ url: server.url("any"), timeoutMs: 5000, maxBodyBytes: 1000 });
    let arrived: () => void = () => {};
    const first = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    answer = () => arrived();
    const trips = [get(), get()];
    const ends = Promise.allSettled(trips);
    await first;
    await fetcher.close();
    for (const end of await ends)
      expect(end).toMatchObject({ status: "rejected", reason: { reason: "network", consequence: "retry" } });
    await expect(get()).rejects.toMatchObject({ reason: "network", consequence: "retry" });
  });
});

test("nothing answers at all: a network failure, to be tried again", async () => {
  const url = server.url("any");
  await server.close();
  await expect(open()({ url })).rejects.toMatchObject({ reason: "network", consequence: "retry" });
});

test("a host that answers nothing, slowly, or without end costs another host nothing", async () => {
  const sick = await startFaultServer();
  const fetcher = createFetcher({ userAgent: "oogst/0", allowAddresses: ["127.0.0.1"], maxOpenBytes: 8 * 1024 * 1024 });
  const names = [
    "no-answer-hang",
    "head-slow",
    "body-slow",
    "body-endless",
    "gzip-endless",
    "headers-endless",
    "chunks-of-one-byte",
  ];
  const ills = names.flatMap((name) => Array.from({ length: 5 }, () => name));
  const bounds = { timeoutMs: 1500, maxBodyBytes: 2 * 1024 * 1024 };
  const lost = Promise.allSettled(ills.map((name) => fetcher.get({ url: sick.url(name), ...bounds })));
  const pages = await Promise.all(Array.from({ length: 40 }, () => fetcher.get({ url: server.url("any"), ...bounds })));
  expect(pages.map(({ body }) => Buffer.from(body).toString())).toEqual(Array(40).fill("goed"));
  for (const each of await lost) expect(each.status).toBe("rejected");
  await fetcher.close();
  await sick.close();
});
