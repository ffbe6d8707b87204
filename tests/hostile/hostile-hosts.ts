import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** One request to a host: answer it, or not. */
export interface HostCall {
  readonly host: string;
  /** Path with query. */
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Requests for this host and path so far, this one among them. */
  readonly hit: number;
  /** Answers with HTML, and what else is said in `headers`. */
  html(body: string | Uint8Array, status?: number, headers?: Readonly<Record<string, string>>): void;
  text(body: string | Uint8Array, status?: number, headers?: Readonly<Record<string, string>>): void;
  redirect(location: string, status?: number): void;
  /** Leaves the head, then a byte now and then, without end. */
  drip(everyMs: number): void;
}

export type Host = (call: HostCall) => unknown;

export interface HostileHosts {
  readonly port: number;
  /** As `connectTo` of a crawl takes it. */
  readonly connectTo: readonly string[];
  /** Every request, in order. */
  readonly log: readonly { readonly host: string; readonly path: string; readonly atMs: number }[];
  /** Paths that a host was asked for, in order. */
  asked(host: string): string[];
  /** Connections made to the address that nobody allowed. */
  forbiddenHits(): number;
  /** `127.0.0.1:port` of that address. */
  readonly forbidden: string;
  close(): Promise<void>;
}

/** Serves invented hosts on one port of loopback, each as its function likes. A host nobody wrote answers 404. */
export async function startHostileHosts(hosts: Readonly<Record<string, Host>>): Promise<HostileHosts> {
  const log: { host: string; path: string; atMs: number }[] = [];
  const hits = new Map<string, number>();
  const sockets = new Set<Socket>();
  let forbiddenHits = 0;
  const server = createServer({ insecureHTTPParser: true, maxHeaderSize: 1 << 20 }, (request, response) => {
    const host = request.headers.host ?? "";
    const path = request.url ?? "/";
    log.push({ host, path, atMs: Date.now() });
    const hit = (hits.get(host + path) ?? 0) + 1;
    hits.set(host + path, hit);
    response.on("error", () => {});
    const serve = hosts[host];
    const call = callOf(host, path, hit, request, response);
    if (path === "/robots.txt" && serve === undefined) call.text("", 404);
    else if (serve === undefined) call.html("geen host", 404);
    else serve(call);
  });
  const forbidden = createServer((_, response) => {
    forbiddenHits++;
    response.end("geheim");
  });
  forbidden.on("connection", () => forbiddenHits++);
  for (const each of [server, forbidden]) {
    each.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    });
    await new Promise<void>((resolve) => each.listen(0, "127.0.0.1", resolve));
  }
  const port = portOf(server);
  return {
    port,
    connectTo: Object.keys(hosts).map((host) => `${host}=127.0.0.1:${port}`),
    log,
    asked: (host) => log.filter((entry) => entry.host === host).map(({ path }) => path),
    forbiddenHits: () => forbiddenHits,
    forbidden: `127.0.0.1:${portOf(forbidden)}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([server, forbidden].map((each) => new Promise((resolve) => each.close(resolve))));
    },
  };
}

const portOf = (server: ReturnType<typeof createServer>) => (server.address() as AddressInfo).port;

function callOf(host: string, path: string, hit: number, request: IncomingMessage, response: ServerResponse): HostCall {
  const send =
    (type: string) =>
    (body: string | Uint8Array, status = 200, headers = {}) => {
      response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body), ...headers });
      response.end(body);
    };
  return {
    host,
    path,
    hit,
    request,
    response,
    html: send("text/html; charset=utf-8"),
    text: send("text/plain; charset=utf-8"),
    redirect: (location, status = 302) => {
      response.writeHead(status, { location, "content-length": 0 });
      response.end();
    },
    drip: (everyMs) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.write("<!doctype html>");
      const timer = setInterval(() => response.write(" "), everyMs);
      response.on("close", () => clearInterval(timer));
    },
  };
}
