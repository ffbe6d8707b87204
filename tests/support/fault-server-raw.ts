import type { Socket } from "node:net";
import { type FaultCall, type FaultCase, head } from "./fault-server-case.ts";

export interface RawServing {
  readonly cases: ReadonlyMap<string, FaultCase>;
  /** Counts a request for a case, and gives how many there were. */
  readonly count: (name: string) => number;
  readonly url: (name: string, path?: string) => string;
  readonly forbiddenUrl: () => string;
}

/** Reads requests of HTTP/1 from a connection, one after the other, and lets their cases answer as they like. */
export function serveRaw(socket: Socket, serving: RawServing): void {
  let received = Buffer.alloc(0);
  let turn = 0;
  let isBusy = false;
  const next = async () => {
    const request = isBusy || socket.destroyed ? undefined : readRequest(received);
    if (request === undefined) return;
    isBusy = true;
    received = received.subarray(request.length);
    turn += 1;
    await answer(socket, request, turn, serving);
    isBusy = false;
    void next();
  };
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    void next();
  });
}

interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly length: number;
}

function readRequest(received: Buffer): RawRequest | undefined {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [line = "", ...lines] = received.toString("latin1", 0, end).split("\r\n");
  const headers = Object.fromEntries(
    lines.map((each) => [each.slice(0, each.indexOf(":")).toLowerCase(), each.slice(each.indexOf(":") + 1).trim()]),
  );
  const length = end + 4 + Number(headers["content-length"] ?? 0);
  if (received.length < length) return undefined;
  const [method = "", target = ""] = line.split(" ");
  return { method, target, headers, body: received.toString("utf8", end + 4, length), length };
}

async function answer(socket: Socket, request: RawRequest, turn: number, serving: RawServing): Promise<void> {
  const { cases, count, url, forbiddenUrl } = serving;
  // A proxy is asked with the whole address.
  const [, name = "", path = ""] = /^(?:http:\/\/[^/]+)?\/([^/?]+)(.*)$/.exec(request.target) ?? [];
  const found = cases.get(name);
  const write = (bytes: string | Uint8Array) => writeTo(socket, bytes);
  if (found === undefined) {
    await write(head(404, "Content-Length: 0"));
    return;
  }
  const { method, headers, body } = request;
  const call: FaultCall = {
    method,
    path,
    headers,
    body,
    hit: count(name),
    turn,
    socket,
    write,
    wait: (ms) => waitFor(socket, ms),
    // Under the name that the client knows: several invented hosts may lead here.
    urlOf: (own = "", other = name) => url(other, own).replace(/^http:\/\/127\.0\.0\.1:\d+/, `http://${headers.host}`),
    forbiddenUrl: forbiddenUrl(),
  };
  await found.serve(call);
}

function writeTo(socket: Socket, bytes: string | Uint8Array): Promise<boolean> {
  if (socket.destroyed || !socket.writable) return Promise.resolve(false);
  return new Promise((resolve) => {
    const gone = () => resolve(false);
    socket.once("close", gone);
    socket.write(bytes, () => {
      socket.off("close", gone);
      // A turn of the event loop, so that an endless writer leaves room for its reader in the same process.
      setImmediate(() => resolve(!socket.destroyed));
    });
  });
}

function waitFor(socket: Socket, ms: number): Promise<boolean> {
  if (socket.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      socket.off("close", done);
      resolve(!socket.destroyed);
    };
    const timer = setTimeout(done, ms);
    socket.once("close", done);
  });
}
