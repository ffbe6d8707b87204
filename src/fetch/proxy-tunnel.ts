import type { Socket } from "node:net";
import { buildConnector } from "undici";
import { printable } from "../model/printable.ts";
import { AnswerFault } from "./answer-fault.ts";
import { type Connector, portOf, trustOf } from "./guarded-connect.ts";

export interface ProxyOptions {
  /** `http:` or `https:`; user name and password in it are sent to the proxy as Basic credentials. */
  readonly proxy: URL;
  readonly connectTimeoutMs: number;
  readonly isHttp2Offered: boolean;
  readonly trustedCertificates: readonly string[];
}

/** A proxy that says more than this before a tunnel is open is none. */
const MAX_HEAD_BYTES = 16 * 1024;

/** Connects to the proxy itself, wherever it is: whoever names a proxy means it. */
export function proxyConnector({ connectTimeoutMs, trustedCertificates }: ProxyOptions): Connector {
  return buildConnector({ allowH2: false, timeout: connectTimeoutMs, ...trustOf(trustedCertificates) });
}

/**
 * Reaches an https origin through a tunnel (CONNECT, RFC 9110 §9.3.6). The proxy resolves the name, so no address can be checked here:
 * it is the proxy that decides what can be reached.
 */
export function tunnelConnector(target: URL, options: ProxyOptions): Connector {
  const { proxy } = options;
  const toProxy = proxyConnector(options);
  const overTunnel = buildConnector({
    allowH2: options.isHttp2Offered,
    preferH2: options.isHttp2Offered,
    timeout: options.connectTimeoutMs,
    ...trustOf(options.trustedCertificates),
  });
  return (origin, callback) => {
    toProxy(
      { hostname: proxy.hostname, host: proxy.host, protocol: proxy.protocol, port: proxy.port },
      (error, socket) => {
        if (error !== null) return callback(error, null);
        openTunnel(socket, target, options).then(
          (httpSocket) => overTunnel({ ...origin, httpSocket }, callback),
          (reason) => {
            socket.destroy();
            callback(reason, null);
          },
        );
      },
    );
  };
}

/** The header a proxy wants to know us by; `undefined` where its address names no user. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}

function openTunnel(socket: Socket, target: URL, { proxy, connectTimeoutMs }: ProxyOptions): Promise<Socket> {
  const authority = `${target.hostname}:${portOf(target)}`;
  const authorization = proxyAuthorization(proxy);
  socket.write(
    `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization === undefined ? "" : `Proxy-Authorization: ${authorization}\r\n`}\r\n`,
  );
  return new Promise((resolve, reject) => {
    let head = "";
    const finish = (error?: Error) => {
      clearTimeout(timer);
      socket.off("data", read).off("error", finish).off("close", cut);
      socket.pause();
      if (error === undefined) resolve(socket);
      else reject(error);
    };
    const cut = () =>
      finish(new AnswerFault(`expected a tunnel to ${authority}, found the proxy's end`, "network", "retry"));
    const read = (chunk: Buffer) => {
      head += chunk.toString("latin1");
      const end = head.indexOf("\r\n\r\n");
      if (end >= 0) finish(faultOfHead(head, end, authority));
      else if (head.length > MAX_HEAD_BYTES)
        finish(new AnswerFault("expected an answer of the proxy, found no end of it", "protocol", "give-up"));
    };
    const late = () =>
      finish(
        new AnswerFault(
          `expected a tunnel to ${authority} within ${connectTimeoutMs} ms, found none`,
          "timeout",
          "retry",
        ),
      );
    const timer = setTimeout(late, connectTimeoutMs);
    socket.on("data", read).on("error", finish).on("close", cut);
  });
}

/** A tunnel is open after any 2xx; the target speaks only after we have, so nothing may follow the head. */
function faultOfHead(head: string, end: number, authority: string): AnswerFault | undefined {
  const [line = ""] = head.split("\r\n", 1);
  if (/^HTTP\/1\.[01] 2\d\d\b/.test(line) && head.length === end + 4) return undefined;
  const consequence = / 407\b/.test(line) ? "stop" : "retry";
  return new AnswerFault(
    `expected a tunnel to ${authority}, found ${JSON.stringify(printable(line))}`,
    "network",
    consequence,
  );
}
