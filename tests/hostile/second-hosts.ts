import { createServer, type Socket } from "node:net";
import { expect } from "vitest";
import type { CrawlOptionsInput } from "../../src/config/options.ts";
import type { CrawlDoors } from "../../src/crawl/crawl.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import { type Crawled, crawlHosts, frontPage, paperArticle, paperSite } from "./crawl-hosts.ts";

/** One request to a host, answered byte by byte. */
export interface RawCall {
  readonly method: string;
  /** Path with query, as it stood in the request line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Requests for this path so far, this one among them. */
  readonly hit: number;
  /** Requests on this connection so far, this one among them. */
  readonly turn: number;
  readonly socket: Socket;
  /** `http://name.example`. */
  readonly origin: string;
  /** Writes these bytes and no others; false when the client has gone. */
  write(bytes: string | Uint8Array): Promise<boolean>;
  wait(ms: number): Promise<boolean>;
  /** A whole answer in good order. */
  send(body: string | Uint8Array, status?: number | string, ...headers: readonly string[]): Promise<boolean>;
}

export type Serve = (call: RawCall) => unknown;

/** A host with something wrong, and what alone may come of it. */
export interface SecondCase {
  /** Its host is this with `.example` behind it. */
  readonly name: string;
  /** What it answers by path; the longest beginning that ends in `*` stands for the rest. Articles of `/nieuws/` are right unless written. */
  readonly paths: Readonly<Record<string, Serve>>;
  /** The articles that make a record, each once, by the last part of the requested address; any of these lists. */
  readonly records: readonly string[];
  /** How the visit of a path must end: one of these, as the log spells it. */
  readonly outcomes?: Readonly<Record<string, string | readonly string[]>>;
  /** Most requests, robots.txt and the TDM file included. */
  readonly maxRequests?: number;
  /** Paths that must not be asked. */
  readonly never?: RegExp;
  /** Paths that must be asked, each so often. */
  readonly asked?: Readonly<Record<string, number>>;
  /** Whether the run leaves the host alone. */
  readonly isBanned?: boolean;
  /** Reasons that the report must hold. */
  readonly reasons?: readonly string[];
  /** More that must hold. */
  readonly check?: (came: Came) => void;
  readonly start?: string;
  readonly manners?: Parameters<typeof paperSite>[0]["manners"];
  readonly more?: string;
}

export interface Came {
  readonly records: readonly ArticleRecord[];
  readonly asked: readonly Asked[];
  readonly crawled: Crawled;
}

export interface Asked {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly atMs: number;
}

export const PATHS = ["/nieuws/een", "/nieuws/twee"];
export const titleOf = (path: string) => `Artikel ${path.split(/[?#;]/)[0]?.split("/").filter(Boolean).at(-1)}`;
export const article: Serve = (call) => call.send(paperArticle(titleOf(call.path)));
export const front =
  (paths: readonly string[] = PATHS): Serve =>
  (call) =>
    call.send(frontPage(paths));
export const text =
  (body: string | Uint8Array, status: number | string = 200, ...headers: string[]): Serve =>
  (call) =>
    call.send(body, status, "Content-Type: text/plain", ...headers);
export const xml =
  (body: string | Uint8Array | ((origin: string) => string | Uint8Array), type = "application/xml"): Serve =>
  (call) =>
    call.send(typeof body === "function" ? body(call.origin) : body, 200, `Content-Type: ${type}`);
export const redirect =
  (location: string, status = 302, ...headers: string[]): Serve =>
  (call) =>
    call.send("", status, `Location: ${location.replaceAll("ORIGIN", call.origin)}`, ...headers);
/** Never a byte of an answer. */
export const hang: Serve = () => {};

/** An article under `/nieuws/een` sent so, beside a right one; `records` says which came out. */
export function page(name: string, serve: Serve, wish: Partial<SecondCase> = {}): SecondCase {
  return { name, paths: { "/nieuws/een": serve }, records: ["twee"], ...wish };
}

const HEALTHY = "gezond";
const HEALTHY_PATHS = Array.from({ length: 20 }, (_, at) => `/nieuws/bericht-${at}`);
const healthy: SecondCase = {
  name: HEALTHY,
  paths: { "/": front(HEALTHY_PATHS) },
  records: HEALTHY_PATHS.map((path) => path.slice(8)),
  maxRequests: 23,
};

export interface SecondCrawl {
  /** Asserts what one case says. */
  readonly verify: (one: SecondCase) => void;
  /** Asserts that nothing was reached that nobody allowed, and that the healthy host came out whole. */
  readonly verifyOthers: () => void;
  readonly crawled: Crawled;
  readonly asked: (name: string) => readonly Asked[];
}

export interface SecondOptions extends CrawlOptionsInput {
  /** Loopback address of the hosts, `127.0.0.20` … ; connections to 127.0.0.1 at the same port are counted as forbidden. */
  readonly address: string;
  readonly maxMs?: number;
  /** Of every host that says nothing else, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Crawls all these hosts and a healthy one in one run. */
export async function crawlCases(
  cases: readonly SecondCase[],
  { address, maxMs = 40_000, timeoutMs = 2500, ...options }: SecondOptions,
  doors: Partial<CrawlDoors> = {},
): Promise<SecondCrawl> {
  const all = [...cases, healthy];
  const server = await startRawHosts(all, address);
  const crawled = await crawlHosts(
    all.map(({ name, start, manners, more }) =>
      paperSite({
        name,
        manners: { timeoutMs, ...manners },
        ...(start === undefined ? {} : { start: start.replaceAll("ORIGIN", `http://${name}.example`) }),
        ...(more === undefined ? {} : { more }),
      }),
    ),
    {
      maxWaitMs: 0,
      concurrency: 16,
      allowAddresses: [`${address}:${server.port}`],
      connectTo: all.map(({ name }) => `${name}.example=${address}:${server.port}`),
      ...options,
    },
    doors,
  ).finally(() => server.close());
  const asked = (name: string) => server.asked.filter(({ host }) => host === `${name}.example`);
  return {
    crawled,
    asked,
    verify: (one) => verifyCase(one, crawled, asked(one.name)),
    verifyOthers() {
      verifyCase(healthy, crawled, asked(HEALTHY));
      expect(server.forbiddenHits()).toBe(0);
      const known = new Set(all.map(({ name }) => `${name}.example`));
      expect(server.asked.filter(({ host }) => !known.has(host))).toEqual([]);
      expect(crawled.elapsedMs).toBeLessThan(maxMs);
      expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    },
  };
}

function verifyCase(one: SecondCase, crawled: Crawled, asked: readonly Asked[]): void {
  const { reasons, known, examples } = crawled.site(one.name);
  const paths = asked.map(({ path }) => path);
  const records = crawled.recordsOf(one.name);
  const told = JSON.stringify({ paths: paths.slice(0, 30), count: paths.length, reasons, known, examples });
  expect(records.map(({ requestedUrl }) => slugOf(requestedUrl)).toSorted(), told).toEqual(one.records.toSorted());
  expect(new Set(records.map(({ id }) => id)).size, told).toBe(records.length);
  for (const record of records) verifyRecord(record);
  for (const [path, outcome] of Object.entries(one.outcomes ?? {}))
    expect([outcome].flat(), `${path} ${told}`).toContain(crawled.outcomeOf(`http://${one.name}.example${path}`));
  expect(paths.length, told).toBeLessThanOrEqual(one.maxRequests ?? 8);
  if (one.never !== undefined) for (const path of paths) expect(path, told).not.toMatch(one.never);
  for (const [path, times] of Object.entries(one.asked ?? {}))
    expect(paths.filter((each) => each === path).length, `${path} ${told}`).toBe(times);
  expect(crawled.report.bannedHosts[`${one.name}.example`] !== undefined, told).toBe(one.isBanned ?? false);
  for (const reason of one.reasons ?? []) expect(Object.keys({ ...reasons, ...known }), told).toContain(reason);
  one.check?.({ records, asked, crawled });
}

const slugOf = (url: string) => titleOf(new URL(url).pathname + new URL(url).search).slice(8);

/** Every record is exactly what its page said. */
function verifyRecord(record: ArticleRecord): void {
  const title = `Artikel ${slugOf(record.finalUrl)}`;
  expect(record.title).toBe(title);
  expect(record.text).toBe(
    `De gemeenteraad van Zuiderwoude vergaderde over ${title} tot diep in de nacht.\n\n` +
      `Volgens wethouder Teunis Kramer volgt een besluit over ${title} in het najaar.`,
  );
  expect(record.publishedAt).toBe("2024-05-14T09:30:00+02:00");
  expect(record.authors).toEqual([{ name: "Wiske Aardenburg", role: null }]);
}

interface RawHosts {
  readonly port: number;
  readonly asked: readonly Asked[];
  forbiddenHits(): number;
  close(): Promise<void>;
}

/** Serves the cases by their hosts, raw, on one address; and listens where nobody was allowed to go. */
export async function startRawHosts(cases: readonly SecondCase[], address: string): Promise<RawHosts> {
  const byHost = new Map(cases.map((one) => [`${one.name}.example`, one]));
  const asked: Asked[] = [];
  const hits = new Map<string, number>();
  const sockets = new Set<Socket>();
  let forbiddenHits = 0;
  const server = createServer((socket) => serveSocket(socket, byHost, asked, hits));
  const forbidden = createServer((socket) => {
    forbiddenHits++;
    socket.end("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ngeheim");
  });
  for (const each of [server, forbidden])
    each.on("connection", (socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    });
  const listen = (each: typeof server, port: number, host: string) =>
    new Promise<void>((resolve, reject) => each.once("error", reject).listen(port, host, resolve));
  await listen(server, 0, address);
  const { port } = server.address() as { port: number };
  await listen(forbidden, port, "127.0.0.1");
  return {
    port,
    asked,
    forbiddenHits: () => forbiddenHits,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([server, forbidden].map((each) => new Promise((resolve) => each.close(resolve))));
    },
  };
}

function serveSocket(
  socket: Socket,
  byHost: ReadonlyMap<string, SecondCase>,
  asked: Asked[],
  hits: Map<string, number>,
): void {
  let received = Buffer.alloc(0);
  let turn = 0;
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const [line = "", ...lines] = received.toString("latin1", 0, end).split("\r\n");
    const headers = Object.fromEntries(
      lines.map((each) => [each.slice(0, each.indexOf(":")).toLowerCase(), each.slice(each.indexOf(":") + 1).trim()]),
    );
    const length = end + 4 + Number(headers["content-length"] ?? 0);
    if (received.length < length) return;
    const body = received.toString("utf8", end + 4, length);
    received = received.subarray(length);
    const [method = "", path = ""] = line.split(" ");
    const host = headers.host ?? "";
    asked.push({ host, method, path, headers, atMs: Date.now() });
    const hit = (hits.get(host + path) ?? 0) + 1;
    hits.set(host + path, hit);
    turn += 1;
    const call = callOf({ method, path, headers, body, hit, turn, socket, origin: `http://${host}` });
    void serveOf(byHost.get(host), path)(call);
  });
}

function serveOf(one: SecondCase | undefined, path: string): Serve {
  if (one === undefined) return text("geen host", 404);
  const written = Object.keys(one.paths)
    .filter((each) => (each.endsWith("*") ? path.startsWith(each.slice(0, -1)) : path === each))
    .toSorted((left, right) => right.length - left.length)[0];
  if (written !== undefined) return one.paths[written] as Serve;
  if (path === "/") return front();
  return path.startsWith("/nieuws/") ? article : text("niet hier", 404);
}

function callOf(given: Omit<RawCall, "write" | "wait" | "send">): RawCall {
  const { socket } = given;
  const write = (bytes: string | Uint8Array): Promise<boolean> => {
    if (socket.destroyed || !socket.writable) return Promise.resolve(false);
    return new Promise((resolve) => {
      const gone = () => resolve(false);
      socket.once("close", gone);
      socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes, () => {
        socket.off("close", gone);
        setImmediate(() => resolve(!socket.destroyed));
      });
    });
  };
  const wait = (ms: number): Promise<boolean> =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        socket.off("close", done);
        resolve(!socket.destroyed);
      };
      const timer = setTimeout(done, ms);
      socket.once("close", done);
    });
  const send: RawCall["send"] = (body, status = 200, ...headers) => write(answerOf(body, status, ...headers));
  return { ...given, write, wait, send };
}

/** A whole answer: HTML in UTF-8 unless a header says otherwise. */
export function answerOf(
  body: string | Uint8Array,
  status: number | string = 200,
  ...headers: readonly string[]
): Buffer {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : Buffer.from(body);
  const line = typeof status === "number" ? `HTTP/1.1 ${status} Any` : status;
  const has = (name: string) => headers.some((header) => header.toLowerCase().startsWith(`${name}:`));
  const all = [
    ...headers,
    ...(has("content-type") ? [] : ["Content-Type: text/html; charset=utf-8"]),
    ...(has("content-length") || has("transfer-encoding") ? [] : [`Content-Length: ${bytes.length}`]),
  ];
  return Buffer.concat([Buffer.from(`${[line, ...all].join("\r\n")}\r\n\r\n`, "latin1"), bytes]);
}

/** A body in chunks of this size. */
export function chunked(body: string, size = 1000, extension = "", trailers = ""): string {
  const bytes = Buffer.from(body, "utf8");
  let framed = "";
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    framed += `${chunk.length.toString(16)}${extension}\r\n${chunk.toString("latin1")}\r\n`;
  }
  return `${framed}0\r\n${trailers}\r\n`;
}
