import type { Socket } from "node:net";
import { Client } from "undici";
import { AnswerFault } from "./answer-fault.ts";
import type { Connector } from "./guarded-connect.ts";
import type { Transfer, Wire } from "./transfer.ts";
import { watchHead } from "./watch-head.ts";

/** Where a line goes, and how requests are written on it. */
export interface Route {
  /** What the connection is to: the page's origin, or the proxy's. */
  readonly origin: string;
  readonly connect: Connector;
  readonly isHttp2Offered: boolean;
  /** A proxy without a tunnel wants the whole address in the request line, and its own headers. */
  readonly proxyHeaders?: readonly string[];
}

export interface LineOptions {
  readonly headersTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly keepAliveMs: number;
  readonly maxHeaderBytes: number;
}

/** One connection to one origin, made when it is first needed and kept between transfers. Carries one transfer at a time. */
export interface Line {
  /** `onDone` is called when the transfer is over; the line may carry the next one when it `isUsable`. */
  carry(transfer: Transfer, onDone: (isUsable: boolean) => void): void;
  /** Ends the connection at once, also one that is being made. */
  close(): Promise<void>;
}

/** Connections that a server accepts and closes at once are tried so often for one request. */
const MAX_CONNECTS = 3;

/** `onLost` is called when the connection ends while nothing is carried. */
export function openLine(route: Route, options: LineOptions, onLost: () => void): Line {
  let connecting: Socket | undefined;
  let socket: (Socket & { alpnProtocol?: string | false | null }) | undefined;
  let carried: Transfer | undefined;
  let connects = 0;
  let answers = 0;

  const connect: Connector = (target, callback) => {
    connects += 1;
    if (connects > MAX_CONNECTS) {
      const fault = new AnswerFault(
        `expected a connection that lasts, found ${MAX_CONNECTS} closed at once`,
        "network",
        "retry",
      );
      return queueMicrotask(() => callback(fault, null));
    }
    // undici's connectors give the socket that is being connected, which their type does not say; undici itself wants it back.
    const given: unknown = route.connect(target, (error, connected) => {
      if (error !== null) return callback(error, null);
      socket = connected;
      answers = 0;
      if (!wire.isHttp2)
        watchHead(connected, options.maxHeaderBytes * 2, () =>
          carried?.isAwaitingHead === true ? carried : undefined,
        );
      callback(null, connected);
    });
    connecting = given as Socket | undefined;
    return given as ReturnType<Connector>;
  };

  const wire: Wire = {
    get isHttp2() {
      return socket?.alpnProtocol === "h2";
    },
    get answers() {
      return answers;
    },
    get bytesRead() {
      return socket?.bytesRead ?? 0;
    },
    get error() {
      return socket?.errored ?? null;
    },
  };

  const client = new Client(route.origin, {
    connect,
    pipelining: 1,
    allowH2: route.isHttp2Offered,
    headersTimeout: options.headersTimeoutMs,
    bodyTimeout: options.idleTimeoutMs,
    keepAliveTimeout: options.keepAliveMs,
    keepAliveMaxTimeout: options.keepAliveMs,
    maxHeaderSize: options.maxHeaderBytes,
  });
  client.on("disconnect", () => {
    if (carried === undefined) onLost();
  });

  return {
    carry(transfer, onDone) {
      carried = transfer;
      connects = 0;
      transfer.wire = wire;
      transfer.onSettled = (isClean) => {
        carried = undefined;
        answers += 1;
        onDone(isClean && socket?.destroyed === false);
      };
      client.dispatch(requestOf(transfer, route), transfer);
    },
    async close() {
      connecting?.destroy(new Error("the connection is not needed any more"));
      await client.destroy();
    },
  };
}

function requestOf({ ask }: Transfer, { proxyHeaders }: Route) {
  const path = ask.url.pathname + ask.url.search;
  return {
    path: proxyHeaders === undefined ? path : ask.url.origin + path,
    method: ask.method,
    headers:
      proxyHeaders === undefined ? (ask.headers as string[]) : ["host", ask.url.host, ...proxyHeaders, ...ask.headers],
    body: ask.body ?? null,
  };
}
